"""How is each fault told to an editor?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS: dict[str, Promise] = {
    "too_long": _("This text is too long."),
    "outside": _("The focal point must lie inside the picture (0 to 1)."),
}
