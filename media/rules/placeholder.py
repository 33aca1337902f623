"""What is shown while a photo loads?"""

from collections import Counter, defaultdict

import blurhash

Pixel = tuple[int, int, int]
THUMBNAIL = 32  # pixels of the longer side: enough for a blur, and quick in plain Python
_STEP = 32  # colours that differ by less are taken for one


def blurhash_of(rows: list[list[Pixel]]) -> str:
    """Return the BlurHash (blurha.sh) of a small picture, given as rows of sRGB pixels."""
    across, down = components(len(rows[0]), len(rows))
    return str(blurhash.encode(rows, components_x=across, components_y=down))


def components(width: int, height: int) -> tuple[int, int]:
    """Return how finely to blur: more waves along the longer side."""
    if width > height:
        return (4, 3)
    return (3, 4) if height > width else (4, 4)


def dominant_colour(rows: list[list[Pixel]]) -> str:
    """Return the mean of the commonest colours of a small picture, as `#rrggbb`."""
    alike: defaultdict[Pixel, list[Pixel]] = defaultdict(list)
    for red, green, blue in (pixel for row in rows for pixel in row):
        alike[red // _STEP, green // _STEP, blue // _STEP].append((red, green, blue))
    sizes = Counter({kind: len(pixels) for kind, pixels in alike.items()})
    commonest = alike[sizes.most_common(1)[0][0]]
    means = [sum(channel) // len(commonest) for channel in zip(*commonest, strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*means)
