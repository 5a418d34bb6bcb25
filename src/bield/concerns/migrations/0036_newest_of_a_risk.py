from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0035_desk_has_views"),
        ("people", "0003_posts_inside"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["organisation", "risk", "id"], name="concern_by_risk"),
        ),
    ]
