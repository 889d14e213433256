"""The electronic form of one application on its way through a page: typed, added to, checked, carried on.

A page without scripts works by its buttons: `part` names what is pressed, `+heirs` one more heir, `-heirs.1` without
the second, `refresh` the questions that follow from the answers. The script presses the same buttons and takes only
the part that changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.http import QueryDict

from motcua.catalog.queries import FormInUse
from motcua.core import forms
from motcua.core.forms import Definition, Kind, Sources, Tables
from motcua.core.forms import expressions as language
from motcua.core.forms.scopes import expressions_of, places
from motcua.web.ui.declaring import home, names
from motcua.web.ui.declaring.controls import Control, control_of
from motcua.web.ui.declaring.showing import declared
from motcua.web.ui.uploads import Kept
from motcua.web.ui.wording import said

BUTTON = "part"
REFRESH = "refresh"
VERSION = "f-version"


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as it is drawn."""

    key: str
    title: str
    hint: str
    controls: list[Control]
    drives: bool


class Declaration:
    """A form bound to what was sent, or begun with what is known."""

    def __init__(
        self,
        form: FormInUse,
        data: QueryDict | None,
        *,
        on: date,
        tables: Tables,
        sources: Sources | None = None,
        kept: dict[str, list[Kept]] | None = None,
        begun: Mapping[str, Any] | None = None,
        copied: Mapping[str, Any] | None = None,
    ) -> None:
        self.form, self.on, self.tables = form, on, tables
        self.definition: Definition = form.definition
        self.sent = data is not None
        self.kept = kept if kept is not None else {}
        self.focus = ""
        self.judged = False
        self.added_errors: dict[str, list[Any]] = {}
        self.home: str = getattr(tables, "home", "")
        known = sources or {}
        if data is None:
            first = dict(begun) if begun is not None else forms.first_answers(self.definition, known)
            self.raw = first | forms.copied(self.definition, copied or {})
            self.pressed = ""
        else:
            given = names.answers_in(data, self.definition)
            home.no_answer_by_itself(self.definition.fields, given, self.home)
            self.raw = forms.filled(self.definition, given, known)
            self.pressed = data.get(BUTTON, "")
        self.is_of_another_version = data is not None and data.get(VERSION, "") not in ("", str(form.id or 0))
        self._open_groups()
        if self.pressed:
            self._press(self.pressed)

    # --- Buttons ------------------------------------------------------------------------------------------------------
    def _open_groups(self) -> None:
        """A group shows as many items as it needs, at least one."""
        for field in self.definition.fields:
            if field.kind is Kind.GROUP:
                items = self.raw.setdefault(field.key, [])
                while len(items) < max(1, field.fewest):
                    items.append({})

    def _press(self, pressed: str) -> None:
        """Add or remove an item. A button nobody drew does nothing."""
        sign, path = pressed[:1], pressed[1:]
        if sign == "+":
            items, field = names.at(self.raw, path), self._group(path)
            if field is not None and isinstance(items, list) and len(items) < field.most_items:
                items.append({})
                self.focus = f"{path}.{len(items) - 1}.{field.fields[0].key}"
        elif sign == "-":
            group, _, number = path.rpartition(".")
            items = names.at(self.raw, group) if group else None
            if (
                self._group(group) is not None
                and isinstance(items, list)
                and number.isdigit()
                and int(number) < len(items)
            ):
                del items[int(number)]
                self._move_files(group, int(number))
                if not items:
                    items.append({})

    def _group(self, path: str) -> forms.Field | None:
        static = ".".join(part for part in path.split(".") if not part.isdigit())
        found = dict(forms.walk(self.definition.fields)).get(static)
        return found if found is not None and found.kind is Kind.GROUP else None

    def _move_files(self, group: str, removed: int) -> None:
        """The files of the items after the one removed move up with them."""
        begin = names.name_of(f"{group}.")
        moved: dict[str, list[Kept]] = {}
        for name in [name for name in self.kept if name.startswith(begin)]:
            number, _, rest = name[len(begin) :].partition(".")
            files = self.kept.pop(name)
            if int(number) != removed:
                moved[f"{begin}{int(number) - (int(number) > removed)}.{rest}"] = files
        self.kept.update(moved)

    # --- Checking -----------------------------------------------------------------------------------------------------
    @cached_property
    def checked(self) -> forms.Checked:
        return forms.check(self.definition, self._with_files(), self.on, self.tables)

    def _with_files(self) -> dict[str, Any]:
        for name, files in self.kept.items():
            if name.startswith(names.PREFIX) and files:
                *way, last = name[len(names.PREFIX) :].split(".")
                place = names.at(self.raw, ".".join(way)) if way else self.raw
                if isinstance(place, dict):
                    place[last] = [kept.id for kept in files]
        return self.raw

    def hold(self, files: Mapping[str, list[Kept]]) -> None:
        """Answer with these files from now on: as they are handed in."""
        self.kept = dict(files)
        self.__dict__.pop("checked", None)

    def is_valid(self) -> bool:
        """Hold the answers against the form; from now on what is wrong is shown."""
        self.judged = True
        self.__dict__.pop("checked", None)  # files may have come since
        return self.checked.is_right and not self.added_errors and not self.is_of_another_version

    def add_error(self, name: str, words: Any) -> None:
        """Something wrong with an upload, beside its control."""
        self.added_errors.setdefault(name.removeprefix(names.PREFIX), []).append(words)

    def answers(self) -> dict[str, Any]:
        """What is kept: valid by now."""
        return dict(self.checked.values)

    # --- Drawing ------------------------------------------------------------------------------------------------------
    @cached_property
    def drawn(self) -> forms.Checked:
        """The answers as the page shows them: with one's own province chosen in the addresses nobody has begun."""
        with_home = home.chosen_beforehand(self.definition.fields, self._with_files(), self.home)
        return forms.check(self.definition, with_home, self.on, self.tables) if self.home else self.checked

    @property
    def version(self) -> str:
        return str(self.form.id or 0)

    @cached_property
    def sections(self) -> list[Shown]:
        """What is drawn, with what is wrong once it was judged."""
        errors: dict[str, list[Any]] = dict(self.checked.errors) if self.judged else {}
        for path, words in self.added_errors.items():
            errors[path] = [*errors.get(path, []), *words]
        told = {"drivers": drivers(self.definition), "kept": self.kept, "focus": self.focus}
        found = []
        for section in self.drawn.shown:
            nodes = [self.drawn.nodes[field.key] for field in section.fields]
            controls = [control_of(node, errors, **told) for node in nodes if node.is_shown]  # type: ignore[arg-type]
            if controls:
                drives = any(each.drives for control in controls for each in control.every())
                found.append(Shown(section.key, said(section.title), said(section.hint), controls, drives))
        return found

    @property
    def parts(self) -> list[Any]:
        """What was answered, to be looked over."""
        return declared(self.checked)

    @property
    def file_names(self) -> list[tuple[str, str]]:
        """The names of the file controls with their labels: what a door has to store."""
        return [
            (names.name_of(path), said(node.field.label))
            for path, node in self.checked.nodes.items()
            if node.field.kind is Kind.FILE and node.is_shown
        ]

    # --- As the summary of errors sees a form -------------------------------------------------------------------------
    @property
    def errors(self) -> bool:
        return self.judged and not (self.checked.is_right and not self.added_errors and not self.is_of_another_version)

    @property
    def auto_id(self) -> str:  # pragma: no cover
        return "f"

    def non_field_errors(self) -> list[str]:
        """What is wrong at no place that is drawn."""
        drawn = {control.path for control in self}
        return [said(wrong.words) for wrong in self.checked.wrong if wrong.path not in drawn]

    def __iter__(self) -> Iterator[Control]:
        for section in self.sections:
            for control in section.controls:
                yield from control.every()


@lru_cache(maxsize=512)
def drivers(definition: Definition) -> frozenset[str]:
    """The questions on which others hang: after an answer the page asks the server what follows."""
    found: set[str] = set()
    sections: Mapping[str, str] = {
        field.key: section.shown for section in definition.sections for field in section.fields if section.shown
    }
    for place in places(definition):
        hanging = [
            source for name, source in expressions_of(place.field) if name in ("shown", "required", "computed", "as_of")
        ]
        hanging += [sections[place.path]] if place.path in sections else []
        for source in hanging:
            try:
                meant = [place.find(name) for name in language.names(language.parse(source))]
            except language.NotUnderstood:
                continue
            found |= {each[0] for each in meant if each is not None}
        if place.field.kind is Kind.PROVINCE:
            found.add(place.path)  # the communes offered hang on it
    inside = {path for path, _ in forms.walk(definition.fields) if any(path.startswith(f"{each}.") for each in found)}
    return frozenset(found | inside)
