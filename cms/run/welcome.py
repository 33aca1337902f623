"""Where does somebody look who has just opened the newsroom, and with which account?"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cms.seeding.accounts import ACCOUNTS, password_of


def welcome() -> str:
    """Return the lines to print: addresses, and the demo's accounts as far as they still work."""
    site = settings.SITE_URL
    rows = [
        (_("Edit and moderate"), f"{site}/admin/"),
        (_("The API, explained"), f"{site}/api/v1/docs/"),
        (_("The newest stories"), f"{site}/api/v1/articles/"),
        *((_("Account"), account) for account in _demo_accounts()),
        (_("Everything is kept in"), settings.DATA_DIR),
    ]
    width = max(len(label) for label, _what in rows)
    lines = [f"  {label:{width}}  {what}" for label, what in rows]
    title = _("{name} opens; Ctrl-C closes it.").format(name=settings.SITE_NAME)
    return "\n".join(["", title, *lines, ""])


def _demo_accounts() -> Iterator[str]:
    users = get_user_model().objects
    for name, _group in ACCOUNTS:
        user = users.filter(username=name, is_active=True).first()
        if user and user.check_password(password_of(name)):
            yield _("{name}, password {password}").format(name=name, password=password_of(name))
