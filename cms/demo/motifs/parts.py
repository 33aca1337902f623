"""Which things stand in more than one picture? People, houses, gulls, rain, trees, windows."""

from cms.demo.brush import Box, Point, Sheet, curve, wave

INK = "#16213a"
NIGHT = "#1d2b4f"
TEAL = "#1f6b75"
SEA = "#2f8f93"
MIST = "#b9dcd6"
CREAM = "#f8ecd4"
AMBER = "#f4b55c"
CORAL = "#e8684a"
BRICK = "#b8493a"
ROSE = "#e7a08f"
SAGE = "#86ad7e"
MOSS = "#40704f"


def person(sheet: Sheet, feet: Point, height: float, coat: str, skin: str = "#c98d6b") -> None:
    """Stand one figure on its feet: legs, coat, head."""
    x, y = feet
    unit = height / 8
    sheet.box((x - unit * 0.75, y - unit * 3.4, x - unit * 0.1, y), INK, unit * 0.2)
    sheet.box((x + unit * 0.1, y - unit * 3.4, x + unit * 0.75, y), INK, unit * 0.2)
    sheet.box((x - unit * 0.35, y - unit * 6.9, x + unit * 0.35, y - unit * 6), skin)
    sheet.box((x - unit * 1.15, y - unit * 6.4, x + unit * 1.15, y - unit * 2.6), coat, unit * 0.9)
    for side in (-1, 1):
        hand = (x + side * unit * 1.25, y - unit * 3.2)
        sheet.line([(x + side * unit * 0.85, y - unit * 5.6), hand], coat, unit * 0.62)
        sheet.disc(hand, unit * 0.33, skin)
    sheet.disc((x, y - unit * 7.35), unit * 0.8, INK)
    sheet.oval((x - unit * 0.66, y - unit * 7.75, x + unit * 0.66, y - unit * 6.3), skin)


def gull(sheet: Sheet, at: Point, span: float, colour: str) -> None:
    """Hang a gull in the air: two bent wings."""
    x, y = at
    for side in (-1, 1):
        wing = curve((x, y), (x + side * span * 0.22, y - span * 0.3), (x + side * span / 2, y))
        sheet.line(wing, colour, max(2, span / 16))


def rain(sheet: Sheet, drops: int, colour: str) -> None:
    """Let it rain in thin slanting strokes."""
    for _ in range(drops):
        x = sheet.dice.uniform(0, sheet.width + 60)
        y = sheet.dice.uniform(-40, sheet.height)
        length = sheet.dice.uniform(22, 58)
        sheet.line([(x, y), (x - length * 0.22, y + length)], colour, 1.5)


def windows(sheet: Sheet, box: Box, grid: tuple[int, int], colours: list[str]) -> None:
    """Fill a wall with columns x rows of windows, each lit by chance in one of the colours."""
    left, top, right, bottom = box
    columns, rows = grid
    wide, high = (right - left) / columns, (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * wide, top + row * high
            pane = (x + wide * 0.26, y + high * 0.2, x + wide * 0.74, y + high * 0.8)
            sheet.box(pane, sheet.dice.choice(colours))


def gabled(sheet: Sheet, box: Box, wall: str, roof: str) -> None:
    """Build a house with a pointed gable; the box holds wall and roof."""
    left, top, right, bottom = box
    eaves = top + (right - left) * 0.42
    sheet.box((left, eaves, right, bottom), wall)
    middle = (left + right) / 2
    sheet.poly([(left, eaves), (middle, top + 26), (right, eaves)], wall)
    edge = [(left - 10, eaves + 6), (middle, top), (right + 10, eaves + 6)]
    sheet.line(edge, roof, 18)
    sheet.disc((middle, eaves - 6), 13, roof)


def tree(sheet: Sheet, foot: Point, height: float, leaves: tuple[str, str]) -> None:
    """Plant a round tree: trunk, crown, lit side."""
    x, y = foot
    crown = height * 0.34
    sheet.box((x - height * 0.03, y - height * 0.5, x + height * 0.03, y), "#5b4436")
    for dx, dy, size in ((-0.5, 0.35, 0.75), (0.5, 0.3, 0.78), (0, 0, 1.0)):
        sheet.disc((x + dx * crown, y - height * 0.64 + dy * crown), crown * size, leaves[0])
    for dx, dy, size in ((-0.62, 0.1, 0.42), (-0.12, -0.35, 0.5)):
        sheet.disc((x + dx * crown, y - height * 0.64 + dy * crown), crown * size, leaves[1])


def swell(sheet: Sheet, level: float, fill: str, shape: tuple[float, float]) -> None:
    """Roll a wave across the whole sheet; shape is swing and length in pixels."""
    crest = wave((-20, sheet.width + 20), level, *shape)
    sheet.poly([*crest, (sheet.width + 20, sheet.height), (-20, sheet.height)], fill)


def skyline(sheet: Sheet, ground: float, colour: str, heights: tuple[float, float]) -> list[Box]:
    """Build a row of blocks along the ground; return their boxes, for whoever lights windows."""
    x = -10.0
    blocks: list[Box] = []
    while x < sheet.width:
        wide = sheet.dice.uniform(46, 120)
        block = (x, ground - sheet.dice.uniform(*heights), x + wide, ground)
        sheet.box(block, colour)
        blocks.append(block)
        x += wide + sheet.dice.choice((0, 0, 8))
    return blocks


def glints(sheet: Sheet, area: Box, colour: str, count: int) -> None:
    """Lay short flashes of light on water, longer the nearer they are."""
    left, top, right, bottom = area
    for _ in range(count):
        near = sheet.dice.random() ** 1.4
        y = top + (bottom - top) * near
        half = (10 + 60 * near) * sheet.dice.uniform(0.4, 1)
        x = sheet.dice.triangular(left, right)
        sheet.box((x - half, y, x + half, y + 1.5 + 3.5 * near), colour, 2)
