import django.db.models.deletion
from django.db import migrations, models

import bield.concerns.models.custody
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0007_concern_gains_files"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Custody",
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
                        default=bield.concerns.models.custody.thing_reference, max_length=11
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("subject", models.CharField(max_length=96)),
                ("offer", models.PositiveIntegerField(null=True)),
                ("taken_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "concern",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody",
                        to="concerns.concern",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "offered_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                "indexes": [
                    models.Index(fields=["keeper"], name="custody_of_keeper"),
                    models.Index(fields=["offered_to"], name="custody_offered"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "reference"), name="custody_reference_is_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("concern", "number"), name="custody_has_one_deed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offer__isnull", True), ("offered_to__isnull", True)),
                            models.Q(("offer__isnull", False), ("offered_to__isnull", False)),
                            _connector="OR",
                        ),
                        name="custody_is_offered_by_a_deed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(("keeper__isnull", True), ("offered_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="custody_ended_is_nobodys",
                    ),
                ],
            },
        ),
        wall("concerns_custody"),
    ]
