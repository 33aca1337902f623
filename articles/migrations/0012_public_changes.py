"""What changed before anybody noted it: every story that readers saw, in the order of its change."""

from itertools import count
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def note_stories(apps: Any, schema_editor: Any) -> None:
    """Give every story that readers saw a number, the one changed last the last."""
    edition = apps.get_model("articles", "Edition")
    change = apps.get_model("articles", "PublicChange")
    editions = edition.objects.order_by("rendered_at", "pk").values_list("article", flat=True)
    withdrawals = apps.get_model("articles", "Withdrawal").objects.order_by("at")
    into = _merged(apps)
    seen = dict.fromkeys([*withdrawals.values_list("article", flat=True), *into])
    seen |= dict.fromkeys(editions.iterator())
    numbers = count(1)
    rows = (change(article_id=pk, number=next(numbers), into=into.get(pk)) for pk in seen)
    change.objects.bulk_create(rows, batch_size=1_000)
    last = next(numbers)
    apps.get_model("articles", "PublicState").objects.create(id=1, number=last, mark=last)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE SEQUENCE articles_publicchange_numbers START WITH {last + 1}", None
        )


def _merged(apps: Any) -> dict[int, int]:
    """Return what has become of the stories that were merged, of those that are still there."""
    told = apps.get_model("kernel", "Announcement").objects.filter(kind="article.merged")
    there = apps.get_model("articles", "Article").objects
    into = {int(pk): facts["into"] for pk, facts in told.values_list("subject", "facts")}
    return {pk: into[pk] for pk in there.filter(pk__in=into).values_list("pk", flat=True)}


def drop_sequence(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Drop what only PostgreSQL has."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP SEQUENCE articles_publicchange_numbers", None)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_weights_changed"),
        ("kernel", "0002_chores"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicState",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=0)),
                ("mark", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "public state",
                "verbose_name_plural": "public states",
            },
        ),
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("into", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "public change",
                "verbose_name_plural": "public changes",
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="public_change_number_once")
                ],
            },
        ),
        migrations.RunPython(note_stories, drop_sequence),
    ]
