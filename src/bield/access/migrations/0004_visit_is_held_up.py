from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_access_gains_hooks")]

    operations = [
        migrations.AddField("visit", "held_up", models.BooleanField(default=False)),
    ]
