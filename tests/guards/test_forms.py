"""The forms that come with the house: sound, dated, said in both languages, filled in and printed."""

import tomllib
from datetime import date
from random import Random

import pytest

from motcua.catalog.forms import FOLDER, written_forms
from motcua.core import forms
from motcua.core.forms.inventing import invent
from motcua.gateways import documents
from motcua.gateways.documents import Declaration, Letterhead
from motcua.web.ui.declaring.printing import _part

TODAY = date(2026, 11, 23)
FORMS = {definition.key: definition for definition in written_forms().values()}


def test_seventeen_procedures_have_a_form():
    assert len(FORMS) == 17


@pytest.mark.parametrize("definition", FORMS.values(), ids=FORMS)
def test_a_form_is_sound_and_said_in_both_languages(definition):
    assert forms.findings(definition) == ()
    assert all(choice.words.en for _, field in forms.walk(definition.fields) for choice in field.choices)
    assert all(section.title.en for section in definition.sections)
    assert all(rule.words.en for rule in definition.rules)
    assert all(field.hint.en for _, field in forms.walk(definition.fields) if field.hint.vi)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_a_form_names_its_source_its_day_and_claims_no_more(file):
    document = tomllib.loads(file.read_text(encoding="utf-8"))

    assert document["source"]
    assert date.fromisoformat(document["dated"]) <= TODAY
    assert "compared" not in document  # a clerk says so in the system, not a file


@pytest.mark.parametrize("definition", FORMS.values(), ids=FORMS)
def test_a_form_can_be_filled_in_kept_exported_and_printed(definition):
    for seed, fullness in ((1, 0.0), (2, 1.0)):
        checked = invent(definition, Random(seed), TODAY, fullness=fullness)
        assert forms.check(definition, checked.values, TODAY).values == checked.values

        pdf = documents.render(
            Declaration(
                letterhead=Letterhead("", "Ủy ban nhân dân phường Hạc Thành", None, "Thanh Hóa", TODAY),
                title=definition.title.vi,
                addressee="Ủy ban nhân dân phường Hạc Thành",
                procedure="Thủ tục",
                procedure_code="1.001193",
                dossier_code="H56.33-260105-0154",
                tracking_url="https://motcua.thanhhoa.example/tra-cuu/k/7hq2mzx9kd3s/",
                parts=tuple(_part(part) for part in forms.said(checked)),
                source=definition.source,
                is_compared=False,
                signatory="Nguyễn Thị Thùy Dương",
            ),
            on=TODAY,
        )
        assert pdf.startswith(b"%PDF-1.7")
    assert forms.from_schema(forms.to_schema(definition)) == definition
