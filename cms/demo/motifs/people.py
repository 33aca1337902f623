"""Who is quoted in the paper? Six portraits, each before the thing the person knows about."""

from typing import NamedTuple

from cms.demo.brush import Point, Sheet, curve, wave
from cms.demo.motifs.parts import AMBER, CORAL, CREAM, INK


class Look(NamedTuple):
    """The colours of one person."""

    skin: str
    hair: str
    coat: str
    shirt: str


def oceanographer(sheet: Sheet) -> None:
    """Inés Valcárcel before the waves."""
    sheet.sky("#f4b98c", "#f6cf9e", "#f8e2b8")
    sheet.disc((560, 470), 390, "#fbe9c6")
    for row in range(8):
        level = 640 + row * 62
        crest = wave((-20, 1620), level, 18 + row * 2, 300 + row * 26)
        fill = ("#4fa3a8", "#3f949d", "#2f8590", "#287783")[row % 4]
        sheet.poly([*crest, (1620, 1067), (-20, 1067)], fill)
        sheet.line(crest, "#ffffff30", 5)
    look = Look("#d39a74", "#3a2722", "#24406b", CREAM)
    x = 560.0
    sheet.poly(
        [
            *curve((x - 190, 800), (x - 240, 130), (x, 170)),
            *curve((x, 170), (x + 240, 130), (x + 196, 800)),
        ],
        look.hair,
    )
    _bust(sheet, x, look)
    _fringe(sheet, x, look.hair, 0.62)
    _glasses(sheet, x, INK)


def port_engineer(sheet: Sheet) -> None:
    """Tobias Renquist before a crane."""
    sheet.sky("#2f7f86", "#4f9f9c", "#8cc3b2")
    sheet.disc((1010, 470), 400, "#a8d3bf")
    _crane_and_load(sheet)
    look = Look("#e0ac84", "#b98a55", "#f2762e", "#3b5570")
    x = 1010.0
    _bust(sheet, x, look)
    _beard(sheet, x, look.hair)
    for side in (-1, 1):
        sheet.line([(x + side * 150, 760), (x + side * 210, 1067)], "#fdf3c8", 34)
    sheet.wash([*curve((x - 172, 356), (x, 40), (x + 172, 356))], "#fff6e0", "#e6d9b8")
    sheet.box((x - 200, 340, x + 200, 372), "#f2e6c8", 14)
    sheet.box((x - 22, 196, x + 22, 350), "#e6d9b8", 12)


def _crane_and_load(sheet: Sheet) -> None:
    for x, top in ((180, 90), (470, 90)):
        sheet.line([(x, 1067), (x + 14, 330), (330, top)], INK, 30)
    sheet.box((0, 330, 760, 372), INK)
    sheet.line([(330, 90), (0, 250)], INK, 10)
    sheet.line([(330, 90), (740, 330)], INK, 10)
    sheet.line([(640, 372), (640, 560)], INK, 7)
    sheet.box((560, 560, 720, 640), CORAL, 4)
    for gap in range(5):
        sheet.box((574 + gap * 29, 570, 582 + gap * 29, 630), "#ffffff30")


def hydrologist(sheet: Sheet) -> None:
    """Halim Deryan before the river and its curve on a chart."""
    sheet.sky("#3a4f74", "#4d6a8c", "#6f8fa3")
    sheet.disc((600, 480), 400, "#86a8b4")
    for y in range(140, 1067, 130):
        sheet.line([(0, y), (1600, y)], "#ffffff1c", 3)
    crest = [
        (860, 830),
        *curve((860, 830), (1150, 820), (1220, 420)),
        *curve((1220, 420), (1270, 220), (1340, 430)),
        *curve((1340, 430), (1420, 760), (1600, 790)),
    ]
    sheet.poly([*crest, (1600, 1067), (860, 1067)], "#2f7f8f70")
    sheet.line(crest, AMBER, 12)
    sheet.disc((1276, 318), 24, CORAL)
    look = Look("#b57f58", "#23202a", "#2d3350", "#d9e3df")
    _bust(sheet, 600, look)
    _crop(sheet, 600, look.hair)
    _beard(sheet, 600, look.hair)


