import django.db.models.deletion
from django.db import migrations, models

from bield.concerns.triggers import keep_words
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0033_adults_have_a_staff_file"),
        ("people", "0003_posts_inside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Printed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("concern", "The concern"),
                            ("history", "One person’s chronology"),
                        ],
                        max_length=7,
                    ),
                ),
                ("says", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
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
                        related_name="prints",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concern", "reference"), name="print_has_a_concern_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["concern", "history"])),
                        name="print_is_known",
                    ),
                ],
            },
        ),
        *keep_words("concerns_printed"),
        wall("concerns_printed"),
    ]
