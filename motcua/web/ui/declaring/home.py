"""One's own province is chosen beforehand in every address, and is no answer while nothing else was given."""

from collections.abc import Iterable, Iterator
from typing import Any

from motcua.core.forms import Field, Kind, inner
from motcua.core.forms.kinds import is_blank

PROVINCE = "province"


def chosen_beforehand(fields: Iterable[Field], answers: dict[str, Any], home: str) -> dict[str, Any]:
    """A copy of the answers for drawing: addresses begun nowhere else are at home."""
    drawn = _copied(answers)
    for address in _addresses(fields, drawn) if home else ():
        if is_blank(address):
            address[PROVINCE] = home
    return drawn


def no_answer_by_itself(fields: Iterable[Field], answers: dict[str, Any], home: str) -> None:
    """Take the province back out of addresses in which nothing else was typed."""
    for address in _addresses(fields, answers) if home else ():
        others = {part: given for part, given in address.items() if part != PROVINCE}
        if address.get(PROVINCE) == home and is_blank(others):
            address[PROVINCE] = ""


def _addresses(fields: Iterable[Field], answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for field in fields:
        if field.kind is Kind.GROUP:
            for item in answers.get(field.key) or ():
                if isinstance(item, dict):
                    yield from _addresses(field.fields, item)
            continue
        parts = inner(field)
        if not parts:
            continue
        given = answers.setdefault(field.key, {})
        if not isinstance(given, dict):
            continue
        if field.kind is Kind.ADDRESS:
            if any(part.key == PROVINCE for part in parts):
                yield given
        else:
            yield from _addresses(parts, given)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
