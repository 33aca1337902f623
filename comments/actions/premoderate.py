"""How is everything that a commenter writes read first, and no longer?"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel.announce import announce
from comments.actions.commenters import commenter_row, demand_no_staff
from comments.actions.refusals import demand_ahead
from comments.models import Commenter


@transaction.atomic
def premoderate(
    *, identity: str, until: datetime | None, by: AbstractBaseUser, at: datetime
) -> Commenter:
    """Hold all that the commenter writes until a moment; None ends it.

    Raises Invalid (400) for a moment that is over, and IsStaff (403).
    """
    demand_no_staff(identity, by=by)
    demand_ahead(until, at)
    row = commenter_row(identity)
    Commenter.objects.filter(pk=row.pk).update(premoderated_until=until)
    row.premoderated_until = until
    announce("commenter.premoderated", str(row.pk), by=by.pk)
    return row


def still_read_first(*, was: str, now: str) -> None:
    """Read somebody first under their new identity for as long as under the old one."""
    old = Commenter.objects.filter(identity=was).first()
    if old is None or old.premoderated_until is None:
        return
    row = commenter_row(now)
    if row.premoderated_until is None or row.premoderated_until < old.premoderated_until:
        Commenter.objects.filter(pk=row.pk).update(premoderated_until=old.premoderated_until)
