from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("retention", "0003_packages")]

    operations = [
        migrations.AddField(
            model_name="package",
            name="spared",
            field=models.BooleanField(null=True),
        ),
    ]
