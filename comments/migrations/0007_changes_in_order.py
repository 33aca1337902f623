from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0006_learned_aid")]
    operations = [
        migrations.RemoveIndex(model_name="comment", name="comment_changes"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("change__gt", 0)),
                fields=["article", "change", "path"],
                name="comment_changes",
            ),
        ),
    ]
