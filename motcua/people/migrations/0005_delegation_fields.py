"""A role may be lent for some fields of procedures only."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_represented"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegation",
            name="field_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="lĩnh vực",
            ),
        ),
    ]
