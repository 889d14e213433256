"""The few questions went into forms with the migration before."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_forms")]

    operations = [migrations.RemoveField(model_name="procedureversion", name="quick_fields")]
