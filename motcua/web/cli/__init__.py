"""The operator's command, `motcua`.

To add a command, put one file into `motcua/web/cli/management/commands/`. Its name is the words of the command, joined
by underscores: `catalog_import.py` is `motcua catalog import`. The class in it derives from `command.Operator`:

    class Command(Operator):
        help = "Nhập danh mục thủ tục. / Imports the catalogue of procedures."  # one line, both languages
        offers_json = True  # adds --json

        def arguments(self, parser): parser.add_argument("path", type=Path)
        def work(self, *, path, **_):                                            # calls the domain, returns plain data
            with self.progress("Thủ tục", total=4525) as bar:   # a bar with an estimate
                for row in rows: ...; bar.advance()
            return {"imported": 4525}
        def show(self, answer): self.say(f"Đã nhập {answer['imported']} thủ tục.")

Exit status: 0 only when all went well. A `Refusal` or `CommandError` ends with its sentence and status 1; after an
answer that is not all well call `self.not_all_well("…")`. The embedded PostgreSQL is up while a command runs (unless it
says `needs_database = False`). Commands are a door: they read the clock, call actions and queries, and hold no rule.
"""

from motcua.web.cli.entry import main

__all__ = ["main"]
