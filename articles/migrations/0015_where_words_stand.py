from typing import Any

from django.db import migrations, models


def forget_the_index(apps: Any, schema_editor: Any) -> None:
    """Take away what searches look in: its form is another, and a chore writes it anew."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS search_slip_gone")
        schema_editor.execute("DROP TRIGGER IF EXISTS search_slip_ends")
        schema_editor.execute("DROP TABLE IF EXISTS articles_searchindex")
    apps.get_model("articles", "SearchSlip").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_what_searches_look_in"),
    ]

    operations = [
        migrations.RunPython(forget_the_index, migrations.RunPython.noop),
        migrations.AddField(
            model_name="searchtext",
            name="starts",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="searchtext",
            name="terms",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="searchslip",
            name="number",
            field=models.BigAutoField(primary_key=True, serialize=False),
        ),
    ]
