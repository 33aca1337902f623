"""How does somebody new become an expert of this newsroom?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Expert, ExpertName
from articles.models.people import ExpertKind
from articles.rules.clean import clean_text
from articles.rules.names import slug_of
from cms.kernel.announce import announce
from cms.kernel.errors import Invalid, at_field

LIMITS = {"name": 160, "role": 200, "organisation": 200}


@transaction.atomic
def add_expert(
    *,
    name: str,
    role: str = "",
    organisation: str = "",
    kind: str = ExpertKind.PERSON,
    bio: str = "",
) -> Expert:
    """Make an expert with a slug of its own.

    Raises Invalid (400) without a name, for texts that are too long and kinds that are not known.
    """
    facts = {"name": name, "role": role, "organisation": organisation}
    facts = {field: " ".join(clean_text(text).split()) for field, text in facts.items()}
    errors = [
        at_field(f"/{field}", "too_long", _("This is too long."))
        for field, limit in LIMITS.items()
        if len(facts[field]) > limit
    ]
    if not facts["name"]:
        errors.append(at_field("/name", "required", _("A name is needed.")))
    if kind not in ExpertKind.values:
        errors.append(at_field("/kind", "unknown", _("There is no such kind.")))
    if errors:
        raise Invalid(errors)
    expert = Expert.objects.create(
        slug=_free_slug(facts["name"]), kind=kind, bio=clean_text(bio), **facts
    )
    announce("expert.created", str(expert.pk))
    return expert


def _free_slug(name: str) -> str:
    wanted = slug_of(name, fallback="expert")[:110].rstrip("-")
    taken = {
        *Expert.objects.filter(slug__startswith=wanted).values_list("slug", flat=True),
        *ExpertName.objects.filter(slug__startswith=wanted).values_list("slug", flat=True),
    }
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