def librarian(sheet: Sheet) -> None:
    """Petra Lindvale before her shelves."""
    _book_wall(sheet)
    look = Look("#efc4a0", "#d9d5cf", "#2f6b5f", "#f2d9a0")
    x = 930.0
    sheet.disc((x, 210), 96, look.hair)
    sheet.disc((x, 380), 196, look.hair)
    _bust(sheet, x, look)
    _fringe(sheet, x, look.hair, -0.5)
    _glasses(sheet, x, "#8f2b36")


def _book_wall(sheet: Sheet) -> None:
    sheet.sky("#6b3f45", "#8a5550")
    for shelf in range(5):
        floor = 215 + shelf * 222
        sheet.box((0, floor, 1600, floor + 20), "#4a2a30")
        x = 6.0
        while x < sheet.width:
            wide, high = sheet.dice.uniform(24, 52), sheet.dice.uniform(120, 186)
            colour = sheet.dice.choice(
                ("#b8604a", "#c98a55", "#5b7f7b", "#4f6488", "#9c6878", "#d9b27a")
            )
            sheet.box((x, floor - high, x + wide, floor), colour, 3)
            sheet.box((x, floor - high * 0.82, x + wide, floor - high * 0.76), "#ffffff40")
            x += wide + 3


def astronomer(sheet: Sheet) -> None:
    """Ravi Kole before turning stars."""
    sheet.sky("#0f1838", "#20305f", "#4d4577")
    for ring in range(15):
        radius = 130 + ring * 74
        start = sheet.dice.uniform(0, 360)
        for part in range(3):
            turn = start + part * 120
            box = (1120 - radius, 330 - radius, 1120 + radius, 330 + radius)
            sheet.arc(box, (turn, turn + sheet.dice.uniform(30, 70)), "#ffe9b070", 4)
    sheet.disc((1120, 330), 8, "#fff6d8")
    look = Look("#8d5a3f", "#14131c", "#8d4a5b", "#f2e2bf")
    x = 590.0
    sheet.glow((x, 480), 520, "#8f86c4", 0.5)
    for dx, dy in (
        (-130, 300),
        (-70, 230),
        (0, 205),
        (70, 228),
        (132, 300),
        (-160, 370),
        (160, 370),
    ):
        sheet.disc((x + dx, dy), 84, look.hair)
    _bust(sheet, x, look)
    for dx in (-96, -34, 34, 96):
        sheet.disc((x + dx, 282), 62, look.hair)


def baker(sheet: Sheet) -> None:
    """Wenna Tarrick before ears of wheat."""
    sheet.sky("#e39a4f", "#efb565", "#f6cf8c")
    sheet.disc((1000, 470), 400, "#f9dfa8")
    for ear, lean in ((150, 60), (310, -30), (470, 70), (1420, -60), (1530, 20)):
        stalk = curve((ear, 1090), (ear, 620), (ear + lean, 260))
        sheet.line(stalk, "#b8742f", 10)
        for grain, (gx, gy) in enumerate(stalk[12:]):
            for side in (-1, 1):
                at = (gx + side * 26, gy - 10 + grain)
                sheet.oval((at[0] - 17, at[1] - 26, at[0] + 17, at[1] + 26), "#cf8a3a")
    look = Look("#e8b48c", "#a8482f", "#f8f1e2", "#35507a")
    x = 1000.0
    sheet.disc((x + 176, 560), 74, look.hair)
    sheet.disc((x, 392), 192, look.hair)
    _bust(sheet, x, look)
    _fringe(sheet, x, look.hair, 0.2)
    sheet.poly(
        [
            *curve((x - 190, 330), (x, 90), (x + 190, 330)),
            *curve((x + 190, 330), (x, 220), (x - 190, 330)),
        ],
        "#35507a",
    )
    for dx in (-110, -40, 40, 110):
        sheet.disc((x + dx, 262 + abs(dx) * 0.18), 9, CREAM)


