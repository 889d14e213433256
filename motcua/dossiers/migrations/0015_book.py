from django.db import migrations, models


class Migration(migrations.Migration):
    """A desk's tracking book of a quarter is read from its own rows, not from the whole province's quarter."""

    dependencies = [
        ("dossiers", "0014_identity_level"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["receiving_agency", "accepted_at"], name="dossier_book"),
        ),
    ]
