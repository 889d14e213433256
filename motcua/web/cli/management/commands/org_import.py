"""`motcua org import DIR`: the province's agencies by period, with what became of whom."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from motcua.org import actions
from motcua.web.cli.command import Operator

_TITLES = {
    "splits": "Xã bị chia cho nhiều xã mới",
    "unverified_successors": "Kế tiếp chưa đối chiếu",
    "competing_codes": "Hai nguồn ghi hai mã",
    "names_taken_over": "Tên chuyển sang xã khác (tên không phải khóa)",
    "spelling": "Khác cách viết",
}


class Command(Operator):
    help = "Nhập cơ quan, địa bàn và kế tiếp của tỉnh. / Imports the province's agencies and their successors."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục dữ liệu / folder of the data")
        parser.add_argument(
            "--placeholder-codes",
            action="store_true",
            help="cấp mã tạm cho cơ quan chưa rõ mã / number agencies whose code is not known with marked placeholders",
        )

    def work(self, *, folder: Path, placeholder_codes: bool, **_: Any) -> dict[str, Any]:
        with self.progress("Cơ quan") as bar:
            report = actions.import_units(folder=folder, placeholder_codes=placeholder_codes, progress=bar.advance)
        return report.as_data() | {"calendars": actions.load_calendars()}

    def show(self, answer: dict[str, Any]) -> None:
        for name, title in (("agencies", "Cơ quan"), ("codes", "Mã"), ("successions", "Kế tiếp")):
            count = answer[name]
            self.say(f"{title}: thêm {count['created']}, sửa {count['updated']}, giữ nguyên {count['unchanged']}")
        self.say(f"Mã tạm: {answer['placeholder_codes']}; chưa có mã: {answer['without_code']}")
        self.say(f"Lịch làm việc mới: {', '.join(answer['calendars']) or 'không'}")
        for kind, sentences in answer["findings"].items():
            self.say(f"\n{_TITLES.get(kind, kind)}: {len(sentences)}")
            for sentence in sentences:
                self.say(f"  {sentence}")
