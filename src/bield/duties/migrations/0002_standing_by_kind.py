from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_initial"),
        ("people", "0002_person_is_added_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "overdue"))),
                fields=["organisation", "kind"],
                name="duty_standing_of_kind",
            ),
        ),
    ]
