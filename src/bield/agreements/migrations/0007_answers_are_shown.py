import django.db.models.deletion
from django.db import migrations, models

import bield.agreements.models.signing
from bield.kit.stays import stays
from bield.kit.walls import wall

TABLES = ("signinglink", "scan", "statement", "reply", "certificate")


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_what_forms_tell"),
        ("people", "0004_people_have_groups"),
        ("vault", "0002_vault_gains_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender", models.CharField(max_length=254)),
                ("words", models.BinaryField()),
                ("came_at", models.DateTimeField()),
                (
                    "reads",
                    models.CharField(
                        choices=[
                            ("yes", "A clear yes"),
                            ("no", "A clear no"),
                            ("unclear", "Not clear: ask them for a yes or a no"),
                            ("stranger", "From another address or number: not counted"),
                        ],
                        max_length=8,
                    ),
                ),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
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
            ],
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("digest", models.CharField(max_length=64)),
                ("kept_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.sealedfile",
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
        ),
        migrations.CreateModel(
            name="Certificate",
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
                        default=bield.agreements.models.signing.certificate_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("signed_on", models.DateField(null=True)),
                ("witness", models.CharField(blank=True, max_length=120)),
                ("words", models.BinaryField(null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="agreements.answer",
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
                    "reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.reply",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.scan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
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
                        default=bield.agreements.models.signing.statement_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "By e-mail"), ("text", "By text")], max_length=5
                    ),
                ),
                ("sent_to", models.CharField(max_length=254)),
                ("words", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
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
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.question",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="reply",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="agreements.statement",
            ),
        ),
        migrations.CreateModel(
            name="SigningLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("link", "By a link in their letter box"),
                            ("code", "By a code, on a screen of the house"),
                        ],
                        max_length=4,
                    ),
                ),
                ("address_hash", models.CharField(max_length=64, unique=True)),
                ("sent_to", models.EmailField(blank=True, max_length=254)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("pass_hash", models.CharField(blank=True, max_length=64)),
                ("pass_until", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "made_by",
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
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("pass_hash", ""), _negated=True),
                        fields=("organisation", "pass_hash"),
                        name="signing_pass_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("used_at__isnull", True)),
                        fields=("signer", "way"),
                        name="signer_has_one_link_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["link", "code"])),
                        name="signing_way_is_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["email", "text"])), name="statement_way_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("reads__in", ["yes", "no", "unclear", "stranger"])),
                name="reply_reads_is_known",
            ),
        ),
        *(wall(f"agreements_{table}") for table in TABLES),
        stays(
            "agreements_certificate",
            ("reference", "answer_id", "signed_on", "scan_id", "reply_id", "witness", "words"),
        ),
        stays(
            "agreements_reply", ("statement_id", "sender", "words", "came_at", "reads", "kept_at")
        ),
        stays(
            "agreements_statement",
            (
                "reference",
                "signer_id",
                "person_id",
                "question_id",
                "way",
                "sent_to",
                "words",
                "sent_at",
            ),
        ),
        stays("agreements_scan", ("file_id", "kind", "digest", "kept_at")),
    ]
