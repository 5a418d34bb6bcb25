import django.db.models.deletion
from django.db import migrations, models

from bield.concerns.triggers import keep_words
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0032_things_are_mentioned"),
        ("people", "0003_posts_inside"),
    ]

    operations = [
        migrations.AddField(
            model_name="exclusion",
            name="mistaken",
            field=models.BooleanField(null=True),
        ),
        migrations.CreateModel(
            name="PutRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("was", models.PositiveSmallIntegerField(null=True)),
                ("now", models.PositiveSmallIntegerField(null=True)),
                ("says", models.BinaryField()),
                ("put_at", models.DateTimeField()),
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
                        related_name="put_right",
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
                        fields=("concern", "number"), name="put_right_number_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was__isnull", False), ("now__isnull", False), _connector="OR"
                        ),
                        name="put_right_is_about_somebody",
                    ),
                ],
            },
        ),
        *keep_words("concerns_putright"),
        wall("concerns_putright"),
    ]
