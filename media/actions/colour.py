"""Which colours does a picture have on any screen?"""

from io import BytesIO

from PIL import Image, ImageCms

_LONGEST_PROFILE = 4 * 1024 * 1024
_SIXTEEN_BITS = ("I", "F")


def on_fresh_canvas(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the pixels at the size, 8 bits, sRGB (RGBA where something shines through).

    The new picture carries nothing else of the old one: no profile, comment, place or camera.
    """
    profile = image.info.get("icc_profile")
    pixels = _eight_bits(image)
    if pixels.size != size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = pixels.getchannel("A") if "A" in pixels.getbands() else None
    plain = _in_srgb(pixels if alpha is None else pixels.convert(pixels.mode[:-1]), profile)
    canvas = Image.new("RGB", plain.size)
    canvas.paste(plain)
    if alpha is not None and not _opaque(pixels):
        canvas.putalpha(alpha)
    return canvas


def _opaque(image: Image.Image) -> bool:
    """Say whether nothing shines through a picture that has an alpha channel."""
    return image.getchannel("A").getextrema() == (255, 255)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture in L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith(_SIXTEEN_BITS):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "RGBA" and _opaque(image):
        return image.convert("RGB")  # many PNGs are so; shrinking real RGBA takes thrice the memory
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in {"L", "LA"} else "RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return the picture in RGB, by its own profile if that can be used."""
    if isinstance(profile, bytes) and 0 < len(profile) <= _LONGEST_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")
