from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_calls_to_other_systems"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ("refused", "given_up"))),
                fields=["organisation_id", "settled_at"],
                name="message_failed",
            ),
        ),
    ]
