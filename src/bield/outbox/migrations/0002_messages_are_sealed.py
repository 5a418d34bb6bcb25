"""The text of a message lies sealed, and a message that offers something says until when."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from bield.kit import reading
from bield.outbox.sealed import sealer

UNREAD = ("waiting", "sending", "kept")


def seal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What waits, or is kept for the console, in every organisation."""
    messages = apps.get_model("outbox", "Message").objects
    open_to_all(editor, "NO FORCE")
    unread = messages.filter(state__in=UNREAD)
    own = unread.values_list("organisation_id", flat=True)
    for organisation_id in list(own.distinct().order_by("organisation_id")):
        reading.wall(organisation_id)
        sealed = sealer(organisation_id)
        for message in unread.filter(organisation_id=organisation_id):
            message.sealed = sealed(message.message_id, message.body)
            message.save(update_fields=["sealed"])
    reading.wall(None)
    open_to_all(editor, "FORCE")


def open_to_all(editor: BaseDatabaseSchemaEditor, force: str) -> None:
    """Whoever migrates owns the tables and sees every organisation, until the wall is forced."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE outbox_message {force} ROW LEVEL SECURITY")


def nothing(_apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Back again the texts stay sealed, and are lost: nobody writes a secret into the clear."""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="message", name="message_state_is_known"),
        migrations.AddField("message", "sealed", models.BinaryField(default=b"")),
        migrations.AddField("message", "offer", models.CharField(blank=True, max_length=64)),
        migrations.AddField("message", "good_until", models.DateTimeField(null=True)),
        migrations.AlterField(
            "message",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waiting to leave"),
                    ("sending", "Leaving now"),
                    ("sent", "Handed to the mail server"),
                    ("kept", "Kept here, because no mail server is set"),
                    ("refused", "Refused by the recipient’s mail server"),
                    ("given_up", "Given up after many tries"),
                    ("lapsed", "Taken back: the link or code in it was no longer good"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.RunPython(seal, nothing),
        migrations.AlterField("message", "body", models.TextField(default="")),  # for the way back
        migrations.RemoveField("message", "body"),
        migrations.AddIndex(
            "message",
            models.Index(
                condition=~Q(offer="") & Q(state__in=UNREAD),
                fields=["organisation_id", "good_until"],
                name="message_by_end",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "waiting",
                        "sending",
                        "sent",
                        "kept",
                        "refused",
                        "given_up",
                        "lapsed",
                    ]
                ),
                name="message_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=Q(state__in=UNREAD) | Q(sealed=b""),
                name="message_keeps_no_text_in_vain",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=Q(offer="", good_until__isnull=True)
                | (~Q(offer="") & Q(good_until__isnull=False)),
                name="message_offers_for_a_while",
            ),
        ),
    ]
