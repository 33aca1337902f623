import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_rules_for_replies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RankingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("exclude", "not in the ranking"),
                            ("pin", "first in the ranking"),
                        ],
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(default=cms.kernel.clock.now, verbose_name="when")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ranking_rule",
                        to="articles.article",
                        verbose_name="story",
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
            ],
            options={
                "verbose_name": "rule of the ranking",
                "verbose_name_plural": "rules of the ranking",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["exclude", "pin"])),
                        name="ranking_rule_known",
                    )
                ],
            },
        ),
    ]
