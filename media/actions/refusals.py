"""Why is a photo not taken in, or not corrected?

No message repeats anything of the file or of its name.
"""

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import DomainError


class UnreadablePhoto(DomainError):
    """The file is empty, broken, or not what its first bytes promise."""

    code = "unreadable_photo"
    status = 422
    message = _("This file cannot be read as a photo. It may be damaged or incomplete.")


class PhotoTooLarge(DomainError):
    """The file, or the picture in it, is larger than this newsroom accepts."""

    code = "photo_too_large"
    status = 413
    message = _(
        "This photo is too large: at most {megabytes} MB, {megapixels} megapixels and"
        " {side} pixels on a side."
    )


class PhotoFormatRefused(DomainError):
    """The file is of another kind; its name does not count."""

    code = "photo_format_refused"
    status = 415
    message = _("Only JPEG, PNG, WebP, AVIF and GIF files are taken in as photos.")


class StalePhoto(DomainError):
    """Somebody else corrected the photo first."""

    code = "photo_changed_meanwhile"
    status = 412
    message = _("Somebody else has changed this photo meanwhile. Look at it and try again.")


class OriginalMissing(DomainError):
    """The archive has the photo's row but not its file: the store was not restored with it."""

    code = "original_missing"
    status = 409
    message = _("The original file of this photo is missing from the archive.")


class PhotoInUse(DomainError):
    """Stories hold on to the photo: facts `story_count` and, in words, the first of them."""

    code = "photo_in_use"
    status = 409
    message = _(
        "This photo is used and cannot be deleted. Take it out of these stories, or put another one"
        " in its place, and publish them: {stories}"
    )


class FileTaken(DomainError):
    """The file is in the archive as another photo: one file, one photo."""

    code = "photo_file_taken"
    status = 409
    message = _("This very file is in the archive already, as photo {photo}: “{told}”.")
