"""What is demanded of a month, and the whole numbers that meet it exactly."""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from motcua.core.figures import RATES
from motcua.core.refusal import Refusal
from motcua.rehearsal.planning.lives import NEVER_ACCEPTED, PROCESSED, Fate


class Impossible(Refusal):
    """What is demanded contradicts itself, or cannot happen with these procedures."""

    code = "rehearsal-impossible"
    vi = "Không thể diễn tập như yêu cầu: {why}"
    en = "This cannot be rehearsed: {why_en}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something nobody gave, chosen and said aloud."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Demand:
    """The month to live through. None: not said, so chosen and reported."""

    month: date
    new: int
    carried_over: int | None = None
    processed: int | None = None
    withdrawn: int = 0
    stopped: int = 0
    awaiting: int | None = None
    awaiting_payment: int | None = None
    overdue: int | None = None
    never_accepted: int | None = None
    on_time: Fraction | None = None
    formula: str = "A"
    seed: int = 1
    scale: Fraction = Fraction(1)
    office: str = ""  # "centre": only what the provincial centre receives

    def scaled(self) -> "Demand":
        """The same month with fewer dossiers, each number rounded to the nearest whole."""
        if self.scale == 1:
            return self
        numbers = ("new", "carried_over", "processed", "withdrawn", "stopped", "awaiting", "awaiting_payment",
                   "overdue", "never_accepted")  # fmt: skip
        given = {name: getattr(self, name) for name in numbers}
        smaller: dict[str, Any] = {
            name: None if number is None else round(number * self.scale) for name, number in given.items()
        }
        return replace(self, scale=Fraction(1), **smaller)


