"""Photos and their renditions."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.kernel.clock
import media.models.stores


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.FileField(
                        editable=False,
                        max_length=140,
                        storage=media.models.stores.originals,
                        unique=True,
                        upload_to="",
                        verbose_name="original",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="SHA-256"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("jpeg", "JPEG"),
                            ("png", "PNG"),
                            ("webp", "WEBP"),
                            ("avif", "AVIF"),
                            ("gif", "GIF"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="format",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("byte_count", models.PositiveIntegerField(editable=False, verbose_name="bytes")),
                ("caption", models.TextField(blank=True, verbose_name="caption")),
                ("credit", models.CharField(blank=True, max_length=300, verbose_name="credit")),
                ("alt", models.TextField(blank=True, verbose_name="alternative text")),
                (
                    "source_name",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=150,
                        verbose_name="file name as uploaded",
                    ),
                ),
                (
                    "focal_x",
                    models.FloatField(
                        default=0.5,
                        validators=[
                            django.core.validators.MinValueValidator(0.0),
                            django.core.validators.MaxValueValidator(1.0),
                        ],
                        verbose_name="focal point, from the left",
                    ),
                ),
                (
                    "focal_y",
                    models.FloatField(
                        default=0.5,
                        validators=[
                            django.core.validators.MinValueValidator(0.0),
                            django.core.validators.MaxValueValidator(1.0),
                        ],
                        verbose_name="focal point, from the top",
                    ),
                ),
                (
                    "blurhash",
                    models.CharField(editable=False, max_length=64, verbose_name="blurhash"),
                ),
                (
                    "dominant_colour",
                    models.CharField(editable=False, max_length=7, verbose_name="dominant colour"),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        db_index=True,
                        default=cms.kernel.clock.now,
                        editable=False,
                        verbose_name="uploaded",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="corrected"
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="corrected by",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "crop",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the whole picture.",
                        max_length=8,
                        verbose_name="crop",
                    ),
                ),
                ("format", models.CharField(max_length=8, verbose_name="format")),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                (
                    "file",
                    models.FileField(
                        max_length=140,
                        storage=media.models.stores.uploads,
                        unique=True,
                        upload_to="",
                        verbose_name="file",
                    ),
                ),
                ("byte_count", models.PositiveIntegerField(verbose_name="bytes")),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="media.photo",
                        verbose_name="photo",
                    ),
                ),
            ],
            options={
                "verbose_name": "rendition",
                "verbose_name_plural": "renditions",
            },
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("focal_x__range", (0, 1)), ("focal_y__range", (0, 1))),
                name="photo_focal_point_inside",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("byte_count__gt", 0), ("height__gt", 0), ("width__gt", 0)),
                name="photo_size_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gt", 0)), name="photo_version_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["avif", "gif", "jpeg", "png", "webp"])),
                name="photo_format_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("photo", "crop", "width", "format"), name="rendition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(("byte_count__gt", 0), ("height__gt", 0), ("width__gt", 0)),
                name="rendition_size_positive",
            ),
        ),
    ]
