"""What is known of the owner goes into the form, and into nobody else's place."""

import pytest

from motcua.core import forms
from motcua.core.forms import filled
from motcua.web.ui.declaring import typed_owner
from motcua.web.ui.declaring.home import chosen_beforehand, no_answer_by_itself

FIELDS = [
    {"key": "person", "kind": "person", "label": "Người", "required": True, "prefill": ["owner"],
     "parts": ["full_name*", "sex", "personal_id", "residence"]},
    {"key": "other", "kind": "person", "label": "Người khác", "prefill": ["owner"]},
    {"key": "home", "kind": "address", "label": "Nơi cư trú", "required": True, "prefill": ["owner.residence"]},
    {"key": "heirs", "kind": "group", "label": "Người thừa kế", "fields": [
        {"key": "place", "kind": "address", "label": "Nơi ở"}]},
]  # fmt: skip
FORM = forms.read({"key": "thu", "title": "Thử", "sections": [{"key": "a", "title": "A", "fields": FIELDS}]})
HOA = {"owner-full_name": "Trần Thị Hoa", "owner-personal_id": "038 185 001 234", "owner-address": "25 Lê Lợi",
       "owner-commune": "Phường Hạc Thành"}  # fmt: skip
OWNER = typed_owner(HOA, home="38", communes={"Phường Hạc Thành"})


def test_a_number_tells_sex_and_nationality_and_the_address_is_at_home():
    assert (OWNER["personal_id"], OWNER["sex"], OWNER["nationality"]) == ("038185001234", "nu", "VN")
    assert OWNER["residence"] == {"province": "38", "commune": "Phường Hạc Thành", "line": "25 Lê Lợi"}
    assert "residence" not in typed_owner({}, home="38")


@pytest.mark.parametrize(
    ("given", "name", "sex"),
    [
        ({}, "Trần Thị Hoa", "nu"),
        ({"full_name": "trần thị hoà"}, "trần thị hoà", None),  # another name
        ({"full_name": "TRẦN THỊ HOA"}, "TRẦN THỊ HOA", "nu"),
        ({"full_name": "", "personal_id": "038185001234"}, "Trần Thị Hoa", "nu"),
        ({"full_name": "Trần Thị Hoa", "personal_id": "038185009999"}, "Trần Thị Hoa", None),
        ({"full_name": "Trần Thị Hoa", "sex": "nam"}, "Trần Thị Hoa", "nam"),  # what was said stays
    ],
)
def test_who_is_the_owner_is_filled_in_and_who_is_not_is_left_alone(given, name, sex):
    person = filled(FORM, {"person": given}, {"owner": OWNER})["person"]
    assert (person["full_name"], person.get("sex")) == (name, sex)


def test_what_need_not_be_answered_stays_empty():
    assert "other" not in filled(FORM, {}, {"owner": OWNER})
    assert filled(FORM, {}, {"owner": OWNER})["home"]["line"] == "25 Lê Lợi"


def test_ones_own_province_is_chosen_for_the_eye_and_is_no_answer():
    given = {"heirs": [{"place": {"province": "", "line": ""}}, {"place": {"province": "01"}}], "person": {}}
    drawn = chosen_beforehand(FORM.fields, given, "38")
    assert drawn["heirs"][0]["place"]["province"] == "38"
    assert drawn["heirs"][1]["place"]["province"] == "01"
    assert drawn["person"]["residence"]["province"] == "38"
    assert given["heirs"][0]["place"]["province"] == ""
    no_answer_by_itself(FORM.fields, drawn, "38")
    assert drawn["heirs"][0]["place"]["province"] == ""
    assert drawn["heirs"][1]["place"]["province"] == "01"
    kept = {"home": {"province": "38", "line": "25 Lê Lợi"}}
    no_answer_by_itself(FORM.fields, kept, "38")
    assert kept["home"]["province"] == "38"
