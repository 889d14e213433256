"""A procedure's own questions become fields that can be answered."""

import pytest
from django import forms

from motcua.rehearsal.demonstration import data
from motcua.web.ui.questions import QuestionsForm, answers


def test_a_choice_offers_its_choices():
    question = {"key": "why", "label": "Lý do", "type": "choice", "choices": ["Kết hôn", "Vay vốn"], "required": True}
    form = QuestionsForm({"why": "Vay vốn"}, questions=[question])
    assert form.is_valid()
    assert answers(form) == {"why": "Vay vốn"}
    assert not QuestionsForm({"why": "Khác"}, questions=[question]).is_valid()


@pytest.mark.parametrize("procedure", data.facts().procedures, ids=lambda procedure: procedure.code)
def test_every_question_of_the_demonstration_can_be_answered(procedure):
    for field in QuestionsForm(questions=procedure.ask).fields.values():
        if isinstance(field, forms.ChoiceField):
            assert len(field.choices) > 1
