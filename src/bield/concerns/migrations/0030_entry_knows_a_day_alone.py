from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0027_people_have_flags"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="day_alone",
            field=models.BooleanField(null=True),
        ),
    ]
