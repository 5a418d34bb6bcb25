import django.db.models.deletion
from django.db import migrations, models

from bield.concerns.triggers import keep_words
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0011_disclosures_are_kept"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Belonging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("says", models.BinaryField()),
                ("said_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.concern",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.concern",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concern", "other", "number"), name="belonging_number_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concern", models.F("other")), _negated=True),
                        name="belonging_is_of_two",
                    ),
                ],
            },
        ),
        wall("concerns_belonging"),
        *keep_words("concerns_belonging"),
    ]
