"""Where decisions were made from; and indexes that nobody asked, but every decision wrote to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# By the names that Django gives on both databases. Dropped as such: SQLite would write the whole
# tables anew for a change of their columns.
INDEXES = {
    "comments_comment_decided_by_id_8e9a257e": ("comments_comment", "decided_by_id"),
    "comments_decision_by_id_550b5cf2": ("comments_decision", "by_id"),
    "comments_decision_comment_id_52b13f55": ("comments_decision", "comment_id"),
    "comments_lesson_replaces_id_c9ea2870": ("comments_lesson", "replaces_id"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0009_appraisals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {name}",
                    f"CREATE INDEX {name} ON {table} ({column})",
                )
                for name, (table, column) in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="comment",
                    name="decided_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="comment",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.comment",
                    ),
                ),
                migrations.AlterField(
                    model_name="lesson",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="comments.lesson",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                condition=models.Q(("replaces__isnull", False)),
                fields=["replaces"],
                name="lesson_replaced",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="network_hash",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AlterField(
            model_name="decision", name="hash", field=models.CharField(max_length=64)
        ),
    ]
