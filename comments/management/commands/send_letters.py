"""Are there letters that should go out now?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.actions.send_letters import send_letters


class Command(BaseCommand):
    """Send the letters that are due, now and by hand; do_chores does it again and again."""

    help = "Send the letters to readers that are due (do_chores --forever does it all the time)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print how many went out."""
        sent = 0
        try:
            while some := send_letters():
                sent += some
        except OSError as error:
            message = f"{sent} letters sent, then the mail server went away: {type(error).__name__}"
            raise CommandError(message) from error
        self.stdout.write(f"{sent} letters sent.")
