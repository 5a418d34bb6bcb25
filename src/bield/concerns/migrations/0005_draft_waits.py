from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concerns", "0004_organisation_sets_times")]

    operations = [
        migrations.AddField(
            model_name="draft", name="reminded_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="draft", name="alerted_at", field=models.DateTimeField(null=True)
        ),
    ]
