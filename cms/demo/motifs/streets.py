"""What do the streets look like? The tram in the rain, the market, the river in flood."""

from cms.demo.brush import Point, Sheet, curve
from cms.demo.motifs.parts import (
    AMBER,
    BRICK,
    CORAL,
    CREAM,
    INK,
    MOSS,
    TEAL,
    gabled,
    glints,
    person,
    rain,
    skyline,
    windows,
)

LIT = ["#ffcf7d", "#ffdf9e", "#2e4a6b", "#2e4a6b", "#263f5e"]
FRUIT = [
    ["#d9472f", "#e8684a"],
    ["#f2a33c", "#f4b55c"],
    ["#7fa650", "#98bf66"],
    ["#8b3a62", "#a04f78"],
    ["#f5d04e", "#f7dc79"],
    ["#c9553f", "#dd7350"],
]


def tram_rain(sheet: Sheet) -> None:
    """A tram with lit windows in the rain; the street is a mirror."""
    sheet.sky("#1c2c4f", "#345679", "#6f8f9c", "#c99d86")
    _lit_street(sheet)
    _tram(sheet)
    sheet.mirror(770, "#1d2d4d", 0.36)
    sheet.box((0, 764, 1600, 776), "#101b33")
    glints(sheet, (0, 800, 1600, 1067), "#ffe0a038", 60)
    sheet.line([(0, 900), (1600, 900)], "#a9c0cc60", 4)
    sheet.line([(0, 960), (1600, 960)], "#a9c0cc60", 5)
    _umbrella(sheet, (1390, 1010), CORAL)
    _umbrella(sheet, (110, 1000), AMBER)
    rain(sheet, 240, "#dbe9ee58")


def _lit_street(sheet: Sheet) -> None:
    for box, wall in (
        ((0, 150, 300, 760), "#2b4466"),
        ((290, 230, 560, 760), "#355373"),
        ((550, 120, 850, 760), "#2a4163"),
        ((840, 210, 1180, 760), "#385878"),
        ((1170, 140, 1600, 760), "#2c4567"),
    ):
        sheet.box(box, wall)
        windows(sheet, (box[0] + 16, box[1] + 40, box[2] - 16, 560), (4, 4), LIT)
    sheet.box((0, 590, 1600, 760), "#22385a")
    for number in range(7):
        shop = (20 + number * 226, 620, 190 + number * 226, 750)
        sheet.box(shop, "#d98f55" if number % 2 else "#f0b763", 4)


def _tram(sheet: Sheet) -> None:
    sheet.line([(0, 262), (1600, 250)], "#0f1930", 4)
    sheet.line([(640, 400), (710, 330), (620, 258)], "#0f1930", 7)
    sheet.box((240, 400, 1160, 770), CREAM, 46)
    sheet.box((240, 610, 1160, 740), CORAL)
    sheet.box((240, 600, 1160, 612), "#b8493a")
    sheet.box((262, 384, 1138, 410), "#b8493a", 12)
    for number in range(7):
        left = 284 + number * 122
        sheet.box((left, 442, left + 104, 576), "#ffd98c", 14)
        if number in {1, 2, 4, 5}:
            _passenger(sheet, (left + 52, 576))
    for left in (406, 894):
        sheet.box((left - 4, 436, left + 112, 738), "#f3dfb8", 8)
        sheet.box((left + 6, 452, left + 50, 700), "#ffd98c", 6)
        sheet.box((left + 58, 452, left + 102, 700), "#ffd98c", 6)
    _tram_wheels_and_lights(sheet)


def _tram_wheels_and_lights(sheet: Sheet) -> None:
    for x in (390, 500, 900, 1010):
        sheet.disc((x, 752), 30, INK)
        sheet.disc((x, 752), 12, "#56627c")
    sheet.box((1062, 408, 1142, 436), INK, 6)
    for x in (1078, 1098, 1118):
        sheet.disc((x, 422), 6, AMBER)
    sheet.glow((1158, 680), 130, "#fff2c0", 0.9)
    sheet.disc((1146, 680), 18, "#fff7da")


def _passenger(sheet: Sheet, seat: Point) -> None:
    x, y = seat
    sheet.box((x - 30, y - 52, x + 30, y), "#43506f", 20)
    sheet.disc((x, y - 68), 21, "#43506f")


def _umbrella(sheet: Sheet, feet: Point, colour: str) -> None:
    x, y = feet
    person(sheet, feet, 230, "#24395c")
    sheet.line([(x + 40, y - 90), (x + 40, y - 290)], "#10182c", 6)
    dome = curve((x - 80, y - 210), (x + 40, y - 380), (x + 160, y - 210))
    sheet.poly([*dome, *curve((x + 160, y - 210), (x + 40, y - 250), (x - 80, y - 210))], colour)


def market_stalls(sheet: Sheet) -> None:
    """Three stalls under striped awnings with heaps of fruit."""
    sheet.sky("#f9dcae", "#f6c99a", "#eeb28a")
    for box, wall, roof in (
        ((20, 60, 330, 800), "#dd8a6a", BRICK),
        ((330, 110, 620, 800), "#e5a27a", "#9c4a3c"),
        ((620, 40, 940, 800), "#d67f66", BRICK),
        ((940, 100, 1240, 800), "#e7ab83", "#9c4a3c"),
        ((1240, 60, 1570, 800), "#da8468", BRICK),
    ):
        gabled(sheet, box, wall, roof)
        pane = (box[0] + 30, box[1] + 190, box[2] - 30, 500)
        windows(sheet, pane, (3, 2), ["#fbe6bd", "#8f4f4a", "#8f4f4a"])
    sheet.box((0, 800, 1600, 1067), "#a8735f")
    for x, coat in ((270, "#6a4a6f"), (800, CORAL), (1330, AMBER)):
        person(sheet, (x, 950), 350, coat)
    for left, colour in ((40, CORAL), (570, TEAL), (1100, MOSS)):
        _stall(sheet, left, colour)
    person(sheet, (545, 1060), 390, "#3b5b8c")
    person(sheet, (1080, 1055), 360, "#b8493a", "#8d5a3f")
    _bunting(sheet)


