import django.db.models.deletion
from django.db import migrations, models

import bield.concerns.models.planned
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0008_concern_keeps_custody"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedChange",
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
                        default=bield.concerns.models.planned.change_reference, max_length=11
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("due_on", models.DateField()),
                ("clause", models.CharField(blank=True, max_length=16)),
                ("kinds", models.JSONField(default=list)),
                ("planned_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("proof", models.PositiveIntegerField(null=True)),
                (
                    "concern",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_changes",
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
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["owner"], name="planned_change_of_owner")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "reference"),
                        name="planned_change_reference_is_unique",
                    ),
                    models.UniqueConstraint(
                        fields=("concern", "number"), name="planned_change_has_one_deed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("proof__isnull", True)),
                            models.Q(("done_at__isnull", False), ("proof__isnull", False)),
                            _connector="OR",
                        ),
                        name="planned_change_done_is_proved",
                    ),
                ],
            },
        ),
        wall("concerns_plannedchange"),
    ]
