from django.db import migrations, models

from bield.kit.stays import stays_again

ANSWERED = (
    "person_id", "signer_id", "purpose", "question_id", "digest", "said", "how", "at", "last_day",
    "taken_by_id",
)  # fmt: skip


class Migration(migrations.Migration):
    """The purposes are listed once, in the code that knows what each is for."""

    dependencies = [("agreements", "0001_initial")]

    operations = [
        stays_again("agreements_answer", ANSWERED),
        migrations.RemoveConstraint(model_name="answer", name="answer_purpose_is_known"),
        migrations.RemoveConstraint(model_name="question", name="question_purpose_is_known"),
        *(
            migrations.AlterField(name, "purpose", models.CharField(max_length=16))
            for name in ("answer", "question")
        ),
        stays_again("agreements_answer", ANSWERED),
    ]