def _stall(sheet: Sheet, left: float, colour: str) -> None:
    right, wide = left + 460, 460 / 8
    for pole in (left + 14, right - 14):
        sheet.box((pole - 7, 520, pole + 7, 1010), "#5b3f36")
    for number in range(8):
        x = left + number * wide
        fill = colour if number % 2 == 0 else CREAM
        lean = (number - 3.5) * 9
        sheet.poly(
            [
                (x - lean * 0.6 + 8, 430),
                (x + wide - lean * 0.6 + 8, 430),
                (x + wide, 570),
                (x, 570),
            ],
            fill,
        )
        sheet.oval((x, 545, x + wide, 597), fill)
    sheet.box((left + 10, 800, right - 10, 1010), "#7b5142", 6)
    sheet.line([(left + 10, 880), (right - 10, 880)], "#5b3f36", 5)
    for number in range(3):
        fruit = FRUIT[(int(left // 500) * 3 + number) % len(FRUIT)]
        _crate(sheet, (left + 22 + number * 140, 800), fruit)


def _crate(sheet: Sheet, corner: Point, fruit: list[str]) -> None:
    x, y = corner
    for row, count in ((0, 6), (1, 5), (2, 3)):
        for number in range(count):
            centre = (x + 16 + row * 10 + number * 20, y - 8 - row * 20)
            sheet.disc(centre, 15, sheet.dice.choice(fruit))
            sheet.disc((centre[0] - 4, centre[1] - 4), 4, "#ffffff58")
    sheet.box((x - 4, y - 8, x + 132, y + 48), "#c99763", 4)
    sheet.line([(x, y + 20), (x + 128, y + 20)], "#a87747", 4)


def _bunting(sheet: Sheet) -> None:
    for start, end in (((0, 130), (800, 110)), ((800, 110), (1600, 150))):
        rope = curve(start, ((start[0] + end[0]) / 2, 290), end)
        sheet.line(rope, "#6b4238", 4)
        for number, (x, y) in enumerate(rope[1:-1:2]):
            colour = (CORAL, CREAM, TEAL, AMBER)[number % 4]
            sheet.poly([(x - 22, y), (x + 22, y), (x, y + 46)], colour)


def river_flood(sheet: Sheet) -> None:
    """Houses standing in the flooded river, two people in a rowing boat."""
    sheet.sky("#3c5468", "#6f8b93", "#b4c0b4", "#d8cfb4")
    skyline(sheet, 660, "#8ba3a3", (120, 260))
    houses = (
        (60, 250, 300, "#c4694f"),
        (310, 190, 570, "#d9a05e"),
        (600, 270, 840, "#6f8f86"),
        (850, 200, 1110, "#b8574a"),
        (1140, 260, 1370, "#dcb57a"),
        (1390, 220, 1640, "#7d7f95"),
    )
    for left, top, right, wall in houses:
        gabled(sheet, (left, top, right, 680), wall, "#3d4358")
        windows(
            sheet,
            (left + 20, top + 150, right - 20, 640),
            (3, 3),
            ["#ffd58a", "#33475c", "#33475c", "#3d5266"],
        )
    for x in (585, 1125):
        sheet.line([(x, 690), (x, 450)], INK, 9)
        sheet.disc((x, 440), 20, "#ffe2a0")
        sheet.glow((x, 440), 100, "#ffe2a0", 0.7)
    sheet.mirror(680, "#6b7a74", 0.45)
    glints(sheet, (0, 690, 1600, 1060), "#e6e2cc60", 80)
    _gauge(sheet, (1330, 860))
    _rowing_boat(sheet, (560, 860))
    rain(sheet, 210, "#eef2ea60")


def _gauge(sheet: Sheet, foot: Point) -> None:
    x, y = foot
    sheet.box((x - 34, y - 370, x + 34, y), CREAM, 6)
    for number in range(9):
        level = y - 20 - number * 40
        sheet.box((x - 34, level - 12, x + (34 if number % 2 else 4), level), INK)
    sheet.box((x - 34, y - 250, x + 34, y - 236), CORAL)
    swell_box = (x - 90, y - 12, x + 90, y + 16)
    sheet.oval(swell_box, "#7d8c85")
    sheet.arc((x - 130, y - 24, x + 130, y + 30), (10, 170), "#e6e2cc90", 4)


def _rowing_boat(sheet: Sheet, middle: Point) -> None:
    x, y = middle
    person(sheet, (x - 70, y + 50), 250, "#f2762e")
    person(sheet, (x + 90, y + 50), 240, "#2d5f8f", "#8d5a3f")
    sheet.line([(x - 20, y - 60), (x - 300, y + 90)], "#6b4a3a", 9)
    hull = [(x - 230, y - 56), *curve((x - 230, y - 56), (x, y + 10), (x + 240, y - 64))]
    keel = curve((x + 240, y - 64), (x + 180, y + 80), (x, y + 80))
    sheet.poly([*hull, *keel, *curve((x, y + 80), (x - 180, y + 80), (x - 230, y - 56))], BRICK)
    sheet.line(hull[1:], CREAM, 9)
    sheet.oval((x - 250, y + 62, x + 250, y + 96), "#5f6e6a90")
