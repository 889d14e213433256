"""Everything that changes the catalogue."""

from motcua.catalog.actions.imports import Report, Selection, import_procedures

__all__ = ["Report", "Selection", "import_procedures"]
