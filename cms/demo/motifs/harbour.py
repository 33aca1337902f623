"""What does the harbour look like? Cranes, ships, the ferry, the boats and the lighthouse."""

from cms.demo.brush import Box, Point, Sheet, curve, wave
from cms.demo.motifs.parts import (
    AMBER,
    CORAL,
    CREAM,
    INK,
    MIST,
    NIGHT,
    SEA,
    TEAL,
    glints,
    gull,
    person,
    skyline,
    swell,
)

CARGO = ["#c9553f", "#d98a4a", "#3c6e71", "#35507a", "#8d5a6b", "#d9b26a"]


def harbour_dawn(sheet: Sheet) -> None:
    """Gantry cranes and a container ship against the rising sun."""
    sheet.band((0, 0, 1920, 570), "#26335f", "#6d4f80", "#d9715f", "#f6a767", "#fde0a0")
    sheet.glow((1230, 520), 520, "#fff0c0", 0.75)
    sheet.disc((1230, 512), 84, "#fff6d8")
    skyline(sheet, 570, "#b0646c", (20, 90))
    skyline(sheet, 570, "#7b4a6b", (8, 46))
    _container_ship(sheet, (1330, 566))
    for x, size in ((250, 470), (560, 430), (850, 395)):
        _gantry_crane(sheet, (x, 566), size)
    _stacks(sheet, (60, 566), 30)
    sheet.box((0, 560, 1180, 586), INK)
    sheet.mirror(586, "#3a3a68", 0.38)
    glints(sheet, (1010, 592, 1450, 800), "#ffe9b0c0", 90)
    for at, span in (((1010, 150), 44), ((1090, 190), 32), ((1500, 120), 52), ((690, 96), 30)):
        gull(sheet, at, span, "#fbe3c4")


def _gantry_crane(sheet: Sheet, base: Point, size: float) -> None:
    x, y = base
    rail, top = y - size * 0.62, y - size
    for leg in (0, size * 0.3):
        sheet.line([(x + leg, y), (x + leg + size * 0.02, rail)], INK, size * 0.034)
    sheet.line([(x, y - size * 0.24), (x + size * 0.3, y - size * 0.24)], INK, size * 0.03)
    sheet.line([(x, y - size * 0.24), (x + size * 0.31, rail)], INK, size * 0.014)
    sheet.box((x - size * 0.5, rail - size * 0.03, x + size * 0.62, rail + size * 0.02), INK)
    apex = (x + size * 0.07, top)
    for foot in (x + 3, x + size * 0.3, x - size * 0.44, x + size * 0.58):
        sheet.line([apex, (foot, rail)], INK, size * (0.026 if x <= foot < x + 200 else 0.01))
    sheet.box((x + size * 0.32, rail - size * 0.1, x + size * 0.5, rail), INK)
    cab = (x - size * 0.2, rail, x - size * 0.12, rail + size * 0.07)
    sheet.box(cab, AMBER, 3)
    sheet.line([(x - size * 0.3, rail), (x - size * 0.3, rail + size * 0.16)], INK, 2)
    box = (x - size * 0.36, rail + size * 0.16, x - size * 0.24, rail + size * 0.22)
    sheet.box(box, CORAL)


def _stacks(sheet: Sheet, corner: Point, columns: int) -> None:
    for column in range(columns):
        x = corner[0] + column * 37
        for row in range(sheet.dice.choice((0, 1, 1, 2, 3))):
            y = corner[1] - row * 19
            sheet.box((x, y - 18, x + 35, y), sheet.dice.choice(CARGO))


def _container_ship(sheet: Sheet, bow: Point) -> None:
    x, y = bow
    hull: list[Point] = [(x - 40, y - 66), (x + 640, y - 66), (x + 640, y + 24), (x + 6, y + 24)]
    for column in range(13):
        rows = 2 + min(column, 3) + sheet.dice.choice((0, 0, 1))
        for row in range(rows):
            left, floor = x + 30 + column * 38, y - 66 - row * 21
            sheet.box((left, floor - 20, left + 36, floor), sheet.dice.choice(CARGO))
    sheet.wash(hull, "#2b3558", "#16213a")
    sheet.box((x - 4, y + 8, x + 640, y + 24), "#a8443a")
    sheet.box((x + 530, y - 210, x + 590, y - 66), "#f3dcc0")


