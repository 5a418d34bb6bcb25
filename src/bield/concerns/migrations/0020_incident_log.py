"""Each concern gets a number of its organisation's incident log, without gaps, and says where it
came from."""

from django.db import migrations, models

from bield.concerns.triggers import keep_words_again, number_in_order


class Migration(migrations.Migration):
    dependencies = [("concerns", "0019_posts_are_told")]

    operations = [
        *keep_words_again("concerns_concern"),
        migrations.AddField("concern", "log_number", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "concern",
            "source",
            models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "concern",
            models.UniqueConstraint(
                name="concern_has_its_number", fields=["organisation", "log_number"]
            ),
        ),
        *keep_words_again("concerns_concern"),
        number_in_order(),
    ]
