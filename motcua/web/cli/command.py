"""What every operator's command shares: --json, progress with an estimate, exit status."""

from __future__ import annotations

import contextlib
import json
import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


def day(text: str) -> date:
    """Read a day of an option.  :raises ArgumentTypeError:"""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            f"“{text}” không phải một ngày dạng NĂM-THÁNG-NGÀY (ví dụ 2026-11-23). "
            f"/ “{text}” is no day written YEAR-MONTH-DAY (for example 2026-11-23)."
        ) from error


_WRONG_WORDS = (  # argparse's own sentences
    (r"the following arguments are required: (.+)", "Còn thiếu: {0}. / Missing: {0}."),
    (r"unrecognized arguments: (.+)", "Không có tùy chọn: {0}. / There is no option: {0}."),
    (r"argument (.+): expected .*argument.*", "{0} cần một giá trị. / {0} needs a value."),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", "{0}: không có {1}, hãy chọn một trong: {2}. "
     "/ {0}: {1} is not among: {2}."),
    (r"argument (.+): invalid \w+ value: (.+)", "{0}: giá trị {1} không hợp lệ. / {0}: the value {1} is not valid."),
    (r"argument (.+?): (“.+ / .+)", "{0}: {1}"),
)  # fmt: skip


def _in_both_languages(message: str) -> str:
    for pattern, sentence in _WRONG_WORDS:
        if found := re.fullmatch(pattern, message, re.S):
            return sentence.format(*found.groups())
    return f"Lệnh viết chưa đúng: {message}. / The command is not written rightly: {message}."


class Operator(BaseCommand):
    """A command of `motcua`; see the package's docstring for how to write one."""

    needs_database: ClassVar[bool] = True
    offers_json: ClassVar[bool] = False
    called: ClassVar[str] = ""
    """How it is shown in the list when its words are not to be parted: `why-due`."""
    requires_system_checks = ()
    suppressed_base_arguments = {
        "--version", "--verbosity", "--settings", "--pythonpath", "--no-color", "--force-color", "--skip-checks",
        "--traceback",
    }  # fmt: skip

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""

    def work(self, *args: Any, **options: Any) -> Any:
        """Do it, and return plain data for `show` and --json."""
        raise NotImplementedError

    def show(self, answer: Any) -> None:
        """Print the answer for people."""

    def say(self, text: str) -> None:
        """Print a line for people; with --json it goes to stderr, so that stdout holds the answer alone."""
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)

    @contextlib.contextmanager
    def progress(self, title: str, total: float | None = None) -> Iterator[Bar]:
        """Show a bar with what is done and an estimate of what remains; in a log, a line every half minute."""
        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("còn"), TimeRemainingColumn(),
        )  # fmt: skip
        with Progress(*columns, console=Console(stderr=True), transient=False) as bars:
            yield Bar(bars, bars.add_task(title, total=total))

    def not_all_well(self, sentence: str) -> None:
        """Make the command end with status 1 after its answer was shown."""
        self._sentence = sentence

    # --- how Django calls it ------------------------------------------------------------------------------------------
    _sentence = ""
    console: Console

    def add_arguments(self, parser: ArgumentParser) -> None:
        if self.offers_json:
            parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print the answer as JSON")
        self.arguments(parser)

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        """The same as Django's, but what is wrong with the words is said in both languages, in one sentence."""
        parser = super().create_parser(prog_name, self.called or subcommand, allow_abbrev=False, **options)

        def error(message: str) -> NoReturn:
            parser.exit(2, f"✗ {_in_both_languages(message)} ({parser.prog} --help)\n")

        if self._called_from_command_line:
            parser.error = error  # type: ignore[method-assign]
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Parse and run; errors rise to `entry`, which says them in one sentence."""
        self._called_from_command_line = True
        options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        options.pop("args", None)
        self.execute(**options)

    def handle(self, **options: Any) -> None:
        as_json = options.pop("json", False)
        self.console = Console(stderr=as_json)
        for name in (
            "settings",
            "pythonpath",
            "traceback",
            "no_color",
            "force_color",
            "skip_checks",
            "verbosity",
            "stdout",
            "stderr",
        ):
            options.pop(name, None)
        answer = self.work(**options)
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
        elif answer is not None:
            self.show(answer)
        if self._sentence:
            raise CommandError(self._sentence)


class Bar:
    """One progress bar. Where nobody watches a terminal it is a line now and then."""

    BETWEEN_LINES = 30.0  # seconds

    def __init__(self, bars: Progress, task: TaskID) -> None:
        self._bars, self._task = bars, task
        self._told_at = bars.get_time()

    def advance(self, by: float = 1) -> None:
        self._bars.advance(self._task, by)
        self._tell()

    def update(self, *, done: float | None = None, total: float | None = None, title: str | None = None) -> None:
        self._bars.update(self._task, completed=done, total=total, description=title)
        self._tell()

    def _tell(self) -> None:
        now = self._bars.get_time()
        if self._bars.console.is_terminal or now - self._told_at < self.BETWEEN_LINES:
            return
        self._told_at = now
        task = next(task for task in self._bars.tasks if task.id == self._task)
        of_all = f"/{task.total:.0f}" if task.total else ""
        self._bars.console.print(f"{task.description} {task.completed:.0f}{of_all}", markup=False, highlight=False)