def shore_power(sheet: Sheet) -> None:
    """A ship's bow over the quay and a worker who plugs in the cable."""
    _sunlit_quay(sheet)
    sheet.wash(
        [*curve((640, -40), (760, 500), (1010, 850)), (1600, 850), (1600, -40)],
        "#24406b",
        "#16243f",
    )
    sheet.poly([(970, 770), (1600, 770), (1600, 850), (1012, 850)], "#a8443a")
    _hull_marks(sheet)
    sheet.box((0, 830, 1600, 1067), "#2b2f49")
    sheet.box((0, 830, 1600, 852), "#f0b35a")
    _cabinet(sheet)
    cable = [
        *curve((520, 800), (640, 1010), (800, 930)),
        *curve((800, 930), (930, 860), (1120, 420)),
    ]
    sheet.line(cable, "#10182c", 22)
    sheet.line([(x - 4, y - 5) for x, y in cable], "#e8684a", 6)
    person(sheet, (620, 985), 330, "#f2762e")
    sheet.box((584, 775, 656, 789), "#fdf3c8")


def _sunlit_quay(sheet: Sheet) -> None:
    sheet.sky("#f6c987", "#f4a777", "#d97a6c")
    sheet.glow((250, 330), 520, "#fff2cc", 0.7)
    sheet.disc((250, 340), 90, "#fff5da")
    skyline(sheet, 720, "#c9736a", (30, 140))
    sheet.box((0, 716, 1600, 830), "#8f5a6c")


def _hull_marks(sheet: Sheet) -> None:
    sheet.line([(690, 0), (1600, 250)], "#ffffff10", 5)
    sheet.box((1090, 380, 1150, 440), "#0e1830", 8)
    for row in range(7):
        y = 520 + row * 34
        sheet.box((1240, y, 1262, y + 5), CREAM)
        sheet.box((1240, y + 17, 1252, y + 20), CREAM)
    for seam in (1180, 1390):
        sheet.line([(seam, 0), (seam, 770)], "#ffffff12", 4)


def _cabinet(sheet: Sheet) -> None:
    sheet.box((330, 640, 540, 900), "#e9e1cc", 10)
    sheet.box((330, 640, 540, 690), TEAL, 10)
    sheet.box((356, 716, 514, 872), "#cfc6ae", 6)
    sheet.poly([(446, 728), (404, 800), (432, 800), (418, 856), (470, 776), (440, 776)], AMBER)
    sheet.disc((515, 665), 9, "#9be08a")


def ferry_morning(sheet: Sheet) -> None:
    """The first ferry with lit windows on a morning sea."""
    sheet.sky("#274673", "#5a86a4", "#a9cbc4", "#f5dca6", "#f5dca6")
    sheet.glow((380, 600), 460, "#fff0c2", 0.7)
    skyline(sheet, 640, "#6f98a5", (20, 110))
    sheet.band((0, 636, 1600, 1067), "#6fa6ac", "#2a6d80", "#17415f")
    glints(sheet, (140, 645, 640, 800), "#fff0c8b0", 60)
    _ferry(sheet)
    swell(sheet, 815, "#2b7486", (12, 330))
    glints(sheet, (200, 830, 1500, 900), "#ffffff38", 30)
    swell(sheet, 905, "#215f78", (16, 410))
    swell(sheet, 990, "#174a66", (18, 520))
    for at, span in (((330, 250), 90), ((480, 190), 60), ((1320, 160), 70), ((640, 330), 44)):
        gull(sheet, at, span, CREAM)


def _ferry(sheet: Sheet) -> None:
    sheet.box((610, 430, 1180, 540), CREAM, 14)
    sheet.box((500, 530, 1290, 650), "#fff6e4", 16)
    sheet.box((760, 350, 960, 440), CREAM, 14)
    sheet.wash([(360, 640), (1400, 640), (1330, 850), (450, 850)], "#e8684a", "#a83f36")
    sheet.box((370, 640, 1394, 662), "#fff6e4")
    _portholes(sheet, (530, 562, 1260, 618), 13)
    _portholes(sheet, (635, 458, 1155, 506), 10)
    _portholes(sheet, (780, 372, 940, 412), 4)
    sheet.poly([(1010, 430), (1030, 310), (1120, 310), (1110, 430)], NIGHT)
    sheet.poly([(1024, 350), (1030, 322), (1119, 322), (1117, 350)], AMBER)
    sheet.line([(840, 350), (840, 240)], INK, 6)
    sheet.poly([(843, 244), (920, 262), (843, 284)], CORAL)


def _portholes(sheet: Sheet, row: Box, count: int) -> None:
    left, top, right, bottom = row
    wide = (right - left) / count
    for number in range(count):
        x = left + number * wide
        sheet.box((x, top, x + wide * 0.72, bottom), "#ffcf7a", 8)
        sheet.box((x, top + (bottom - top) * 0.55, x + wide * 0.72, bottom), "#f2a95a", 8)


