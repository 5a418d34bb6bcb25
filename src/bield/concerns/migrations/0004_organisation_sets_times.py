import django.db.models.deletion
from django.db import migrations, models

from bield.kit.walls import wall

UNITS = [
    ("clock_hours", "hours"),
    ("working_days", "working days"),
    ("school_days", "school days"),
    ("calendar_days", "days"),
    ("months", "months"),
    ("terms", "terms"),
    ("academic_years", "academic years"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0003_concern_is_triaged"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clock", models.CharField(max_length=24)),
                ("amount", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(choices=UNITS, max_length=16)),
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
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "clock"], name="own_time_is_set_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(amount__gt=0), name="own_time_is_some_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(unit__in=[unit for unit, _ in UNITS]),
                        name="own_time_unit_is_known",
                    ),
                ],
            },
        ),
        wall("concerns_owntime"),
    ]
