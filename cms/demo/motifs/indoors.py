"""What does Orlemouth look like inside? Library, bakery, laboratory, theatre."""

from cms.demo.brush import Point, Sheet, curve, wave
from cms.demo.motifs.parts import AMBER, CORAL, CREAM, INK, SEA, TEAL, person

SPINES = ["#b8493a", "#d98a4a", "#3c6e71", "#35507a", "#8d5a6b", "#d9b26a", "#55735a", "#e3cfa4"]


def reading_room(sheet: Sheet) -> None:
    """Tall windows at night, shelves to the ceiling, green lamps on a long table."""
    sheet.sky("#5a3a36", "#7d5044", "#8f5f4b")
    for number in range(3):
        _arched_window(sheet, 440 + number * 260)
    for left in (0, 1190):
        _shelves(sheet, left)
    sheet.box((0, 0, 1600, 46), "#3c2629")
    sheet.box((0, 800, 1600, 1067), "#4a2e2c")
    sheet.poly([(250, 760), (1350, 760), (1640, 960), (-40, 960)], "#a8693f")
    sheet.poly([(-40, 960), (1640, 960), (1640, 1010), (-40, 1010)], "#7a4a30")
    for x, coat, skin in (
        (480, TEAL, "#c98d6b"),
        (800, CORAL, "#8d5a3f"),
        (1110, "#35507a", "#e0ac84"),
    ):
        _reader(sheet, (x, 770), coat, skin)
    for x in (330, 645, 960, 1270):
        _green_lamp(sheet, (x, 830))


def _arched_window(sheet: Sheet, left: float) -> None:
    right = left + 200
    sheet.oval((left - 14, 86, right + 14, 316), "#3c2629")
    sheet.box((left - 14, 200, right + 14, 620), "#3c2629")
    sheet.oval((left, 100, right, 300), "#1f335f")
    sheet.band((left, 200, right + 1, 606), "#1f335f", "#41507f", "#a8697c")
    for _ in range(14):
        at = (sheet.dice.uniform(left + 16, right - 16), sheet.dice.uniform(150, 400))
        sheet.disc(at, sheet.dice.uniform(1, 2.4), "#fff6d8")
    for offset, high in ((10, 90), (56, 130), (112, 70), (150, 110)):
        sheet.box((left + offset, 606 - high, left + offset + 44, 606), "#1b2748")
    for x in (left + 66, left + 133):
        sheet.box((x - 4, 104, x + 4, 610), "#3c2629")
    for y in (220, 350, 480):
        sheet.box((left, y - 4, right, y + 4), "#3c2629")


def _shelves(sheet: Sheet, left: float) -> None:
    sheet.box((left, 40, left + 410, 820), "#3c2629")
    for shelf in range(6):
        floor = 160 + shelf * 126
        sheet.box((left + 14, floor - 104, left + 396, floor), "#2c1b20")
        x = left + 18
        while x < left + 376:
            wide, high = sheet.dice.uniform(11, 25), sheet.dice.uniform(66, 98)
            if sheet.dice.randrange(12):
                sheet.box((x, floor - high, x + wide, floor), sheet.dice.choice(SPINES), 2)
                sheet.box((x, floor - high * 0.8, x + wide, floor - high * 0.72), "#ffffff48")
            x += wide + 2


def _reader(sheet: Sheet, chair: Point, coat: str, skin: str) -> None:
    x, y = chair
    sheet.box((x - 92, y - 132, x + 92, y + 22), coat, 66)
    sheet.box((x - 22, y - 176, x + 22, y - 110), skin)
    sheet.disc((x, y - 210), 62, INK)
    sheet.oval((x - 50, y - 236, x + 50, y - 136), skin)
    sheet.poly([(x - 110, y + 42), (x, y + 22), (x + 110, y + 42), (x, y + 74)], CREAM)
    sheet.line([(x, y + 22), (x, y + 74)], "#c9b48c", 4)


