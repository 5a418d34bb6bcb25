from django.db import migrations, models

from bield.concerns.triggers import keep_words_again

STAGES = [
    ("submitted", "New"),
    ("acknowledged", "Acknowledged"),
    ("triaged", "Triaged"),
    ("in_action", "In action"),
    ("monitoring", "Watching"),
    ("closed", "Closed"),
    ("reopened", "Reopened"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0002_concern_gains_deeds"),
    ]

    operations = [
        *keep_words_again("concerns_concern"),
        migrations.RemoveConstraint(model_name="concern", name="concern_stage_is_known"),
        migrations.AlterField(
            model_name="concern",
            name="stage",
            field=models.CharField(choices=STAGES, max_length=12),
        ),
        migrations.AlterField(
            model_name="concern",
            name="changed_what",
            field=models.CharField(max_length=20),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                name="concern_stage_is_known",
                condition=models.Q(stage__in=[stage for stage, _ in STAGES]),
            ),
        ),
        *keep_words_again("concerns_concern"),
    ]
