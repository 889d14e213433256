"""`motcua journal verify`: proves the journal whole, or names each row that was altered, removed or put in."""

from argparse import ArgumentParser
from typing import Any

from motcua.base import databases
from motcua.journal import verification
from motcua.journal.models import JournalEvent
from motcua.web.cli.command import Operator

MOST_SHOWN = 100


class Command(Operator):
    help = "Kiểm tra nhật ký có bị sửa, xóa, chèn hay cắt bớt. / Proves the journal whole."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--database", metavar="NAME", help="cơ sở dữ liệu khác cùng máy chủ / another database")

    def work(self, *, database: str | None, **_: Any) -> dict[str, Any]:
        """Walk every chain."""
        if database:
            databases.use(database)
        events = JournalEvent.objects.count()
        with self.progress("Sự kiện", total=events) as bar:
            findings = list(verification.verify(lambda walked: bar.update(done=walked)))
        if findings:
            self.not_all_well(f"Nhật ký không toàn vẹn: {len(findings)} điểm. / The journal is not whole.")
        return {
            "events": events,
            "findings": [
                {"what": f.what, "subject": f.subject, "seq": f.seq, "vi": f.message_vi, "en": f.message_en}
                for f in findings
            ],
        }

    def show(self, answer: dict[str, Any]) -> None:
        """Print what was found."""
        for finding in answer["findings"][:MOST_SHOWN]:
            self.say(finding["vi"])
        if not answer["findings"]:
            self.say(f"Nhật ký toàn vẹn: {answer['events']} sự kiện. / The journal is whole.")
