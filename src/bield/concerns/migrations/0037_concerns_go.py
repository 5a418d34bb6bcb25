import django.db.models.deletion
from django.db import migrations, models

from bield.concerns.triggers import number_past_gone
from bield.kit.stays import stays
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0036_newest_of_a_risk"),
        ("people", "0003_posts_inside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=10)),
                ("log_number", models.PositiveIntegerField(null=True)),
                ("disposed_at", models.DateTimeField()),
                ("named", models.JSONField(default=list)),
                ("kept_from", models.JSONField(default=list)),
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
                        name="gone_is_gone_once", fields=["organisation", "reference"]
                    ),
                    models.UniqueConstraint(
                        name="gone_keeps_its_number", fields=["organisation", "log_number"]
                    ),
                ],
            },
        ),
        wall("concerns_gone"),
        stays("concerns_gone", ("reference", "log_number", "disposed_at", "named", "kept_from")),
        number_past_gone(),
    ]
