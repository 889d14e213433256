"""Collects what is marked for translation: `python -m tests.messages` brings locale/en up to date, to be filled in.

GNU gettext is not needed: Python is read by babel, templates by Django itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.template import Node
from django.template.base import NodeList, Variable
from django.template.library import SimpleBlockNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
HEADER = "# English texts. The message ids are the Vietnamese ones; `python -m tests.messages` collects them."
Found = tuple[str | tuple[str, ...], str | None, str]
"""What is to be translated (with its plural), its context, where it stands."""


def python_files() -> list[Path]:
    return [path for folder in ("motcua", "config", "demo") for path in sorted((ROOT / folder).rglob("*.py"))]


def template_files() -> list[Path]:
    return sorted(path for path in ROOT.glob("motcua/**/templates/**/*") if path.is_file())


def template_name(path: Path) -> str:
    return path.as_posix().rsplit("/templates/", 1)[1]


def in_python() -> Iterator[Found]:
    for path in python_files():
        with path.open("rb") as file:
            for line, message, _comments, context in extract("python", file, keywords=KEYWORDS):
                yield message, context, f"{path.relative_to(ROOT)}:{line}"


def _every(nodes: NodeList) -> Iterator[Node]:
    """Every node, those inside blocks of our own components too: Django does not look there."""
    for node in nodes.get_nodes_by_type(Node):
        yield node
        if isinstance(node, SimpleBlockNode):
            yield from _every(node.nodelist)


def in_templates() -> Iterator[Found]:
    for path in template_files():
        template = get_template(template_name(path)).template
        for line, text in _given(path.read_text(encoding="utf-8")):
            yield text, None, f"{path.relative_to(ROOT)}:{line}"
        for node in _every(template.nodelist):
            where = f"{path.relative_to(ROOT)}:{node.token.lineno if node.token else 0}"
            if isinstance(node, TranslateNode):
                text = node.filter_expression.var
                if isinstance(text, Variable) and isinstance(text.literal, str):
                    yield text.literal, _context(node), where
                elif isinstance(text, str):
                    yield text, _context(node), where
            elif isinstance(node, BlockTranslateNode):
                singular = _block(node, node.singular)
                yield (singular, _block(node, node.plural)) if node.plural else singular, _context(node), where


def _given(source: str) -> Iterator[tuple[int, str]]:
    """Words given to a tag or a filter: {% button _("Gửi") %}."""
    for found in re.finditer(r"""_\(("|')(.*?)\1\)""", source):
        yield source.count("\n", 0, found.start()) + 1, found[2]


def _context(node: TranslateNode | BlockTranslateNode) -> str | None:
    return node.message_context.var if node.message_context is not None else None


def _block(node: BlockTranslateNode, tokens: list) -> str:
    text, _names = node.render_token_list(tokens)
    if node.trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return text


def wanted() -> Catalog:
    """Return every message of the code and the templates."""
    catalogue = Catalog(
        locale="en", project="Một Cửa", version="1", charset="utf-8", fuzzy=False, header_comment=HEADER,
        creation_date=datetime(2026, 1, 1, tzinfo=UTC), msgid_bugs_address="", last_translator="", language_team="en",
    )  # fmt: skip
    for message, context, where in (*in_python(), *in_templates()):
        file, line = where.rsplit(":", 1)
        catalogue.add(message, context=context, locations=[(file, int(line))])
    return catalogue


def english() -> Catalog:
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def incomplete() -> list[str]:
    """Return each message without a sure English text."""
    known = english()
    said = []
    for message in wanted():
        if not message.id:
            continue
        found = known.get(message.id, context=message.context)
        if found is None or found.fuzzy or not _filled(found):
            said.append(f"{message.locations[0][0]}: {message.id!r}")
    return said


def _filled(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def update() -> None:
    """Write the catalogue anew: known translations stay, new messages are empty, what is no longer said goes."""
    known, fresh = english(), wanted()
    for message in fresh:
        found = known.get(message.id, context=message.context) if message.id else None
        if found is not None and not found.fuzzy:
            message.string = found.string
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(
            file, fresh, sort_output=True, omit_header=False, include_lineno=False, width=110, ignore_obsolete=True
        )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    django.setup()
    update()
    left = incomplete()
    print(f"{ENGLISH.relative_to(ROOT)}: {len(left)} chưa dịch / to translate")
