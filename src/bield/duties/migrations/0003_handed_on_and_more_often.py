import django.db.models.deletion
from django.db import migrations, models

import bield.kit.references
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0002_standing_by_kind"),
        ("people", "0006_families_and_bodies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
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
                ("kind", models.CharField(max_length=64)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                        name="delegation_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("clock_hours", "hours"),
                            ("working_days", "working days"),
                            ("school_days", "school days"),
                            ("calendar_days", "days"),
                            ("months", "months"),
                            ("terms", "terms"),
                            ("academic_years", "academic years"),
                        ],
                        max_length=16,
                    ),
                ),
                ("set_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_periods",
                        to="people.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "kind"), name="branch_has_one_period_of_its_own"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="own_period_is_some_time"
                    ),
                ],
            },
        ),
        wall("duties_delegation"),
        wall("duties_ownperiod"),
    ]
