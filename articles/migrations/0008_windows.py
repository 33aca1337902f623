import django.db.models.deletion
from django.db import migrations, models

import cms.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_what_was_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="RankingBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.IntegerField()),
                ("views", models.PositiveIntegerField(default=1, verbose_name="views")),
                ("shares", models.PositiveIntegerField(default=8, verbose_name="shares")),
                ("comments", models.PositiveIntegerField(default=4, verbose_name="comments")),
                ("changed_at", models.DateTimeField(default=cms.kernel.clock.now)),
            ],
            options={
                "verbose_name": "basis of the ranking",
                "verbose_name_plural": "basis of the ranking",
            },
        ),
        migrations.CreateModel(
            name="WindowCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article_id",
                        "metric",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                ("metric", models.PositiveSmallIntegerField()),
                ("w1h", models.BigIntegerField(default=0)),
                ("w24h", models.BigIntegerField(default=0)),
                ("w7d", models.BigIntegerField(default=0)),
                ("w30d", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "count of a window",
                "verbose_name_plural": "counts of windows",
            },
        ),
        migrations.AddField(
            model_name="popularity",
            name="before_1d",
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name="popularity",
            name="before_1h",
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name="popularity",
            name="before_7d",
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name="popularity",
            name="hour",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="popularity",
            name="points",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.RunSQL(
            "UPDATE articles_popularity SET points = views + 8 * shares + 4 * comments",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="popularity",
            index=models.Index(
                condition=models.Q(("views__gt", 0), ("visible", True)),
                fields=["-views", "-article"],
                name="popularity_views",
            ),
        ),
        migrations.AddIndex(
            model_name="popularity",
            index=models.Index(
                condition=models.Q(("reads__gt", 0), ("visible", True)),
                fields=["-reads", "-article"],
                name="popularity_reads",
            ),
        ),
        migrations.AddIndex(
            model_name="popularity",
            index=models.Index(
                condition=models.Q(("shares__gt", 0), ("visible", True)),
                fields=["-shares", "-article"],
                name="popularity_shares",
            ),
        ),
        migrations.AddIndex(
            model_name="popularity",
            index=models.Index(
                condition=models.Q(("comments__gt", 0), ("visible", True)),
                fields=["-comments", "-article"],
                name="popularity_comments",
            ),
        ),
        migrations.AddIndex(
            model_name="popularity",
            index=models.Index(
                condition=models.Q(("points__gt", 0), ("visible", True)),
                fields=["-points", "-article"],
                name="popularity_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="ranking_basis_one"
            ),
        ),
        migrations.AddIndex(
            model_name="windowcount",
            index=models.Index(
                condition=models.Q(("w1h__gt", 0)),
                fields=["metric", "-w1h", "-article"],
                name="window_1h",
            ),
        ),
        migrations.AddIndex(
            model_name="windowcount",
            index=models.Index(
                condition=models.Q(("w24h__gt", 0)),
                fields=["metric", "-w24h", "-article"],
                name="window_24h",
            ),
        ),
        migrations.AddIndex(
            model_name="windowcount",
            index=models.Index(
                condition=models.Q(("w7d__gt", 0)),
                fields=["metric", "-w7d", "-article"],
                name="window_7d",
            ),
        ),
        migrations.AddIndex(
            model_name="windowcount",
            index=models.Index(
                condition=models.Q(("w30d__gt", 0)),
                fields=["metric", "-w30d", "-article"],
                name="window_30d",
            ),
        ),
    ]
