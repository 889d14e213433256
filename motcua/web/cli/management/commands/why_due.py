"""`motcua why-due CODE`: why the result of a dossier is owed when it is, in words or as data."""

from argparse import ArgumentParser
from typing import Any

from motcua.base import clock, databases
from motcua.dossiers import queries
from motcua.web.cli.command import Operator


class Command(Operator):
    called = "why-due"
    help = "Giải thích ngày hẹn trả của một hồ sơ. / Explains the due date of a dossier."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("code", help="mã hồ sơ / dossier code")
        parser.add_argument("--language", choices=["vi", "en"], default="vi")
        parser.add_argument("--database", metavar="NAME", help="cơ sở dữ liệu khác cùng máy chủ / another database")

    def work(self, *, code: str, language: str, database: str | None, **_: Any) -> dict[str, Any]:
        """Recompute the date from the clock's ledger."""
        if database:
            databases.use(database)
        explained = queries.explanation(queries.by_code(code), now=clock.now())
        return {
            "code": code,
            "lines": explained.data() if explained else [],
            "words": list(explained.words("en" if language == "en" else "vi")) if explained else [],
        }

    def show(self, answer: dict[str, Any]) -> None:
        """Print the explanation, a sentence a line."""
        for sentence in answer["words"] or ["Hồ sơ chưa bắt đầu tính thời hạn. / No clock has started yet."]:
            self.say(sentence)
