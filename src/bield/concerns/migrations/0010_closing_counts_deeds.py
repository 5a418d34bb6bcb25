from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0009_concern_plans_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="deeds",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