def fishing_boats(sheet: Sheet) -> None:
    """Three painted boats at the quay and a heap of nets."""
    sheet.sky("#8cc6cf", "#cfe5d8", "#f8e6bd", "#f8e6bd")
    skyline(sheet, 560, "#a7c9c2", (60, 180))
    skyline(sheet, 560, "#7fb0b0", (20, 90))
    sheet.band((0, 556, 1600, 670), "#5f9a9d", "#79b5b1")
    for x, hull, size in ((250, "#d9583f", 1.0), (700, "#2d6f8f", 1.15), (1190, "#e7b04d", 0.95)):
        _fishing_boat(sheet, (x, 640), size, hull)
    sheet.mirror(660, "#2f8f93", 0.42)
    glints(sheet, (0, 680, 1600, 900), "#ffffff50", 70)
    sheet.box((0, 905, 1600, 1067), "#6b5a52")
    sheet.box((0, 905, 1600, 926), "#86736a")
    _nets(sheet)
    gull(sheet, (1180, 190), 80, "#ffffff")
    gull(sheet, (1300, 250), 50, "#ffffff")


def _fishing_boat(sheet: Sheet, keel: Point, size: float, hull: str) -> None:
    x, y = keel
    rail = curve((-205, -128), (0, -30), (200, -112))
    side: list[Point] = [*rail, *curve((200, -112), (190, 40), (110, 32)), (-130, 32)]
    sheet.line([(x - 20 * size, y - 70), (x - 20 * size, y - 400 * size)], "#4c3a33", 9)
    boom = [(x - 20 * size, y - 300 * size), (x + 150 * size, y - 150 * size)]
    sheet.line(boom, "#4c3a33", 6)
    sheet.line([(x - 20 * size, y - 395 * size), (x - 180 * size, y - 105 * size)], "#4c3a3390", 3)
    sheet.box((x + 10 * size, y - 180 * size, x + 110 * size, y - 60), CREAM, 8)
    sheet.box((x - 2 * size, y - 192 * size, x + 124 * size, y - 174 * size), hull, 6)
    for left in (24, 66):
        pane = (x + left * size, y - 158 * size, x + (left + 32) * size, y - 122 * size)
        sheet.box(pane, "#2b4a63", 5)
    sheet.poly([(x + dx * size, y + dy * size) for dx, dy in side], hull)
    stripe = [(x + dx * size, y + (dy + 20) * size) for dx, dy in rail]
    sheet.line(stripe[2:-1], CREAM, 7)


def _nets(sheet: Sheet) -> None:
    for x, wide, fill in ((330, 230, "#1f7d74"), (560, 200, "#2f9a86"), (1270, 190, "#c96a3d")):
        sheet.oval((x - wide, 870, x + wide, 1090), fill)
        for ring in range(7):
            gap = ring * wide / 8
            sheet.arc(
                (x - wide + gap, 880 + ring * 10, x + wide - gap, 1090), (190, 350), "#ffffff38", 3
            )
    for x, y in (
        (170, 930),
        (300, 890),
        (430, 900),
        (600, 892),
        (720, 930),
        (1200, 895),
        (1330, 900),
    ):
        sheet.disc((x, y), 19, AMBER)
        sheet.disc((x - 5, y - 5), 7, "#ffe3ab")


def lighthouse(sheet: Sheet) -> None:
    """The lighthouse on its rock, at nightfall, in portrait format."""
    sheet.sky("#131d3d", "#24426f", "#4d7f95", "#e2b283", "#f0a070")
    _stars(sheet, 150)
    sheet.disc((250, 300), 74, "#fdf3d5")
    for at, size in (((228, 282), 15), ((272, 318), 20), ((262, 264), 9)):
        sheet.disc(at, size, "#efdfb8")
    lamp = (690, 452)
    sheet.poly([lamp, (1200, 250), (1200, 470)], "#fff0b838")
    sheet.poly([lamp, (0, 520), (0, 800)], "#fff0b830")
    swell(sheet, 1180, "#3f7f8c", (10, 260))
    _rock(sheet)
    _tower(sheet)
    sheet.glow(lamp, 210, "#fff3c4", 0.95)
    for level, fill, shape in (
        (1335, "#2c6a7d", (14, 300)),
        (1420, "#1f5069", (18, 380)),
        (1510, "#163a55", (20, 470)),
    ):
        swell(sheet, level, fill, shape)
        sheet.line(wave((-20, 1220), level + 3, *shape), "#ffffff48", 5)


def _stars(sheet: Sheet, count: int) -> None:
    for _ in range(count):
        at = (sheet.dice.uniform(0, sheet.width), sheet.dice.uniform(0, sheet.height * 0.45))
        sheet.disc(at, sheet.dice.uniform(0.8, 2.4), "#ffffffb0")


