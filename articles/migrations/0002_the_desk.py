# What is at the desk beside the story: typed text that nobody saved, presence, notes.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_the_press"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="timelineentry",
            name="did",
            field=models.CharField(
                choices=[
                    ("created", "created"),
                    ("saved", "saved"),
                    ("submitted", "submitted"),
                    ("published", "published"),
                    ("scheduled", "scheduled"),
                    ("unscheduled", "unscheduled"),
                    ("corrected", "corrected"),
                    ("withdrawn", "withdrawn"),
                    ("restored", "restored"),
                    ("returned", "returned to the writer"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="DeskNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=cms.kernel.clock.now, verbose_name="when")),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                ("block", models.CharField(blank=True, max_length=12)),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_notes",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note to the desk",
                "verbose_name_plural": "notes to the desk",
                "indexes": [models.Index(fields=["article", "at"], name="desk_note_of_article")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="desk_note_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(default=cms.kernel.clock.now, verbose_name="seen"),
                ),
                ("place", models.CharField(blank=True, max_length=12)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "constraints": [
                    models.UniqueConstraint(fields=("article", "by"), name="presence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RollingRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_version", models.PositiveIntegerField()),
                ("tree", models.JSONField(verbose_name="tree")),
                ("at", models.DateTimeField(default=cms.kernel.clock.now, verbose_name="when")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rolling",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "rolling revision",
                "verbose_name_plural": "rolling revisions",
                "constraints": [
                    models.UniqueConstraint(fields=("article", "by"), name="rolling_revision_once")
                ],
            },
        ),
    ]
