"""Which groups work in a newsroom? Those of docs/who-may.md, made where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.seeding.accounts import make_groups


class Command(BaseCommand):
    """Make the newsroom's groups."""

    help = "Make those of the newsroom's groups that are not there yet; others stay as they are."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make them, and say which."""
        made = make_groups()
        said = _("Groups made: %(names)s.") % {"names": ", ".join(made)}
        self.stdout.write(said if made else _("All groups are there."))