def _green_lamp(sheet: Sheet, foot: Point) -> None:
    x, y = foot
    sheet.oval((x - 190, y - 30, x + 190, y + 70), "#ffe2a048")
    sheet.box((x - 5, y - 120, x + 5, y + 10), "#d9a84e")
    sheet.oval((x - 40, y, x + 40, y + 22), "#d9a84e")
    shade = curve((x - 82, y - 100), (x, y - 190), (x + 82, y - 100))
    sheet.poly(shade, "#2f7a5c")
    sheet.box((x - 82, y - 104, x + 82, y - 94), "#ffe9b0", 4)
    sheet.glow((x, y - 60), 170, "#ffe2a0", 0.5)


def bakery_oven(sheet: Sheet) -> None:
    """A baker before the glowing oven, loaves on the shelves."""
    sheet.sky("#6b3a33", "#8a4a3a", "#9c5a42")
    for row in range(12):
        for brick in range(15):
            x = -60 + brick * 120 + (row % 2) * 60
            shade = sheet.dice.choice(("#9c5340", "#a35a44", "#944d3c"))
            sheet.box((x, row * 66, x + 114, row * 66 + 60), shade, 5)
    sheet.box((0, 790, 1600, 1067), "#4a2b2b")
    _oven(sheet)
    for shelf in range(3):
        floor = 250 + shelf * 200
        sheet.box((980, floor, 1570, floor + 22), "#5b382c", 4)
        for number in range(4):
            _loaf(sheet, (1060 + number * 142, floor), 0.92)
    _baker(sheet, (770, 960))
    sheet.box((0, 930, 1600, 1067), "#d9a26a")
    sheet.box((0, 930, 1600, 948), "#f0c48c")
    for x in (140, 330, 1080, 1270, 1460):
        _loaf(sheet, (x, 1000), 1.25)


def _oven(sheet: Sheet) -> None:
    sheet.oval((90, 260, 650, 820), "#5b382c")
    sheet.box((90, 540, 650, 800), "#5b382c")
    sheet.oval((140, 310, 600, 770), "#ffb347")
    sheet.box((140, 540, 600, 790), "#ffb347")
    sheet.oval((190, 390, 550, 750), "#ffd97a")
    sheet.box((190, 570, 550, 790), "#ffd97a")
    sheet.glow((370, 600), 480, "#ffd27a", 0.75)
    for x in (270, 380, 490):
        _loaf(sheet, (x, 780), 0.7)
    sheet.box((80, 780, 660, 812), "#3c2426", 6)


def _loaf(sheet: Sheet, foot: Point, size: float) -> None:
    x, y = foot
    sheet.oval((x - 66 * size, y - 78 * size, x + 66 * size, y + 12 * size), "#b86a34")
    sheet.oval((x - 62 * size, y - 78 * size, x + 58 * size, y - 2 * size), "#d98c48")
    for cut in (-30, 0, 30):
        start, end = (x + (cut - 14) * size, y - 28 * size), (x + (cut + 12) * size, y - 62 * size)
        sheet.line([start, end], "#f7d9a4", 7 * size)


def _baker(sheet: Sheet, feet: Point) -> None:
    x, y = feet
    sheet.line([(x - 330, y - 200), (x + 130, y - 330)], "#c99763", 14)
    sheet.oval((x - 430, y - 210, x - 290, y - 160), "#c99763")
    sheet.box((x - 96, y - 470, x + 96, y), CREAM, 70)
    sheet.box((x - 66, y - 380, x + 66, y), "#35507a", 20)
    sheet.box((x - 24, y - 520, x + 24, y - 440), "#8d5a3f")
    sheet.oval((x - 58, y - 618, x + 58, y - 486), "#8d5a3f")
    sheet.box((x - 62, y - 640, x + 62, y - 580), "#ffffff", 12)
    for dx in (-40, 0, 40):
        sheet.disc((x + dx, y - 660), 42, "#ffffff")
    for hand, bend in ((x - 130, 40), (x + 96, 70)):
        arm = curve(
            (x + (80 if hand > x else -80), y - 420), (hand, y - 340 + bend), (hand, y - 300)
        )
        sheet.line(arm, "#efe0c2", 44)
        sheet.disc((hand, y - 290), 24, "#8d5a3f")


