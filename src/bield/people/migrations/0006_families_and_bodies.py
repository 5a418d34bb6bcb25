import django.db.models.deletion
from django.db import migrations, models

import bield.kit.references
from bield.kit.stays import stays
from bield.kit.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_something_is_withheld"),
    ]

    operations = [
        migrations.AddField(
            model_name="guardianship",
            name="ask_lead_first",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="call_order",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mother", "Mother"),
                    ("father", "Father"),
                    ("step_parent", "Step-parent"),
                    ("grandparent", "Grandparent"),
                    ("foster_carer", "Foster carer"),
                    ("authority", "Social worker or local authority"),
                    ("other", "Other carer"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="guardianship",
            name="responsibility_known",
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name="FamilyNote",
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
                        choices=[("contact", "How to reach them"), ("court", "A court order")],
                        max_length=8,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="people.guardianship",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Household",
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
                ("label", models.CharField(max_length=120)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutsideBody",
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
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("subcontractor", "Subcontractor"),
                            ("employer", "Employer"),
                            ("partner", "Other organisation"),
                        ],
                        max_length=16,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaks_for",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_bodies",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Engagement",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("apprentice", "Apprentice"),
                            ("subcontractor", "Works for a subcontractor"),
                            ("employer", "Speaks for an employer"),
                            ("stakeholder", "Other outside stakeholder"),
                            ("visitor", "Visitor"),
                        ],
                        max_length=16,
                    ),
                ),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagement",
                        to="people.post",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="people.site",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="people.outsidebody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnNumber",
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
                ("number", models.CharField(blank=True, max_length=32)),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_numbers",
                        to="people.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_numbers",
                        to="people.site",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="people.household",
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
                        related_name="lives_in",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="household_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("household", "person"),
                        name="somebody_is_in_a_household_once",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="outsidebody",
            index=models.Index(fields=["organisation", "name"], name="outside_body_by_name"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("begins_on")),
                    _connector="OR",
                ),
                name="engagement_ends_after_it_begins",
            ),
        ),
        wall("people_household"),
        wall("people_householdmember"),
        wall("people_familynote"),
        wall("people_outsidebody"),
        wall("people_engagement"),
        wall("people_ownnumber"),
        stays("people_familynote", ("sealed", "kind", "written_at")),
        stays("people_ownnumber", ("number", "set_at")),
    ]