def _bust(sheet: Sheet, x: float, look: Look) -> None:
    """Shoulders, shirt, neck and a head with one side in the shade; the chin is at y 590."""
    left = [*curve((x - 400, 1080), (x - 390, 780), (x - 110, 730))]
    right = [*curve((x + 110, 730), (x + 390, 780), (x + 400, 1080))]
    sheet.poly([*left, *right], look.coat)
    sheet.poly([(x - 118, 722), (x + 118, 722), (x, 1000)], look.shirt)
    sheet.poly([(x - 78, 560), (x + 78, 560), (x + 96, 742), (x, 830), (x - 96, 742)], look.skin)
    sheet.poly([(x - 78, 560), (x + 78, 560), (x + 84, 640), (x - 60, 690)], "#00000026")
    for side in (-1, 1):
        collar: list[Point] = [(x + side * 96, 716), (x + side * 190, 760), (x + side * 30, 960)]
        sheet.poly(collar, look.coat)
        sheet.line([(x + side * 84, 764), collar[2]], "#00000028", 5)
        sheet.oval((x + side * 146 - 26, 410, x + side * 146 + 26, 486), look.skin)
    _head(sheet, x, look.skin)


def _head(sheet: Sheet, x: float, skin: str) -> None:
    outline = [
        *curve((x - 148, 400), (x - 140, 236), (x, 236)),
        *curve((x, 236), (x + 140, 236), (x + 148, 400)),
        *curve((x + 148, 400), (x + 140, 600), (x, 616)),
        *curve((x, 616), (x - 140, 600), (x - 148, 400)),
    ]
    sheet.poly(outline, skin)
    shade = [
        *curve((x + 10, 236), (x + 140, 236), (x + 148, 400)),
        *curve((x + 148, 400), (x + 140, 600), (x, 616)),
        (x + 6, 520),
        (x + 34, 496),
        (x + 4, 400),
    ]
    sheet.poly(shade, "#00000016")
    sheet.line(curve((x - 40, 552), (x, 574), (x + 42, 550)), "#00000048", 7)
    for side in (-1, 1):
        sheet.oval((x + side * 62 - 9, 426, x + side * 62 + 9, 448), "#1a1420d0")
        brow = curve((x + side * 36, 396), (x + side * 64, 380), (x + side * 96, 396))
        sheet.line(brow, "#1a142090", 9)


def _fringe(sheet: Sheet, x: float, hair: str, parting: float) -> None:
    """Hair over the forehead; the parting lies between -1 (left) and 1 (right)."""
    top = x + parting * 100
    left = [
        *curve((top, 300), (x - 110, 310), (x - 158, 440)),
        *curve((x - 158, 440), (x - 190, 210), (x, 200)),
    ]
    right = [
        *curve((top, 300), (x + 120, 310), (x + 158, 440)),
        *curve((x + 158, 440), (x + 190, 210), (x, 200)),
    ]
    sheet.poly(left, hair)
    sheet.poly(right, hair)


def _crop(sheet: Sheet, x: float, hair: str) -> None:
    sheet.poly(
        [
            *curve((x - 154, 400), (x - 190, 170), (x, 190)),
            *curve((x, 190), (x + 190, 170), (x + 154, 400)),
            (x + 134, 330),
            *curve((x + 120, 306), (x, 270), (x - 120, 306)),
            (x - 134, 330),
        ],
        hair,
    )


def _beard(sheet: Sheet, x: float, hair: str) -> None:
    sheet.poly(
        [
            *curve((x - 150, 430), (x - 150, 660), (x, 668)),
            *curve((x, 668), (x + 150, 660), (x + 150, 430)),
            *curve((x + 132, 470), (x + 90, 530), (x, 516)),
            *curve((x, 516), (x - 90, 530), (x - 132, 470)),
        ],
        hair,
    )
    sheet.line(curve((x - 36, 560), (x, 578), (x + 36, 560)), "#00000060", 8)


def _glasses(sheet: Sheet, x: float, rim: str) -> None:
    for side in (-1, 1):
        lens = (x + side * 66 - 52, 390, x + side * 66 + 52, 486)
        sheet.oval(lens, "#ffffff30")
        sheet.arc(lens, (0, 360), rim, 8)
        sheet.line([(x + side * 116, 428), (x + side * 150, 418)], rim, 8)
    sheet.line(curve((x - 16, 430), (x, 418), (x + 16, 430)), rim, 8)