def _rock(sheet: Sheet) -> None:
    outline: list[Point] = [
        (250, 1420),
        (330, 1260),
        (430, 1230),
        (480, 1140),
        (600, 1100),
        (830, 1096),
        (910, 1180),
        (1010, 1215),
        (1090, 1330),
        (1200, 1400),
        (1200, 1600),
        (250, 1600),
    ]
    sheet.wash(outline, "#3b3a55", "#161c33")
    sheet.poly([(480, 1140), (600, 1100), (640, 1190), (560, 1300), (430, 1230)], "#4d4a66")
    sheet.poly([(830, 1096), (910, 1180), (860, 1320), (760, 1210)], "#2b2b47")


def _tower(sheet: Sheet) -> None:
    def edge(y: float) -> float:
        return 62 + (y - 560) * 0.085

    for number in range(6):
        top, bottom = 560 + number * 92, 560 + (number + 1) * 92
        fill = CREAM if number % 2 else CORAL
        sheet.poly(
            [
                (690 - edge(top), top),
                (690 + edge(top), top),
                (690 + edge(bottom), bottom),
                (690 - edge(bottom), bottom),
            ],
            fill,
        )
    sheet.poly(
        [(706, 560), (690 + edge(560), 560), (690 + edge(1112), 1112), (716, 1112)], "#1d2b4f48"
    )
    sheet.box((600, 536, 780, 564), INK, 6)
    sheet.line([(600, 506), (780, 506)], INK, 5)
    for x in range(604, 790, 29):
        sheet.line([(x, 506), (x, 540)], INK, 4)
    sheet.box((642, 400, 738, 538), "#ffe6a0")
    for x in (642, 674, 706, 738):
        sheet.line([(x, 396), (x, 538)], INK, 6)
    sheet.poly([(626, 404), (690, 318), (754, 404)], "#b8493a")
    sheet.line([(690, 320), (690, 272)], INK, 6)
    for y in (690, 880):
        sheet.box((674, y, 706, y + 58), "#25355c", 14)
    sheet.box((662, 1036, 718, 1112), "#25355c", 20)


def old_bridge(sheet: Sheet) -> None:
    """Five stone arches and their reflection on an autumn morning."""
    sheet.sky("#a9cdd2", "#dbe6d6", "#f8e2b6", "#f8e2b6")
    sheet.disc((1240, 250), 74, "#fff6dd")
    skyline(sheet, 610, "#bcd0c6", (80, 230))
    skyline(sheet, 610, "#93b5ae", (30, 120))
    for x, y, size, fill in (
        (60, 430, 120, "#d98f45"),
        (200, 440, 80, "#c4683c"),
        (1400, 440, 90, "#c4683c"),
        (1540, 420, 140, "#d98f45"),
    ):
        sheet.disc((x, y), size, fill)
    sheet.wash([(0, 470), (800, 400), (1600, 470), (1600, 680), (0, 680)], "#d9a878", "#a87458")
    sheet.line([(0, 462), (800, 392), (1600, 462)], "#8a5b49", 22)
    _arches(sheet)
    _lamps_on_bridge(sheet)
    sheet.mirror(680, SEA, 0.34)
    glints(sheet, (0, 690, 1600, 1060), "#ffffff48", 90)


def _arches(sheet: Sheet) -> None:
    for number in range(5):
        middle, half = 160 + number * 320, 118
        ring, hole = half + 14, (middle - half, 508, middle + half, 508 + 2 * half)
        sheet.oval((middle - ring, 494, middle + ring, 494 + 2 * ring), "#f0cfa0")
        sheet.box((middle - ring, 494 + ring, middle + ring, 690), "#f0cfa0")
        sheet.oval(hole, "#cfe0d2")
        sheet.box((middle - half, 626, middle + half, 690), "#cfe0d2")
        sheet.box((middle - half, 640, middle + half, 690), "#8fbcb6")


def _lamps_on_bridge(sheet: Sheet) -> None:
    for x in (160, 480, 800, 1120, 1440):
        deck = 392 + abs(x - 800) * 0.0875
        sheet.line([(x, deck), (x, deck - 96)], INK, 7)
        sheet.disc((x, deck - 104), 16, "#ffdf95")
    for x, coat in ((610, CORAL), (660, TEAL), (1010, "#6a4a6f")):
        person(sheet, (x, 402 + abs(x - 800) * 0.0875), 88, coat)
    gull(sheet, (420, 220), 70, MIST)
    gull(sheet, (540, 170), 46, "#ffffff")
