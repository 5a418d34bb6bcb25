from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0023_file_comes_from_elsewhere"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="day_alone",
            field=models.BooleanField(null=True),
        ),
    ]
