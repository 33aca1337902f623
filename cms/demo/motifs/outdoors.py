"""What is there under the open sky? Roofs, a school yard, the pitch, an orchard, the stars."""

from cms.demo.brush import Box, Point, Sheet, curve
from cms.demo.motifs.parts import (
    AMBER,
    BRICK,
    CORAL,
    CREAM,
    INK,
    MOSS,
    ROSE,
    SAGE,
    TEAL,
    person,
    skyline,
    swell,
    tree,
    windows,
)


def solar_roofs(sheet: Sheet) -> None:
    """Rows of tiled roofs with solar panels under a big sun."""
    sheet.sky("#7fc0cf", "#bfe0d6", "#f9e7b7")
    sheet.glow((1240, 250), 420, "#fff4c8", 0.9)
    sheet.disc((1240, 250), 104, "#fff4cf")
    skyline(sheet, 520, "#9ccac4", (40, 150))
    for x, size in ((140, 190), (560, 170), (1010, 200), (1480, 190)):
        tree(sheet, (x, 640), size * 1.5, (MOSS, SAGE))
    _roof(sheet, (-60, 560), (520, 190), "#c9674b")
    _roof(sheet, (620, 540), (600, 200), "#b8574a")
    _roof(sheet, (1260, 570), (480, 190), "#cf7650")
    _roof(sheet, (-200, 770), (640, 240), "#a84d41")
    _roof(sheet, (430, 750), (760, 270), "#c4603f")
    _roof(sheet, (1180, 780), (640, 240), "#a84d41")


