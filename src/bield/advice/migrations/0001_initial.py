import django.db.models.deletion
from django.db import migrations, models

import bield.kit.references
from bield.kit.walls import wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=bield.kit.references.reference, max_length=12, unique=True
                    ),
                ),
                ("body", models.CharField(max_length=24)),
                ("authority", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("out_of_hours", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("web", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "within",
                    models.CharField(
                        blank=True,
                        choices=[("one_working_day", "One working day"), ("24_hours", "24 hours")],
                        max_length=16,
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation", "body", "site", "authority"),
                        name="contact_of_a_place_is_kept_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("site__isnull", True)),
                        fields=("organisation", "body", "authority"),
                        name="contact_for_everywhere_is_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", ""),
                            ("out_of_hours", ""),
                            ("phone", ""),
                            ("web", ""),
                            _negated=True,
                        ),
                        name="contact_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("within__in", ["", "one_working_day", "24_hours"])),
                        name="contact_within_is_known",
                    ),
                ],
            },
        ),
        wall("advice_localcontact"),
    ]
