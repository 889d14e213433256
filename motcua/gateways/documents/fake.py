"""A printer that draws nothing: refuses what the real one refuses and hands out an empty page with the form's title."""

import json
from datetime import date

from motcua.gateways.documents import data, editions
from motcua.gateways.documents.port import Form

_ALL_LETTERS = frozenset(range(0x20, 0x2100))


class FakeDocuments:
    """Remembers in `printed` what it was given."""

    def __init__(self) -> None:
        self.printed: list[tuple[Form, date]] = []

    def render(self, form: Form, *, on: date) -> bytes:
        content = data.of(form, editions.of(form, on=on), letters=_ALL_LETTERS)
        json.dumps(content)
        self.printed.append((form, on))
        return _empty_page(content["title"])


def _empty_page(title: str) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
        b"<</Title<FEFF" + title.encode("utf-16-be").hex().upper().encode() + b">>>",
    ]
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer
