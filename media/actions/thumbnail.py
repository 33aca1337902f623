"""What does a picture look like at a glance?"""

from PIL import Image

from media.rules.placeholder import THUMBNAIL, Pixel


def thumbnail_of(master: Image.Image) -> list[list[Pixel]]:
    """Return a tiny picture as rows of pixels; what shines through is shown on white."""
    small = master.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small)
        small = paper
    flat = list(zip(*(small.getchannel(band).tobytes() for band in "RGB"), strict=True))
    return [flat[row * small.width : (row + 1) * small.width] for row in range(small.height)]
