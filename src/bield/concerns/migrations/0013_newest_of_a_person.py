import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0012_links_stand_apart"),
        ("people", "0002_person_is_added_once"),
    ]

    operations = [
        migrations.AlterField(
            model_name="party",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["person", "concern"], name="party_of_person"),
        ),
    ]