def laboratory(sheet: Sheet) -> None:
    """A bench with flasks, a microscope and a tank of mussels; the sea in the window."""
    sheet.sky("#d4e6de", "#e8efdf", "#f5ead0")
    _laboratory_window(sheet)
    for y in (190, 360):
        sheet.box((40, y, 440, y + 16), "#7ba6a8")
    for number, fill in enumerate((CORAL, AMBER, TEAL, "#8d5a6b", "#55735a", AMBER)):
        _jar(sheet, (86 + number % 3 * 120, 190 + number // 3 * 170), fill)
    _cupboards(sheet)
    _mussel_tank(sheet)
    _flask(sheet, (640, 770), 1.0, CORAL)
    _flask(sheet, (780, 770), 0.72, AMBER)
    _flask(sheet, (900, 770), 0.85, SEA)
    _microscope(sheet, (1090, 770))
    _scientist(sheet)


def _cupboards(sheet: Sheet) -> None:
    sheet.box((0, 780, 1600, 1067), "#35507a")
    sheet.box((0, 770, 1600, 812), CREAM)
    for x in (260, 800, 1340):
        sheet.box((x - 220, 850, x + 220, 1067), "#2c4468", 10)
        sheet.box((x - 50, 890, x + 50, 904), CREAM, 6)


def _laboratory_window(sheet: Sheet) -> None:
    sheet.box((520, 90, 1180, 560), "#7ba6a8", 12)
    sheet.band((540, 110, 1160, 360), "#8fcbd8", "#e2eed8")
    sheet.band((540, 360, 1160, 540), SEA, TEAL)
    sheet.poly([(860, 350), (1000, 350), (980, 380), (880, 380)], CORAL)
    sheet.poly([(930, 346), (930, 250), (990, 346)], CREAM)
    sheet.box((844, 90, 856, 560), "#7ba6a8")


def _jar(sheet: Sheet, foot: Point, fill: str) -> None:
    x, y = foot
    sheet.box((x, y - 96, x + 78, y), "#ffffff90", 12)
    sheet.box((x + 6, y - 60, x + 72, y - 5), fill, 10)
    sheet.box((x + 4, y - 112, x + 74, y - 94), "#5b6f80", 5)


def _mussel_tank(sheet: Sheet) -> None:
    sheet.box((90, 560, 500, 770), "#ffffff80", 10)
    sheet.band((100, 610, 490, 762), "#8fd0d0", "#4fa3a8")
    sheet.line(wave((100, 490), 611, 3, 60), "#ffffff", 4)
    for number in range(11):
        x, y = 130 + number % 6 * 58 + number // 6 * 26, 742 - number // 6 * 34
        shell = [*curve((x - 26, y + 10), (x - 10, y - 34), (x + 28, y - 6)), (x - 26, y + 10)]
        sheet.poly(shell, "#22304f" if number % 2 else "#3a4a70")
    for _ in range(26):
        at = (sheet.dice.uniform(120, 470), sheet.dice.uniform(630, 720))
        sheet.disc(at, sheet.dice.uniform(2, 5), "#ffffff90")


def _flask(sheet: Sheet, foot: Point, size: float, fill: str) -> None:
    x, y = foot
    body: list[Point] = [
        (-22, -190),
        (22, -190),
        (22, -120),
        (86, -10),
        (80, 0),
        (-80, 0),
        (-86, -10),
        (-22, -120),
    ]
    juice: list[Point] = [(-50, -72), (50, -72), (86, -10), (80, 0), (-80, 0), (-86, -10)]
    sheet.poly([(x + dx * size, y + dy * size) for dx, dy in body], "#ffffff9c")
    sheet.poly([(x + dx * size, y + dy * size) for dx, dy in juice], fill)
    sheet.box((x - 28 * size, y - 200 * size, x + 28 * size, y - 186 * size), "#ffffff", 4)
    sheet.line([(x - 18 * size, y - 110 * size), (x - 58 * size, y - 34 * size)], "#ffffffa0", 6)


def _microscope(sheet: Sheet, foot: Point) -> None:
    x, y = foot
    sheet.box((x - 90, y - 26, x + 90, y), INK, 10)
    sheet.arc((x - 120, y - 300, x + 100, y - 10), (290, 80), INK, 30)
    sheet.box((x - 80, y - 120, x + 50, y - 100), INK, 6)
    sheet.line([(x - 10, y - 150), (x + 10, y - 330)], "#56627c", 44)
    sheet.line([(x + 8, y - 320), (x + 16, y - 372)], INK, 30)
    sheet.line([(x - 12, y - 150), (x - 16, y - 118)], INK, 22)


def _scientist(sheet: Sheet) -> None:
    sheet.box((1250, 420, 1530, 775), "#ffffff", 90)
    sheet.poly([(1350, 424), (1390, 520), (1430, 424)], TEAL)
    sheet.box((1362, 360, 1418, 450), "#c98d6b", 20)
    sheet.disc((1396, 286), 92, "#4a2f2a")
    sheet.disc((1468, 236), 44, "#4a2f2a")
    sheet.oval((1318, 236, 1450, 396), "#c98d6b")
    sheet.poly([(1318, 300), (1330, 226), (1440, 220), (1450, 280), (1390, 262)], "#4a2f2a")
    sheet.line(curve((1290, 520), (1190, 640), (1180, 740)), "#e6e9e4", 56)
    sheet.disc((1176, 744), 28, "#c98d6b")


def theatre(sheet: Sheet) -> None:
    """A red curtain half drawn, one figure in the spotlight, the backs of the seats."""
    sheet.sky("#2a1430", "#3d1c38", "#4a2038")
    sheet.band((260, 130, 1340, 790), "#1b2748", "#35406f", "#6a4a6f")
    sheet.poly([(770, 160), (830, 160), (1080, 800), (520, 800)], "#fff0c02c")
    sheet.box((180, 780, 1420, 850), "#a8693f")
    sheet.oval((560, 770, 1040, 836), "#f5d79a")
    person(sheet, (800, 806), 380, CORAL)
    for side in (0, 1):
        _curtain(sheet, side)
    _pelmet(sheet)
    _seats(sheet)


def _seats(sheet: Sheet) -> None:
    for row, y in enumerate((890, 980)):
        for number in range(13):
            x = -60 + number * 134 + row * 67
            sheet.box((x, y, x + 118, y + 220), ("#4d1a2c", "#35111f")[row], 44)
            if (number + row) % 3 == 0:
                sheet.disc((x + 59, y - 18), 42, "#1a0c18")


def _pelmet(sheet: Sheet) -> None:
    for number in range(8):
        x = 100 + number * 200
        sheet.oval((x, 90, x + 200, 240), "#8f2b36")
        sheet.arc((x, 90, x + 200, 236), (10, 170), "#f0b35a", 9)
    sheet.box((0, 60, 1600, 166), "#a3333a")
    sheet.box((0, 158, 1600, 170), "#f0b35a")


def _curtain(sheet: Sheet, side: int) -> None:
    for fold in range(7):
        near, far = fold * 56, fold * 56 + 60
        drop = curve((near + 60, 150), (near + 40, 560), (near * 0.72, 860))
        edge = curve((far * 0.72, 860), (far + 40, 560), (far + 60, 150))
        shape = [*drop, *edge]
        if side:
            shape = [(1600 - x, y) for x, y in shape]
        sheet.wash(shape, *(("#c4404a", "#8f2b36") if fold % 2 else ("#a3333a", "#74222f")))
    sheet.box((0, 150, 70, 870) if not side else (1530, 150, 1600, 870), "#8f2b36")
