"""Code tables: those the installation keeps, in the place of those that came with the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, F, Func, Value
from django.db.models.functions import JSONObject

from motcua.catalog.models import CodeEntry, CodeTable, FormVersion
from motcua.core.forms import Entry, WithOwn, code_tables, naming
from motcua.core.status_words import Words

LONG_AGO = date(1900, 1, 1)


def own_tables() -> WithOwn:
    """Return the tables, the installation's first; they are read once, when the first of them is needed."""
    return WithOwn(_own)


def _own() -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = {key: [] for key in CodeTable.objects.values_list("key", flat=True)}
    if found:
        columns = ("table__key", "code", "name", "name_en", "valid_from", "valid_to")
        for key, code, name, name_en, first, last in CodeEntry.objects.order_by("position", "pk").values_list(*columns):
            found[key].append(Entry(code, Words(name, name_en or name), first, last or date.max))
    return found


def table_keys() -> frozenset[str]:
    """Return the keys of the tables the installation keeps."""
    return frozenset(CodeTable.objects.values_list("key", flat=True))


def table_names() -> dict[str, Words]:
    """Return the names of the tables the installation keeps, by key."""
    rows = CodeTable.objects.order_by("name").values_list("key", "name", "name_en")
    return {key: Words(name, name_en or name) for key, name, name_en in rows}


class _NamesTable(Func):
    """Whether a form's definition draws on a table, however deep its question lies."""

    function = "jsonb_path_exists"
    arg_joiner = ", '$.**.table ? (@ == $key)', "
    output_field = BooleanField()


def forms_drawing_on(key: str) -> list[FormVersion]:
    """Return the forms in use and the drafts that offer the codes of a table, with their procedures."""
    found = FormVersion.objects.filter(
        _NamesTable(F("definition"), JSONObject(key=Value(key))),
        status__in=(FormVersion.Status.PUBLISHED, FormVersion.Status.DRAFT),
    )
    return list(found.defer("definition").select_related("version__procedure").order_by("version__sort_key", "pk"))


def current_code(*, table: str, code: str) -> CodeEntry | None:
    """Return what a code says with no last day yet: what another name would follow."""
    return CodeEntry.objects.filter(table__key=table, code=code, valid_to__isnull=True).first()


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table in the list of all."""

    key: str
    words: Words
    codes: int  # that may be chosen on the day
    is_own: bool
    source: str = ""
    is_compared: bool = False


def every_table(*, on: date) -> list[TableLine]:
    """Return all tables with how many codes may be chosen on a day: the installation's, then the program's."""
    counts: dict[int, int] = {}
    for table_id, first, last in CodeEntry.objects.values_list("table_id", "valid_from", "valid_to"):
        counts[table_id] = counts.get(table_id, 0) + (first <= on and (last is None or on <= last))
    own = [
        TableLine(
            table.key,
            Words(table.name, table.name_en or table.name),
            counts.get(table.pk, 0),
            is_own=True,
            source=table.source,
            is_compared=table.compared_at is not None,
        )
        for table in CodeTable.objects.order_by("name", "pk")
    ]
    kept = {line.key for line in own}
    built_in = [
        TableLine(
            key, naming.TABLES.get(key, Words(key, key)), sum(e.first <= on <= e.last for e in entries), is_own=False
        )
        for key, entries in code_tables.built_in().items()
        if key not in kept
    ]
    return own + built_in
