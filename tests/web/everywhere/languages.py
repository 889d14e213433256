"""Which words of a page are in the wrong language: on an English page Vietnamese is data and marked so, on a Vietnamese
page nothing is English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models
from lxml import html

from motcua.people.models import Account
from tests import messages
from tests.web.everywhere import world
from tests.web.everywhere.world import Visit

ACCENTED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáèéìíòóùúýãõĩũ]")
KEPT = re.compile(  # names that are the same in both languages
    r"Thanh Hóa|Tiếng Việt|QĐ-UBND|QĐ-TTg|khai sinh|Thuế cơ sở 1|Nguyễn Văn Ước"
)
ENGLISH = re.compile(
    r"(?<![-:\w])(the|of|and|is|are|was|were|your|you|this|that|with|by|from|not|dossiers?|officers?|step)(?![-:\w])",
    re.I,
)
OTHERS = (
    "//*[@lang='{}'][not(self::html)] | //script | //style | //datalist | //textarea | //*[@translate='no']"
    " | //svg//text | //select[count(option) > 30]"  # drawings of a step table; tables of peoples, countries, provinces
)
SAID = "//@title | //@aria-label | //@placeholder | //@alt"
TEXTS = (models.CharField, models.TextField, models.JSONField)

CODE_TABLE = "quan-tri/danh-muc/<slug:key>/"  # names and codes only


def stored() -> re.Pattern[str]:
    """Whatever stands in the database is data: names of people, agencies, procedures, steps; what people wrote."""
    found: set[str] = set()
    for model in apps.get_models():
        columns = [field.name for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
        if columns and model._meta.app_label not in ("journal", "procrastinate"):
            for row in model._base_manager.values_list(*columns):
                found.update(pieces(row))
    longest_first = sorted((text for text in found if ACCENTED.search(text)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def pieces(value: object) -> Iterator[str]:
    """The texts of a row, those inside documents too, line by line."""
    if isinstance(value, str):
        yield from (" ".join(line.split()).rstrip(".;:") for line in value.splitlines() if len(line.strip()) > 3)
    elif isinstance(value, dict):
        yield from pieces(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from pieces(each)


def left_over(pages: list[Visit], *, english: bool) -> dict[str, list[str]]:
    Account.objects.update(language="en" if english else "vi")
    data = stored()
    clients = {page.who: world.client_of(page.who) for page in pages}
    found: dict[str, list[str]] = {}
    for page in pages:
        if page.route == CODE_TABLE:
            continue
        address = page.in_english() if english else page.address
        response = clients[page.who].get(address)
        if response.status_code == 302:
            continue  # nothing to take back any more: the walk has opened the step that was sent on
        assert response.status_code == 200, (page.who, address)
        content = response.content.decode()
        wrong = foreign(content, data) if english else english_in(content)
        if wrong:
            found[f"{page.who} {address}"] = wrong
    return found


def foreign(page: str, data: re.Pattern[str]) -> list[str]:
    """Vietnamese on an English page that nobody stored: told by its letters, or by the catalogue."""
    said = texts(page, marked="vi")
    return [text for text in said if said_by_us(text, data) or text in UNACCENTED]


@cache
def said_by_us(text: str, data: re.Pattern[str]) -> bool:
    left = (KEPT.sub("", data.sub("", text)), data.sub("", KEPT.sub("", text)))
    return all(ACCENTED.search(each) for each in left)


def english_in(page: str) -> list[str]:
    return [text for text in texts(page, marked="en") if ENGLISH.search(text) and not ACCENTED.search(text)]


def texts(page: str, *, marked: str) -> list[str]:
    """What a page says outside of parts marked as another language or as no language at all."""
    if not page.strip():
        return []
    tree = html.fromstring(page)
    for other in tree.xpath(OTHERS.format(marked)):
        other.drop_tree()
    said = [str(text) for text in tree.xpath("//text()")] + [str(text) for text in tree.xpath(SAID)]
    return [" ".join(text.split()) for text in said if text.strip()]


UNACCENTED = {
    message.id
    for message in messages.english()
    if isinstance(message.id, str) and message.id and not ACCENTED.search(message.id) and message.string != message.id
}
