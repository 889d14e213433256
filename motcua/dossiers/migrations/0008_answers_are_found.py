"""What was declared is found by its words, with or without accents, from an index over the answers themselves.

Whole numbers of nine digits and more (identity papers, telephones, accounts) are left out: those are looked up by
their keyed hash, where each look-up is logged, never by a part of them.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION dossiers_answer_words(answers jsonb) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT to_tsvector('simple', translate(lower(regexp_replace(regexp_replace(
                   normalize(coalesce(string_agg(said #>> '{}', ' '), ''), NFD), '[\u0300-\u036f]', '', 'g'),
                   '\d{9,}', ' ', 'g')), 'đð', 'dd'))
        FROM jsonb_path_query(answers, 'strict $.** ? (@.type() == "string")') said);
CREATE INDEX answers_by_word ON dossiers_answers USING gin (dossiers_answer_words(answers));
"""
BACKWARD = """
DROP INDEX answers_by_word;
DROP FUNCTION dossiers_answer_words(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_fewer_indexes")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
