"""What stands against a reorganisation: a table of plans."""

from datetime import date

import pytest

from motcua.core.reorganisation import Body, Plan, Work, objections

JULY = date(2025, 7, 1)
OLD = Body(1, "Xã Cũ", date(2019, 12, 1))
NEW = Body(2, "Phường Mới", JULY)
OTHER = Body(3, "Phường Khác", JULY)
BUSY = Body(4, "Xã Bận", date(2019, 12, 1), work=Work(dossiers=3, offerings=2, posts=1))
ABOVE = Body(5, "Huyện", date(2019, 12, 1), work=Work(below=4))
LATE = Body(6, "Phường Muộn", date(2025, 8, 1))
GONE = Body(7, "Xã Đã Hết", date(2019, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (Plan(JULY, (OLD,), (NEW,)), []),
        (Plan(JULY, (OLD, BUSY), (NEW,)), []),  # many into one
        (Plan(JULY, (OLD,), (NEW, OTHER), main=3), []),  # one into many
        (Plan(JULY, (OLD,)), []),  # nothing in hand: it may just end
        (Plan(JULY, ()), ["nobody-leaves"]),
        (Plan(JULY, (BUSY,)), ["work-without-heir"]),
        (Plan(JULY, (ABOVE,), (NEW,)), ["below-without-parent"]),
        (Plan(JULY, (OLD,), (NEW, OTHER)), ["main-heir-missing"]),
        (Plan(JULY, (OLD,), (NEW, OTHER), main=1), ["main-heir-missing"]),
        (Plan(JULY, (OLD,), (OLD,)), ["heir-to-itself"]),
        (Plan(JULY, (OLD,), (LATE,)), ["agency-not-standing"]),
        (Plan(JULY, (GONE,), (NEW,)), ["agency-not-standing"]),
        (Plan(JULY, (NEW,), (OTHER,)), ["agency-not-standing"]),  # begins that very day
        (Plan(JULY, (BUSY,), (NEW,), ends=False), []),  # a part; the rest stays where it is
        (Plan(JULY, (BUSY,), (), ends=False), ["part-needs-heir"]),
        (Plan(JULY, (ABOVE, BUSY)), ["below-without-parent", "work-without-heir"]),
    ],
)
def test_a_plan_is_refused_for_what_it_would_leave_behind(plan, codes):
    assert [each.code for each in objections(plan)] == codes


def test_each_heir_of_several_takes_a_part_and_one_takes_the_rest():
    plan = Plan(JULY, (OLD,), (NEW, OTHER), main=3)
    assert plan.is_in_parts
    assert plan.main_heir is OTHER
    assert plan.last_day == date(2025, 6, 30)
    assert not Plan(JULY, (OLD,), (NEW,)).is_in_parts
    assert Plan(JULY, (OLD,), (NEW,), ends=False).is_in_parts


def test_the_refusal_says_the_numbers():
    (refused,) = objections(Plan(JULY, (BUSY,)))
    assert "3 hồ sơ" in refused.message_vi
    assert "2 procedures" in refused.message_en
