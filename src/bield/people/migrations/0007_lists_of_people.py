import django.db.models.deletion
from django.db import migrations, models

import bield.kit.references
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_families_and_bodies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
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
                ("name", models.CharField(max_length=80)),
                ("columns", models.JSONField(default=dict)),
                (
                    "order",
                    models.CharField(
                        choices=[
                            ("day", "Day first: 27/3/2014"),
                            ("month", "Month first: 3/27/2014"),
                            ("year", "Year first: 2014-03-27"),
                        ],
                        default="day",
                        max_length=5,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=24)),
                ("whole", models.BooleanField(default=False)),
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
        ),
        migrations.CreateModel(
            name="OutsideKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("place", "Place"), ("group", "Group")],
                        max_length=8,
                    ),
                ),
                ("hashed", models.CharField(max_length=43)),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.group",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="people.person",
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
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="people.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Missing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noticed_at", models.DateTimeField()),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nobody has said yet"),
                            ("left", "They left"),
                            ("stays", "They stay"),
                            ("back", "They are in the list again"),
                        ],
                        max_length=5,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
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
                        related_name="missing",
                        to="people.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missing",
                        to="people.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Intake",
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
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("table", "Table (CSV)"),
                            ("oneroster", "OneRoster package"),
                            ("ctf", "Common transfer file"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("arriving", "The file is on its way"),
                            ("asked", "Its columns are to be chosen"),
                            ("arrived", "It waits to be read"),
                            ("reading", "It is being read"),
                            ("ready", "It waits for your yes"),
                            ("accepted", "It is being taken in"),
                            ("done", "It is taken in"),
                            ("dropped", "It was put aside; nothing was kept"),
                            ("broken", "It could not be read; nothing was kept"),
                        ],
                        default="arriving",
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("mark", models.CharField(blank=True, max_length=64)),
                ("key_id", models.BigIntegerField()),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("touched_at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_intakes",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="people.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IntakeBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("places", "Places"),
                            ("people", "People"),
                            ("asked", "Perhaps known already"),
                            ("groups", "Groups"),
                            ("families", "Parents and carers"),
                            ("members", "Members of groups"),
                            ("missing", "No longer in the list"),
                            ("unread", "Rows that are not taken in"),
                        ],
                        max_length=8,
                    ),
                ),
                ("entries", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "intake",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="people.intake",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("intake", "number"), name="intake_batch_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakePiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "intake",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="people.intake",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("intake", "number"), name="intake_piece_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="LearnerNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("hashed", models.CharField(max_length=43)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learner_number",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "hashed"), name="learner_number_is_one_persons"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name"), name="source_is_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidekey",
            constraint=models.UniqueConstraint(
                fields=("source", "kind", "hashed"), name="outside_key_means_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidekey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("group", None),
                        ("kind", "person"),
                        ("person__isnull", False),
                        ("site", None),
                    ),
                    models.Q(
                        ("group", None),
                        ("kind", "place"),
                        ("person", None),
                        ("site__isnull", False),
                    ),
                    models.Q(
                        ("group__isnull", False),
                        ("kind", "group"),
                        ("person", None),
                        ("site", None),
                    ),
                    _connector="OR",
                ),
                name="outside_key_means_what_it_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="missing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled__in", ["", "stays"])),
                fields=("source", "person"),
                name="missing_is_asked_once",
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(fields=["source", "begun_at"], name="intake_by_source"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["organisation", "email"], name="person_by_email"),
        ),
        wall("people_source"),
        wall("people_outsidekey"),
        wall("people_missing"),
        wall("people_intake"),
        wall("people_intakebatch"),
        wall("people_intakepiece"),
        wall("people_learnernumber"),
    ]