def _roof(sheet: Sheet, ridge: Point, size: tuple[float, float], tiles: str) -> None:
    """A roof seen from the street: ridge at the top left, slope leaning right, wall below."""
    (x, y), (wide, high) = ridge, size
    lean = high * 0.35
    sheet.box((x + lean * 0.2, y + high - 6, x + wide + lean, y + high + 420), "#f0d3a4")
    windows(sheet, (x + lean, y + high + 24, x + wide, y + high + 190), (6, 1), ["#5d7f93"])
    sheet.box((x + wide * 0.14, y - 66, x + wide * 0.14 + 48, y + 40), "#8a4438")
    sheet.wash(
        [
            (x + lean, y),
            (x + wide - lean * 0.2, y),
            (x + wide + lean * 1.2, y + high),
            (x - lean * 0.2, y + high),
        ],
        tiles,
        "#7d3a35",
    )
    columns = int((wide - 110) // 96)
    for row in range(2):
        for column in range(columns):
            _panel(
                sheet,
                (x + lean + 24 + column * 96 + row * 8, y + 26 + row * high * 0.44),
                (84, high * 0.38),
            )


def _panel(sheet: Sheet, corner: Point, size: tuple[float, float]) -> None:
    (x, y), (wide, high) = corner, size
    skew = high * 0.1
    sheet.wash(
        [(x, y), (x + wide, y), (x + wide + skew, y + high), (x + skew, y + high)],
        "#3f6ea3",
        "#1c3664",
    )
    for share in (1 / 3, 2 / 3):
        sheet.line([(x + wide * share, y), (x + wide * share + skew, y + high)], "#9fc3e090", 2)
    sheet.line([(x + skew / 2, y + high / 2), (x + wide + skew / 2, y + high / 2)], "#9fc3e090", 2)
    sheet.poly(
        [(x + wide * 0.62, y), (x + wide, y), (x + wide * 0.55, y + high * 0.8)], "#ffffff2c"
    )


def school_yard(sheet: Sheet) -> None:
    """A brick school, a plane tree, children at hopscotch."""
    sheet.sky("#8ecbd6", "#cbe6da", "#f5e9c6")
    skyline(sheet, 620, "#a8d0c8", (60, 180))
    _school(sheet)
    sheet.band((0, 700, 1600, 1067), "#d9b98a", "#c79c6d")
    tree(sheet, (180, 860), 640, (MOSS, SAGE))
    _hopscotch(sheet, (760, 1030))
    for x, y, size, coat, skin in (
        (470, 920, 210, CORAL, "#c98d6b"),
        (600, 870, 190, TEAL, "#8d5a3f"),
        (1130, 900, 205, AMBER, "#c98d6b"),
        (1260, 950, 220, "#6a4a6f", "#e0ac84"),
        (1430, 880, 190, "#3b5b8c", "#8d5a3f"),
    ):
        sheet.oval((x - 50, y - 10, x + 70, y + 12), "#8a684430")
        person(sheet, (x, y), size, coat, skin)
    person(sheet, (800, 850), 200, BRICK, "#e0ac84")
    sheet.disc((1195, 800), 26, CREAM)
    sheet.disc((1195, 800), 11, INK)


def _school(sheet: Sheet) -> None:
    sheet.box((400, 380, 1560, 720), "#b8604a")
    sheet.poly([(370, 390), (470, 280), (1500, 280), (1590, 390)], "#5d3f4c")
    for number in range(9):
        _panel(sheet, (520 + number * 104, 302), (88, 66))
    sheet.box((880, 180, 1080, 720), "#c9705a")
    sheet.poly([(860, 190), (980, 70), (1100, 190)], "#5d3f4c")
    sheet.disc((980, 260), 46, CREAM)
    sheet.line([(980, 260), (980, 228)], INK, 6)
    sheet.line([(980, 260), (1004, 270)], INK, 6)
    for left in (430, 1110):
        windows(sheet, (left, 420, left + 430, 690), (4, 2), ["#ffe2a4", "#8fc3cb", "#8fc3cb"])
    sheet.box((920, 560, 1040, 720), "#5d3f4c", 40)
    sheet.box((920, 620, 1040, 720), "#5d3f4c")


def _hopscotch(sheet: Sheet, near: Point) -> None:
    x, y = near
    for number, columns in enumerate((1, 1, 2, 1, 2)):
        wide, high = 100 - number * 9, 44 - number * 4
        top = y - 44 - number * (42 - number * 2)
        for column in range(columns):
            left = x - wide * columns / 2 + column * wide + number * 8
            sheet.line(
                [
                    (left, top),
                    (left + wide, top),
                    (left + wide, top + high),
                    (left, top + high),
                    (left, top),
                ],
                CREAM,
                5,
            )


def football_ground(sheet: Sheet) -> None:
    """The pitch under floodlights, its stand full, fruit trees behind the goal."""
    sheet.sky("#141d40", "#26406e", "#54658c", "#b0788a")
    sheet.box((0, 400, 1600, 600), "#1b2748")
    for row in range(5):
        for seat in range(46):
            colour = sheet.dice.choice((CORAL, CREAM, AMBER, "#5c6f99", "#3d4f7d", ROSE))
            x, y = 10 + seat * 35 + (row % 2) * 17, 432 + row * 36
            sheet.box((x - 14, y + 9, x + 14, y + 34), colour, 8)
            sheet.disc((x, y), 10, sheet.dice.choice(("#c98d6b", "#8d5a3f", "#e0ac84")))
    sheet.poly([(0, 340), (1600, 340), (1600, 404), (0, 404)], "#0f1833")
    for x in range(60, 1600, 250):
        sheet.box((x, 400, x + 10, 600), "#0f1833")
    sheet.box((0, 594, 1600, 640), "#e9dfc4")
    sheet.box((0, 600, 1600, 634), TEAL)
    _pitch(sheet)
    for x, side in ((170, -1), (1430, 1)):
        _floodlight(sheet, (x, 345), side)
    _goal(sheet, (300, 500, 1300, 880))
    _players(sheet)


def _players(sheet: Sheet) -> None:
    for x, y, coat in (
        (520, 800, CORAL),
        (850, 760, CORAL),
        (1120, 790, "#f3e6c8"),
        (690, 850, "#f3e6c8"),
    ):
        sheet.oval((x - 60, y - 10, x + 90, y + 10), "#0d2b1e48")
        person(sheet, (x, y), 190, coat)
    sheet.disc((765, 872), 17, "#ffffff")


def _pitch(sheet: Sheet) -> None:
    for number in range(8):
        top, bottom = 640 + number * number * 6.8, 640 + (number + 1) ** 2 * 6.8
        sheet.box((0, top, 1600, bottom), "#3f8f5c" if number % 2 else "#378252")
    sheet.line([(0, 900), (1600, 900)], "#ffffffc0", 9)
    sheet.line([(240, 900), (380, 700), (1220, 700), (1360, 900)], "#ffffffa0", 6)


def _floodlight(sheet: Sheet, foot: Point, side: int) -> None:
    x, y = foot
    sheet.line([(x, y), (x, 110)], "#0f1833", 14)
    for row in range(3):
        for lamp in range(4):
            at = (x - 66 + lamp * 44, 70 + row * 40)
            sheet.box((at[0] - 18, at[1] - 16, at[0] + 18, at[1] + 16), "#fff6d2", 8)
    sheet.glow((x, 112), 330, "#fff3c8", 0.7)
    beam: list[Point] = [(x - 70, 150), (x + 70, 150), (x - side * 900, 900), (x - side * 200, 900)]
    sheet.poly(beam, "#fff3c812")


def _goal(sheet: Sheet, frame: Box) -> None:
    left, top, right, bottom = frame
    for x in range(int(left), int(right) + 1, 40):
        sheet.line([(x, top), (x, bottom)], "#ffffff30", 2)
    for y in range(int(top), int(bottom), 40):
        sheet.line([(left, y), (right, y)], "#ffffff30", 2)
    sheet.line(
        [(left, bottom + 40), (left, top), (right, top), (right, bottom + 40)], "#ffffff", 15
    )


def orchard(sheet: Sheet) -> None:
    """Rows of young apple trees along a ditch, watered by the pitch next door."""
    sheet.sky("#a5d4dc", "#d9ecd8", "#f9eabf")
    sheet.disc((330, 240), 80, "#fff6d6")
    skyline(sheet, 470, "#b5d6cd", (30, 120))
    swell(sheet, 470, "#9cbf86", (16, 900))
    for row, (y, size) in enumerate(((530, 150), (600, 210), (700, 300))):
        for number in range(9 - row * 2):
            x = 60 + row * 40 + number * (185 + row * 70)
            sheet.oval((x - size * 0.3, y - 10, x + size * 0.36, y + 12), "#4f774f60")
            tree(sheet, (x, y), size, ("#4c7f52", "#7fae6c"))
            _apples(sheet, (x, y - size * 0.62), size)
        swell(sheet, y + 26, ("#8cb477", "#7aa768", "#6a9a5c")[row], (8, 600))
    water = [
        *curve((760, 760), (880, 860), (560, 1067)),
        *curve((980, 1067), (1000, 860), (800, 760)),
    ]
    sheet.wash(water, "#bfe3e0", "#4f9fa8")
    for x in (250, 1230):
        tree(sheet, (x, 1000), 520, (MOSS, SAGE))
        _apples(sheet, (x, 680), 520)
    person(sheet, (1020, 920), 260, CORAL)


def _apples(sheet: Sheet, crown: Point, size: float) -> None:
    for _ in range(9):
        x = crown[0] + sheet.dice.uniform(-0.36, 0.36) * size
        y = crown[1] + sheet.dice.uniform(-0.2, 0.26) * size
        sheet.disc((x, y), max(3, size * 0.024), "#d9472f")


def night_sky(sheet: Sheet) -> None:
    """The Milky Way over the darkened city; people on the hill with a telescope."""
    sheet.sky("#070d24", "#12204a", "#25386e", "#56507f", "#a8697c")
    _milky_way(sheet)
    for _ in range(420):
        at = (sheet.dice.uniform(0, 1600), sheet.dice.uniform(0, 800))
        sheet.disc(at, sheet.dice.uniform(0.6, 2.6), "#fff8e0d0")
    blocks = skyline(sheet, 900, "#111a38", (30, 150))
    for left, top, right, _ in blocks[::4]:
        sheet.box(((left + right) / 2, top + 10, (left + right) / 2 + 9, top + 22), "#ffcf7d")
    hill = curve((-10, 900), (800, 740), (1610, 960))
    sheet.poly([*hill, (1610, 1067), (-10, 1067)], "#0a1026")
    _stargazers(sheet)


def _milky_way(sheet: Sheet) -> None:
    for step in range(26):
        at: Point = (120 + step * 56, 60 + step * 27 + sheet.dice.uniform(-26, 26))
        sheet.glow(at, sheet.dice.uniform(120, 220), "#a9b4e8", 0.16)
        sheet.glow(at, sheet.dice.uniform(40, 90), "#f3d9e0", 0.22)
    for _ in range(1500):
        along = sheet.dice.random()
        x = along * 1700 - 20 + sheet.dice.gauss(0, 40)
        y = 20 + along * 760 + sheet.dice.gauss(0, 95)
        sheet.disc((x, y), sheet.dice.uniform(0.5, 1.7), "#ffffffc8")


def _stargazers(sheet: Sheet) -> None:
    night = "#0a1026"
    for x, y, size in ((610, 850, 150), (700, 850, 105), (1010, 862, 150), (1080, 866, 140)):
        sheet.box((x - size * 0.13, y - size * 0.78, x + size * 0.13, y + 10), night, size * 0.1)
        sheet.disc((x, y - size * 0.88), size * 0.11, night)
    for foot in (800, 846, 892):
        sheet.line([(846, 740), (foot, 850)], night, 8)
    sheet.line([(795, 772), (925, 662)], night, 30)
    sheet.line([(915, 672), (950, 642)], night, 38)
