"""Moments on the province's wall clock, and the refusal of those that name no time zone."""

from datetime import datetime

from motcua.core.vietnam import ZONE


class NaiveMoment(ValueError):
    """A moment without a time zone: it cannot be placed on any calendar."""

    def __init__(self, moment: datetime) -> None:
        self.vi = f"Thời điểm {moment:%H:%M:%S %d/%m/%Y} không ghi múi giờ."
        self.en = f"The moment {moment:%Y-%m-%d %H:%M:%S} names no time zone."
        super().__init__(f"{self.vi} / {self.en}")


def local(moment: datetime) -> datetime:
    """Return the moment on the province's wall clock, cut to whole seconds.

    :raises NaiveMoment: it names no time zone.
    """
    if moment.tzinfo is not ZONE:
        if moment.utcoffset() is None:
            raise NaiveMoment(moment)
        moment = moment.astimezone(ZONE)
    return moment.replace(microsecond=0) if moment.microsecond else moment