# Where nothing is said. Carried over: of the 91,836 of September 2021 the province left 19,824 for October, a quarter
# of what October then brought. The rest are guesses, and shown as such.
CARRIED_SHARE = Fraction(19_824, 78_687)  # of the new ones
PROCESSED_SHARE = Fraction(77, 100)  # of all
EARLY_SHARE = Fraction(62, 100)  # of those processed in time
AWAITING_SHARE = Fraction(12, 100)  # of those not resolved
PAYMENT_SHARE = Fraction(2, 100)
OVERDUE_SHARE = Fraction(1, 100)
NEVER_SHARE = Fraction(1, 100)  # of the new ones, besides them
RATE = Fraction(97, 100)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many dossiers have which fate; the whole numbers the plan meets."""

    new: int
    carried_over: int
    fates: dict[Fate, int]
    rate: Fraction | None  # by the demanded formula, exactly
    assumptions: tuple[Assumption, ...] = field(default=())

    @property
    def total(self) -> int:
        """Everything in the month: column 3."""
        return self.new + self.carried_over

    @property
    def resolved(self) -> int:
        """Column 7 by the official formula."""
        return sum(self.fates[fate] for fate in (*PROCESSED, Fate.WITHDRAWN, Fate.STOPPED))


def settle(asked: Demand) -> Quota:
    """Turn a demand into whole numbers; what is not given is chosen and said.

    :raises Impossible: the numbers contradict one another.
    """
    demand = asked.scaled()
    said: list[Assumption] = []
    _never_negative(demand)
    carried = _or_chosen(
        demand.carried_over, demand.new * CARRIED_SHARE, said,
        "kỳ trước chuyển sang {n} hồ sơ, theo tỷ lệ tháng 9/2021 để lại cho tháng 10 (19.824 trên 78.687)",
        "{n} carried over, by what September 2021 left for October (19,824 to 78,687)",
    )  # fmt: skip
    total = demand.new + carried
    if total == 0:
        raise Impossible(why="không có hồ sơ nào.", why_en="there is no dossier at all.")
    processed = _or_chosen(
        demand.processed, (total - demand.withdrawn - demand.stopped) * PROCESSED_SHARE, said,
        "đã xử lý {n} hồ sơ (77 %)", "{n} processed (77 %)",
    )  # fmt: skip
    resolved = processed + demand.withdrawn + demand.stopped
    if resolved > total:
        raise Impossible(
            why=f"giải quyết {resolved} hồ sơ (gồm rút, dừng) nhiều hơn {total} hồ sơ tiếp nhận và chuyển sang.",
            why_en=f"{resolved} resolved (withdrawn and stopped included) are more than the {total} received"
            " and carried over.",
        )
    left = total - resolved
    awaiting = _or_chosen(
        demand.awaiting, left * AWAITING_SHARE, said, "chờ bổ sung {n} (12 % số còn lại)", "{n} awaiting papers (12 %)"
    )
    payment = _or_chosen(
        demand.awaiting_payment, left * PAYMENT_SHARE if demand.awaiting is None else Fraction(0), said,
        "chờ nộp tiền {n}", "{n} awaiting payment",
    )  # fmt: skip
    if awaiting + payment > left:
        raise Impossible(
            why=f"chờ bổ sung, chờ nộp tiền {awaiting + payment} nhiều hơn {left} hồ sơ chưa giải quyết.",
            why_en=f"{awaiting + payment} awaiting papers or payment are more than the {left} not resolved.",
        )
    late, overdue = _lateness(demand, total, processed, resolved, left - awaiting - payment, said)
    timely = processed - late
    early = round(timely * EARLY_SHARE)
    fates = {
        Fate.EARLY: early,
        Fate.ON_TIME: timely - early,
        Fate.LATE: late,
        Fate.WITHDRAWN: demand.withdrawn,
        Fate.STOPPED: demand.stopped,
        Fate.WITHIN: left - awaiting - payment - overdue,
        Fate.OVERDUE: overdue,
        Fate.AWAITING: awaiting,
        Fate.AWAITING_PAYMENT: payment,
        **_never(demand, said),
    }
    said.append(
        Assumption(
            f"trong số giải quyết kịp hạn, {early} hồ sơ trước hạn (62 %)", f"of those in time {early} early (62 %)"
        )
    )
    quota = Quota(demand.new, carried, fates, None, tuple(said))
    return replace(quota, rate=_rate(demand.formula, quota))


def _never_negative(demand: Demand) -> None:
    names = ("new", "carried_over", "processed", "withdrawn", "stopped", "awaiting", "awaiting_payment", "overdue",
             "never_accepted")  # fmt: skip
    for name in names:
        if (getattr(demand, name) or 0) < 0:
            raise Impossible(why=f"{name} là số âm.", why_en=f"{name} is negative.")
    if demand.on_time is not None and not 0 <= demand.on_time <= 1 and demand.formula != "B":
        raise Impossible(
            why="tỷ lệ đúng hạn phải từ 0 đến 100 %.", why_en="the on-time rate must be between 0 and 100 %."
        )
    if demand.formula not in RATES:
        raise Impossible(why=f"không có công thức {demand.formula}.", why_en=f"there is no formula {demand.formula}.")


def _or_chosen(given: int | None, chosen: Fraction, said: list[Assumption], vi: str, en: str) -> int:
    if given is not None:
        return given
    number = round(chosen)
    said.append(Assumption(vi.format(n=number), en.format(n=number)))
    return number


def _lateness(
    demand: Demand, total: int, processed: int, resolved: int, running: int, said: list[Assumption]
) -> tuple[int, int]:
    """How many are processed late and how many overdue, so that the rate is as near as whole numbers allow."""
    rate = demand.on_time
    if rate is None:
        rate = RATE
        said.append(Assumption("tỷ lệ đúng hạn 97 % (A)", "97 % on time (A)"))
        demand = replace(demand, formula="A")
    if demand.formula == "A":
        late = resolved - _nearest(rate * resolved)
        overdue = _or_chosen(
            demand.overdue,
            running * OVERDUE_SHARE,
            said,
            "đang xử lý quá hạn {n} (1 %)",
            "{n} in progress overdue (1 %)",
        )
    else:
        below = demand.new if demand.formula == "B" else total
        not_timely = total - _nearest(rate * below)
        if not_timely < 0:
            raise Impossible(
                why=f"tỷ lệ {float(rate):.2%} theo công thức {demand.formula} đòi nhiều hồ sơ kịp hạn hơn số đang có.",
                why_en=f"a rate of {float(rate):.2%} by formula {demand.formula} asks for more dossiers in time"
                " than there are.",
            )
        overdue = _or_chosen(
            demand.overdue, Fraction(not_timely * running, max(1, running + processed)), said,
            "đang xử lý quá hạn {n}", "{n} in progress overdue",
        )  # fmt: skip
        late = not_timely - overdue
    if not 0 <= late <= processed:
        raise Impossible(
            why=f"tỷ lệ đúng hạn đòi {late} hồ sơ trễ trong {processed} hồ sơ đã xử lý.",
            why_en=f"the on-time rate asks for {late} late dossiers among {processed} processed.",
        )
    if overdue > running:
        raise Impossible(
            why=f"quá hạn {overdue} nhiều hơn {running} hồ sơ đang xử lý.",
            why_en=f"{overdue} overdue are more than the {running} in progress.",
        )
    return late, overdue


def _nearest(number: Fraction) -> int:
    """The nearest whole number; a half goes up, so that the rate is never below the one demanded."""
    return int(number + Fraction(1, 2))


def _never(demand: Demand, said: list[Assumption]) -> dict[Fate, int]:
    count = _or_chosen(
        demand.never_accepted, demand.new * NEVER_SHARE, said,
        "thêm {n} hồ sơ không được tiếp nhận hoặc chưa kiểm tra, không tính vào biểu",
        "{n} more never accepted or not yet checked, counted in no column",
    )  # fmt: skip
    fates = sorted(NEVER_ACCEPTED)
    return {fate: count // len(fates) + (place < count % len(fates)) for place, fate in enumerate(fates)}


def _rate(formula: str, quota: Quota) -> Fraction | None:
    late, overdue = quota.fates[Fate.LATE], quota.fates[Fate.OVERDUE]
    above = quota.resolved - late if formula == "A" else quota.total - late - overdue
    below = {"A": quota.resolved, "B": quota.new, "C": quota.total}[formula]
    return Fraction(above, below) if below else None
