"""By which words does the demo newsroom screen replies?"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from comments.actions.change_list import Change, change_list

LISTS = {
    "blocked": (
        "# Advertising that comes every week",
        "quick cash today",
        "double your savings",
        "miracle slimming tea",
        "lucky harbour casino",
        "buy followers",
        "write my thesis for money",
        "harbour-deals.example",
        "@instant-loans.example",
    ),
    "suspect": (
        "# Often the beginning of a quarrel",
        "bootlicker",
        "paid troll",
        "go back where you came from",
        "fake news",
        "wake up people",
        "# Prescription medicine",
        "viagra",
    ),
}


def make_lists(*, by: AbstractBaseUser, at: datetime) -> None:
    """Begin the lists; what is screened already stays as it is."""
    for kind, lines in LISTS.items():
        text = "".join(f"{line}\n" for line in lines)
        change_list(kind=kind, change=Change(seen=0, text=text), by=by, at=at)
