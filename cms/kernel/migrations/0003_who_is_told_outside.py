from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_chores"),
    ]

    operations = [
        # What was announced until now is told to nobody any more.
        migrations.AddField(
            model_name="announcement",
            name="waits",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="announcement",
            name="waits",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(
                condition=models.Q(("waits", True)), fields=["id"], name="announcement_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(fields=["at"], name="announcement_at"),
        ),
    ]
