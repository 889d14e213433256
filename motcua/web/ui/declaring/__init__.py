"""A procedure's electronic form at a door: drawn, filled in by steps of one request each, checked, shown again.

declaration = Declaration(form, request.POST or None, on=today, tables=tables)
declaration.is_valid()       # then `declaration.answers()`; `{% declaration declaration %}` draws it
"""

from motcua.web.ui.declaring.declaration import Declaration
from motcua.web.ui.declaring.owner import typed_owner
from motcua.web.ui.declaring.showing import declared

__all__ = ["Declaration", "declared", "typed_owner"]
