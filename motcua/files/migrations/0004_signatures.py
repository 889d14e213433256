from django.db import migrations

import motcua.base.fields


class Migration(migrations.Migration):
    dependencies = [("files", "0003_uploads_in_pieces")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="signatures",
            field=motcua.base.fields.SealedField(null=True, verbose_name="chữ ký số"),
        ),
    ]
