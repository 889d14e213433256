"""A name is found from the beginning of any of its words by one walk of an index; in one agency, by its own names.

Rows of the former kind (single words) and of the new one (a name from one of its words on) may stand side by side: each
version of the program finds what it looks for in both.
"""

import django.db.models.deletion
from django.db import migrations, models

FROM_EACH_WORD = """
INSERT INTO dossiers_namepart (part, dossier_id)
SELECT DISTINCT array_to_string(d.words[n:], ' '), d.id
FROM (SELECT id, string_to_array(owner_folded, ' ') AS words FROM dossiers_dossier) d
CROSS JOIN LATERAL generate_series(1, cardinality(d.words)) AS n
ON CONFLICT DO NOTHING
"""
SINGLE_WORDS = """
DELETE FROM dossiers_namepart p USING dossiers_dossier d
WHERE d.id = p.dossier_id AND d.owner_folded <> p.part AND right(d.owner_folded, length(p.part) + 1) <> ' ' || p.part
"""


def indexed_by_more(name):
    """A key to the agencies whose own index is replaced by a longer one."""
    field = models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
    )
    return migrations.AlterField(model_name="dossier", name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_nothing_slips_past_a_null"),
        ("org", "0002_triggers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="namepart", name="part", field=models.CharField(db_collation="C", max_length=300)
        ),
        migrations.RunSQL([FROM_EACH_WORD, SINGLE_WORDS], migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["competent_agency", "owner_folded", "id"], name="dossier_competent_owner"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["receiving_agency", "owner_folded", "id"], name="dossier_receiving_owner"),
        ),
        indexed_by_more("competent_agency"),
        indexed_by_more("receiving_agency"),
    ]
