"""Answers name the form they were given on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_forms"), ("dossiers", "0009_sharing")]

    operations = [
        migrations.AddField(
            model_name="answers",
            name="form",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.formversion",
                verbose_name="biểu mẫu",
            ),
        ),
    ]
