"""Keep what each group was offered, and take for offered what earlier versions gave."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

CONTRIBUTORS = "articles.view_* articles.add_article articles.change_article media.view_*"
EDITORS = f"""{CONTRIBUTORS} articles.publish_article
articles.add_rankingrule articles.change_rankingrule articles.delete_rankingrule
articles.add_expert articles.change_expert articles.add_expertname articles.change_expertname
articles.add_author articles.change_author articles.add_category articles.change_category
articles.add_tag articles.change_tag articles.add_discussion articles.change_discussion
media.add_photo media.change_photo comments.view_*"""
RULES = "articles.add_replyrules articles.change_replyrules articles.delete_replyrules"
CHIEFS = f"""{EDITORS} {RULES} articles.withdraw_article articles.change_rankingbasis
comments.change_blocklist articles.delete_article articles.delete_expert articles.delete_author
articles.delete_category articles.delete_tag media.delete_photo"""
# Webhooks came when groups stood already, so a group that has none of them was not offered them.
WEBHOOKS = """webhooks.view_* webhooks.add_webhook webhooks.change_webhook
webhooks.delete_webhook"""
MODERATORS = f"""comments.view_* comments.add_* comments.change_* comments.moderate_*
articles.view_* {RULES}"""
EARLIER = {
    "Contributors": CONTRIBUTORS,
    "Editors": EDITORS,
    "Chiefs": CHIEFS,
    "Moderators": MODERATORS,
    "Chief moderators": f"{MODERATORS} comments.lead_moderation",
}


def remember(apps: Any, _schema_editor: Any) -> None:
    """Note for each group of ours what it was offered; one that holds nothing is none of ours."""
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    offers = apps.get_model("kernel", "Offer").objects
    for name, patterns in EARLIER.items():
        group = groups.filter(name=name, permissions__isnull=False).first()
        if group is None:
            continue
        has_webhooks = group.permissions.filter(content_type__app_label="webhooks").exists()
        said = f"{patterns} {WEBHOOKS}" if has_webhooks and name == "Chiefs" else patterns
        found = permissions.filter(_meant(said)).values_list("content_type__app_label", "codename")
        rows = [offers.model(group=group, permission=f"{app}.{code}") for app, code in found]
        offers.bulk_create(rows, ignore_conflicts=True)


def _meant(patterns: str) -> Q:
    meant = Q()
    for app, _dot, code in (pattern.partition(".") for pattern in patterns.split()):
        named = Q(codename__startswith=code[:-1]) if code.endswith("*") else Q(codename=code)
        meant |= Q(content_type__app_label=app) & named
    return meant


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_pending_purges"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("permission", models.CharField(max_length=201)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "constraints": [
                    models.UniqueConstraint(fields=("group", "permission"), name="offer_once")
                ],
            },
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
