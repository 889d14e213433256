"""The procedure page and the figures: everything in a fixed number of queries, on any day."""

from datetime import date

import pytest

from motcua.catalog import queries
from motcua.catalog.models import LegalBasis, ProcedureProcess, ResultTemplate
from motcua.catalog.refusals import NotFound, NotInForce

from . import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def full(rows: int):
    version = make.version()
    for place in range(1, rows + 1):
        case = make.case(version, position=place, name=f"Trường hợp {place}")
        make.fee(make.channel(version, position=place, case=case))
        make.paper(version, position=place, case=case)
        LegalBasis.objects.create(version=version, position=place, number="60/2014/QH13")
        ResultTemplate.objects.create(version=version, position=place, name="Giấy khai sinh")
    make.offering(make.agency(), version.procedure)
    return version


@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_costs_the_same_whatever_it_holds(rows, django_assert_num_queries):
    code = full(rows).procedure.national_code
    with django_assert_num_queries(9):
        page = queries.page(code, on=TODAY)
        texts = [channel.case.name for channel in page.channels] + [paper.case.name for paper in page.papers]
        fees = [fee.amount_vnd for channel in page.channels for fee in channel.fees.all()]
        assert [offering.agency.name for offering in page.offerings]
    assert (len(texts), len(fees), len(page.legal_bases), len(page.results)) == (2 * rows, rows, rows, rows)


def test_a_local_code_finds_the_page():
    code = full(1).procedure.national_code
    assert queries.page(f" {code}.000.00.00.H56 ", on=TODAY).procedure.national_code == code


def test_each_day_has_its_version():
    procedure = make.procedure()
    make.version(procedure, number=1, valid_from=date(2025, 1, 1), valid_to=date(2026, 6, 30), name="Cũ")
    make.version(procedure, number=2, valid_from=date(2026, 7, 1), name="Mới")
    shown = [
        queries.page(procedure.national_code, on=day).version.name for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert shown == ["Cũ", "Mới"]
    assert queries.version_in_force(procedure, date(2025, 1, 1)).name == "Cũ"


def test_before_its_first_day_a_procedure_is_not_in_force():
    version = make.version()
    for ask in (
        lambda: queries.page(version.procedure.national_code, on=date(2025, 12, 31)),
        lambda: queries.version_in_force(version.procedure, date(2025, 12, 31)),
    ):
        with pytest.raises(NotInForce, match="31/12/2025"):
            ask()


def test_an_abolished_procedure_is_no_longer_in_force():
    procedure = make.procedure(abolished_on=date(2026, 3, 1))
    make.version(procedure)
    assert queries.page(procedure.national_code, on=date(2026, 2, 28))
    with pytest.raises(NotInForce):
        queries.page(procedure.national_code, on=date(2026, 3, 1))


@pytest.mark.parametrize("code", ["9.999999", "", "không có", "1.0"])
def test_an_unknown_code_is_refused_by_name(code):
    with pytest.raises(NotFound, match="danh mục"):
        queries.page(code, on=TODAY)


def test_coverage_counts_procedures_once_and_says_what_is_missing():
    one, other, third = make.version(), make.version(), make.version()
    first, second = make.agency(), make.agency()
    for agency in (first, second):
        make.offering(agency, one.procedure)
    make.offering(first, other.procedure, online_level="none")
    make.offering(second, third.procedure, valid_to=date(2026, 5, 1))
    ProcedureProcess.objects.create(version=one, process_version=make.process_version(status="published"))
    all_of_them, of_second = queries.coverage(TODAY), queries.coverage(TODAY, [second.id])
    assert (all_of_them.in_force, all_of_them.offered, all_of_them.online) == (3, 2, 1)
    assert (all_of_them.without_process, all_of_them.offerings) == (1, 3)
    assert all_of_them.by_level == {"full": 2, "none": 1}
    assert (of_second.offered, of_second.without_process) == (1, 0)
    assert list(queries.without_process(TODAY)) == [other]
    assert set(queries.offered_by([first.id], TODAY)) == {one, other}
