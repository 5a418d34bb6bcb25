import django.db.models.deletion
from django.db import migrations, models

from bield.concerns.triggers import keep_words
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answered", "Question answered"),
                            ("referred", "Passed to another body"),
                            ("heard", "Heard from another body"),
                            ("told_parents", "Parents or carers"),
                            ("custody", "Taken into custody"),
                            ("handed_over", "Handed over"),
                            ("responded", "Response"),
                            ("met", "Review meeting"),
                            ("spoke", "Spoken with"),
                            ("supported", "Support planned"),
                            ("read_twice", "Read by a second person"),
                            ("not_needed", "Not needed"),
                            ("answered_reporter", "Reporter answered"),
                            ("linked", "Linked with another concern"),
                            ("planned", "Change planned"),
                            ("contacted", "Contact with the reporter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.BinaryField()),
                ("done_at", models.DateTimeField()),
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
                        related_name="deeds",
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
                        fields=("concern", "number"), name="deed_number_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "answered",
                                    "referred",
                                    "heard",
                                    "told_parents",
                                    "custody",
                                    "handed_over",
                                    "responded",
                                    "met",
                                    "spoke",
                                    "supported",
                                    "read_twice",
                                    "not_needed",
                                    "answered_reporter",
                                    "linked",
                                    "planned",
                                    "contacted",
                                ],
                            )
                        ),
                        name="deed_kind_is_known",
                    ),
                ],
            },
        ),
        wall("concerns_deed"),
        *keep_words("concerns_deed"),
    ]
