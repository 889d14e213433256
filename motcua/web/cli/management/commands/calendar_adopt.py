"""`motcua calendar adopt`: moves the dates promised in a drafted year, by one recorded decision."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from motcua.base import clock
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions
from motcua.org.models import CalendarVersion
from motcua.people.queries import account_called, actor_of
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Áp dụng lịch chính thức cho hồ sơ đã hẹn theo lịch dự kiến. / Moves dates promised on a drafted calendar."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("version", help="phiên bản lịch / calendar version, such as office-2027.2")
        parser.add_argument("--ground", required=True, help="quyết định / the decision, with its number and day")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="người ban hành / who decides")

    def work(self, *, version: str, ground: str, by: str, **_: Any) -> dict[str, Any]:
        """Move each dossier; run again after an interruption it goes on where it stopped."""
        now = clock.now()
        chosen = CalendarVersion.objects.filter(version=version).first()
        if chosen is None:
            known = ", ".join(CalendarVersion.objects.order_by("version").values_list("version", flat=True))
            raise CommandError(
                f"Không có phiên bản lịch “{version}”. Hiện có: {known or '–'}. "
                f"/ There is no calendar version “{version}”. There are: {known or '–'}."
            )
        with self.progress("Hồ sơ") as bar:
            adopted = actions.adopt_calendar_everywhere(
                calendar_version_id=chosen.pk,
                ground=ground,
                by=actor_of(account_called(by), now),
                now=now.astimezone(ZONE),
                progress=lambda done, total: bar.update(done=done, total=total),
            )
        return {"version": version, "dossiers": adopted.dossiers, "moved": adopted.moved}

    def show(self, answer: dict[str, Any]) -> None:
        """Print what was done."""
        self.say(f"Đã áp dụng {answer['version']} cho {answer['dossiers']} hồ sơ; {answer['moved']} ngày hẹn thay đổi.")
