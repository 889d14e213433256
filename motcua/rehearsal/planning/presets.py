"""Months whose figures were published, ready to be rehearsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from motcua.rehearsal.planning.demand import Assumption, Demand


@dataclass(frozen=True, slots=True)
class Preset:
    """A demand with what was published, and what had to be assumed to complete it."""

    demand: Demand
    said: tuple[Assumption, ...]


PRESETS: Mapping[str, Preset] = {
    "centre-2021-09": Preset(
        Demand(
            month=date(2021, 9, 1),
            new=6_189,
            carried_over=4_446,
            processed=6_540,
            withdrawn=213,
            awaiting=783,
            awaiting_payment=0,
            overdue=1,
            on_time=Fraction(1),
            office="centre",
        ),
        (
            Assumption(
                "Trung tâm tháng 9/2021 (đã công bố): 6.189 mới + 4.446 chuyển sang = 6.540 đã giải quyết (100 % trước"
                " và đúng hạn) + 783 chờ bổ sung + 213 trả lại, rút + 3.098 trong hạn + 1 quá hạn",
                "the centre in September 2021 (published): 6,189 new + 4,446 carried over = 6,540 done (100 % early or"
                " on time) + 783 awaiting papers + 213 returned or withdrawn + 3,098 within time + 1 overdue",
            ),
        ),
    ),
    "province-2021-10": Preset(
        Demand(
            month=date(2021, 10, 1),
            new=78_687,
            carried_over=19_824,
            processed=74_700,
            withdrawn=1_526,
            stopped=74,
            awaiting=1_635,
            awaiting_payment=400,
            overdue=300,
            on_time=Fraction(9716, 10_000),
        ),
        (
            Assumption(
                "toàn tỉnh tháng 10/2021 (đã công bố): 98.511 hồ sơ, đã xử lý 76.300, 97,16 % đúng hạn (công thức A)",
                "the province in October 2021 (published): 98,511 dossiers, 76,300 processed, 97.16 % on time (A)",
            ),
            Assumption(
                "giả định: kỳ trước chuyển sang 19.824 = 91.836 − 72.012 còn lại của tháng 9/2021; mới 78.687",
                "assumed: 19,824 carried over = 91,836 − 72,012, what September 2021 left; so 78,687 new",
            ),
            Assumption(
                "giả định: 76.300 “đã xử lý” là cột 7, gồm 1.526 rút (2 %, như Trung tâm tháng 9) và 74 dừng",
                "assumed: the 76,300 “processed” are column 7, with 1,526 withdrawn (as at the centre), 74 stopped",
            ),
            Assumption(
                "giả định: 1.635 chờ bổ sung (783 trên 10.635 hồ sơ của Trung tâm, áp cho 22.211 còn lại), 400 chờ nộp"
                " tiền, 300 quá hạn",
                "assumed: 1,635 awaiting papers (783 in 10,635 at the centre, applied to the 22,211 left), 400 awaiting"
                " payment, 300 overdue",
            ),
        ),
    ),
}
