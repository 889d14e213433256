"""Answers held against a form: what is shown, what they mean, what is wrong with them. Always on the server and whole.

What is not shown is dropped, what is computed is computed again, what the form does not ask is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from motcua.core.forms import kinds, parts
from motcua.core.forms.code_tables import BUILT_IN, Tables
from motcua.core.forms.kinds import is_blank
from motcua.core.forms.model import KEY, MOST_ITEMS, OF_PARTS, Definition, Field, Kind, Section
from motcua.core.forms.nodes import Node
from motcua.core.status_words import Words

MOST_UNKNOWN: Final = 5
_KEY: Final = re.compile(KEY)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong with the answers, where, and what to do about it."""

    path: str
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the answers. `values` is what is kept: nested as the form is, with what is computed."""

    values: Mapping[str, Any]
    wrong: tuple[Wrong, ...]
    shown: tuple[Section, ...]
    nodes: Mapping[str, Node]

    @property
    def is_right(self) -> bool:
        return not self.wrong

    @property
    def errors(self) -> dict[str, list[Words]]:
        """What is wrong, by path."""
        found: dict[str, list[Words]] = {}
        for each in self.wrong:
            found.setdefault(each.path, []).append(each.words)
        return found

    @property
    def visible(self) -> frozenset[str]:
        """The paths of everything shown, with the numbers of items: `heirs.0.share`."""
        return frozenset(path for path, node in self.nodes.items() if node.is_shown)

    def node(self, path: str) -> Node:
        return self.nodes[path]


def check(definition: Definition, answers: Mapping[str, Any], today: date, tables: Tables = BUILT_IN) -> Checked:
    """Hold answers, as typed or as kept, against a form.  :raises Circular: the form is not sound."""
    return _Checking(definition, answers, today, tables).checked()


class _Checking:
    def __init__(self, definition: Definition, answers: Mapping[str, Any], today: date, tables: Tables) -> None:
        self.definition, self.today, self.tables = definition, today, tables
        self.unknown: list[Wrong] = []
        self.nodes: dict[str, Node] = {}
        self.root: dict[str, Node] = {}
        self._sections: dict[str, bool] = {}
        answers = answers if isinstance(answers, Mapping) else {}
        for section in definition.sections:
            self._place(section.fields, answers, "", None, section, self.root)
        self._refuse_unknown(answers, self.root, "")

    def _place(
        self,
        fields: tuple[Field, ...],
        given: Mapping[str, Any],
        before: str,
        over: Node | None,
        section: Section,
        into: dict[str, Node],
    ) -> None:
        for asked in fields:
            path = f"{before}{asked.key}"
            node = Node(asked, path, given.get(asked.key), over, self, section, beside=into)
            into[asked.key] = self.nodes[path] = node
            if asked.kind in OF_PARTS:
                raw = node.raw if isinstance(node.raw, Mapping) else {}
                self._refuse_shape(node, Mapping)
                self._place(parts.of(asked), raw, f"{path}.", node, section, node.children)
                self._refuse_unknown(raw, node.children, f"{path}.")
            elif asked.kind is Kind.GROUP:
                self._place_items(node, section)

    def _place_items(self, group: Node, section: Section) -> None:
        self._refuse_shape(group, list)
        raw = group.raw if isinstance(group.raw, list) else []
        most = min(group.field.most_items, MOST_ITEMS)
        if len(raw) > most:
            vi, en = f"Tối đa {most} mục.", f"At most {most} entries."
            self.unknown.append(Wrong(group.path, "too-many", Words(vi, en)))
        for at, given in enumerate(raw[:most]):
            item: dict[str, Node] = {}
            answers = given if isinstance(given, Mapping) else {}
            if not isinstance(given, Mapping) and not is_blank(given):
                self._say_unreadable(f"{group.path}.{at}")
            self._place(group.field.fields, answers, f"{group.path}.{at}.", group, section, item)
            self._refuse_unknown(answers, item, f"{group.path}.{at}.")
            group.items.append(item)

    def _refuse_shape(self, node: Node, wanted: type) -> None:
        if not isinstance(node.raw, wanted) and not is_blank(node.raw):
            self._say_unreadable(node.path)

    def _say_unreadable(self, path: str) -> None:
        self.unknown.append(
            Wrong(path, "unreadable", Words("Câu trả lời không đọc được.", "The answer cannot be read."))
        )

    def _refuse_unknown(self, given: Mapping[str, Any], known: Mapping[str, Node], before: str) -> None:
        for key in given:
            if key not in known and len(self.unknown) < MOST_UNKNOWN:
                shown = key if isinstance(key, str) and _KEY.fullmatch(key) else "…"
                vi, en = f"Biểu mẫu không hỏi “{shown}”.", f"The form does not ask “{shown}”."
                self.unknown.append(Wrong(f"{before}{shown}", "unknown", Words(vi, en)))

    def section_shown(self, section: Section) -> bool:
        if section.key not in self._sections:
            if not section.shown:
                self._sections[section.key] = True
            else:
                first = next(iter(self.root.values()))
                self._sections[section.key] = first.value_of(section.shown) is True
        return self._sections[section.key]

    def checked(self) -> Checked:
        wrong = [*self.unknown]
        values = self._kept(self.root, wrong)
        wrong += self._rules(wrong)
        shown = tuple(section for section in self.definition.sections if self.section_shown(section))
        return Checked(values, tuple(wrong), shown, self.nodes)

    def _kept(self, block: Mapping[str, Node], wrong: list[Wrong]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, node in block.items():
            if not node.is_shown:
                continue
            if node.field.kind in OF_PARTS:
                if node.is_required or node.is_answered:
                    wrong += _missing(node) if not node.children else ()
                    found = self._kept(node.children, wrong)
                    if found:
                        kept[key] = found
            elif node.field.kind is Kind.GROUP:
                if items := self._kept_items(node, wrong):
                    kept[key] = items
            else:
                wrong += _troubles(node)
                if node.kept is not None:
                    kept[key] = node.kept
        return kept

    def _kept_items(self, group: Node, wrong: list[Wrong]) -> list[dict[str, Any]]:
        live = group.live_items
        fewest = max(group.field.fewest, 1 if group.is_required else 0)
        if len(live) < fewest:
            vi, en = (
                f"Cần ít nhất {fewest} mục.",
                f"At least {fewest} {'entries are' if fewest > 1 else 'entry is'} needed.",
            )
            wrong.append(Wrong(group.path, "too-few", Words(vi, en)))
            if not live and group.items:  # say what is missing in the first, not only that it is
                self._kept(group.items[0], wrong)
        return [found for item in live if (found := self._kept(item, wrong))]

    def _rules(self, wrong: list[Wrong]) -> Iterator[Wrong]:
        told = {each.path for each in wrong}
        for rule in self.definition.rules:
            for node in self._at(rule.at):
                if node.is_shown and node.path not in told and node.value_of(rule.holds) is False:
                    yield Wrong(node.path, rule.key, rule.words)

    def _at(self, path: str) -> list[Node]:
        found = [self.root[path.split(".")[0]]]
        for key in path.split(".")[1:]:
            found = [
                child
                for node in found
                for child in (
                    [item[key] for item in node.live_items] if node.field.kind is Kind.GROUP else [node.children[key]]
                )
            ]
        return found


def _troubles(node: Node) -> Iterator[Wrong]:
    """What is wrong with one answer by itself."""
    kept = node.kept
    if node.trouble is not None:
        yield Wrong(node.path, node.trouble.code, Words(node.trouble.vi, node.trouble.en))
    elif kept is None or kept == []:
        if node.is_required:
            yield from _missing(node)
    elif node.field.kind is not Kind.COMPUTED:
        yield from _bounds(node)


def _missing(node: Node) -> Iterator[Wrong]:
    asked = node.field
    if asked.kind in (Kind.STATEMENT, Kind.COMPUTED):
        return
    label = Words(_lowered(asked.label.vi), _lowered(asked.label.en))
    if asked.kind is Kind.CONSENT:
        words = Words("Xin đánh dấu vào ô này.", "Tick this box.")
    elif asked.kind is Kind.FILE:
        words = Words(f"Xin tải lên {label.vi}", f"Upload: {label.en}")
    elif asked.kind in _CHOSEN_FROM:
        words = Words(f"Xin chọn {label.vi}", f"Choose: {label.en}")
    else:
        words = Words(f"Xin nhập {label.vi}", f"Enter: {label.en}")
    yield Wrong(node.path, "required", words)


_CHOSEN_FROM: Final = frozenset(
    {
        Kind.CHOICE,
        Kind.CHOICES,
        Kind.CODE,
        Kind.CODES,
        Kind.SEX,
        Kind.ETHNICITY,
        Kind.COUNTRY,
        Kind.PROVINCE,
        Kind.YES_NO,
    }
)


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _bounds(node: Node) -> Iterator[Wrong]:
    least = node.value_of(node.field.least) if node.field.least else None
    most = node.value_of(node.field.most) if node.field.most else None
    if least is not None and node.value < least:
        shown, day = _limit_words(least, node), isinstance(least, date)
        vi = f"Ngày không được trước {shown.vi}." if day else f"Ít nhất là {shown.vi}."
        yield Wrong(node.path, "too-little", Words(vi, f"Not before {shown.en}." if day else f"At least {shown.en}."))
    if most is not None and node.value > most:
        shown, day = _limit_words(most, node), isinstance(most, date)
        vi = f"Ngày không được sau {shown.vi}." if day else f"Nhiều nhất là {shown.vi}."
        yield Wrong(node.path, "too-much", Words(vi, f"Not after {shown.en}." if day else f"At most {shown.en}."))


def _limit_words(limit: Any, node: Node) -> Words:
    if isinstance(limit, date):
        kept: Any = limit.isoformat()
        return kinds.READINGS[Kind.DATE].words(kept, node.field, node.around)
    kept = kinds.keep(limit, node.field.kind if node.field.kind is not Kind.YEAR else Kind.WHOLE)
    return kinds.READINGS[node.field.kind].words(kept, node.field, node.around)
