"""The least that is valid, for tests of `org`."""

from datetime import date

from motcua.org.models import Agency, Unit

LONG_AGO = date(2000, 1, 1)


def agency(name, *, parent=None, level=Agency.Level.COMMUNE, since=LONG_AGO, until=None, **fields):
    return Agency.objects.create(
        key=fields.pop("key", f"{name}-{since}-{parent and parent.pk}"),
        name=name,
        short_name=fields.pop("short_name", name),
        level=level,
        parent=parent,
        valid_from=since,
        valid_to=until,
        **fields,
    )


def unit(name, *, within, parent=None, since=LONG_AGO, until=None):
    return Unit.objects.create(name=name, agency=within, parent=parent, valid_from=since, valid_to=until)
