"""Published fees: charged without asking only where the text names one amount for one thing."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.catalog.understand import Status
from motcua.catalog.understand.fees import FeeKind, read_fee

TODAY = date(2026, 11, 23)
FREE_SPRING = "(Miễn phí từ ngày 07/4/2026 đến 30/6/2026 theo quy định tại Thông tư 40/2026/TT-BTC)"
HALF = "áp dụng mức phí 250.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC"


@pytest.mark.parametrize(
    ("raw", "charged"),
    [
        ("0 VNĐ ()", 0),
        ("0 VNĐ (Miễn phí)", 0),
        ("Phí : 0 Đồng", 0),
        ("Phí : o Đồng", 0),
        ("Lệ phí : Không Đồng", 0),
        ("60000 VNĐ (/hồ sơ (Thông tư số 61/2023/TT-BTC))", 60000),
        ("8000 VNĐ ()", 8000),
        ("Lệ phí: 200000 ĐồngXem chi tiết", 200000),
        ("1800000 VNĐ (Phí thẩm định điều kiện: 1.800.000 đồng)", 1800000),
        (f"200000 VNĐ (đồng/lần/người {FREE_SPRING}", 200000),
    ],
)
def test_one_amount_for_one_thing_is_charged(raw, charged):
    assert read_fee(raw).charge_on(TODAY) == charged


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", Status.CLERK_MUST_CHOOSE),
        ("Không có thông tin", Status.CLERK_MUST_CHOOSE),
        (" |  | ", Status.CLERK_MUST_CHOOSE),
        ("0 VNĐ (Theo quy định của Hội đồng nhân dân cấp tỉnh)", Status.TEXT),
        ("Chi tiết tại biểu phí kèm theo", Status.TEXT),
        ("0 VNĐ (75% mức thu phí thẩm định lần đầu)", Status.TEXT),
        ("100 VNĐ (Phí công bố: 100.000 đồng/lần)", Status.CLERK_MUST_CHOOSE),
        ("5 VNĐ (Chuyển thị thực)", Status.CLERK_MUST_CHOOSE),
        ("830 VNĐ ((nộp một lần).)", Status.CLERK_MUST_CHOOSE),
        ("Lệ phí : 1.5 USD", Status.CLERK_MUST_CHOOSE),
        (f"500000 VNĐ ({HALF})", Status.CLERK_MUST_CHOOSE),
        ("50000 VNĐ (Cấp mới) | 30000 VNĐ (Cấp lại)", Status.CLERK_MUST_CHOOSE),
        ("500000 VNĐ () | 0 VNĐ ()", Status.CLERK_MUST_CHOOSE),
        (
            "1500000 VNĐ (1.500.000 đồng/lô + số mặt hàng x 100.000 đồng, tối đa 10.000.000 đồng)",
            Status.CLERK_MUST_CHOOSE,
        ),
        ("5000000 VNĐ (0,1% giá trị hợp đồng nhưng tối thiểu 05 triệu đồng)", Status.CLERK_MUST_CHOOSE),
        ("40000 VNĐ (đối với xe từ 10 chỗ)", Status.CLERK_MUST_CHOOSE),
        ("7500 VNĐ (đồng/trang)", Status.CLERK_MUST_CHOOSE),
    ],
)
def test_anything_else_is_left_to_a_clerk(raw, status):
    reading = read_fee(raw)
    assert (reading.status, reading.charge_on(TODAY)) == (status, None)


@pytest.mark.parametrize(
    ("day", "charged"),
    [(date(2026, 4, 6), 200000), (date(2026, 4, 7), 0), (date(2026, 6, 30), 0), (date(2026, 7, 1), 200000)],
)
def test_a_dated_exemption_holds_on_its_days_only(day, charged):
    assert read_fee(f"200000 VNĐ (đồng/lần/người {FREE_SPRING}").charge_on(day) == charged


def test_a_reduced_amount_keeps_its_days_and_its_circular():
    full, half = read_fee(f"500000 VNĐ ({HALF})").items
    assert (full.amount, full.valid_from) == (Decimal(500000), None)
    assert (half.amount, half.valid_from, half.valid_to) == (Decimal(250000), date(2025, 7, 1), date(2026, 12, 31))
    assert half.legal == "64/2025/TT-BTC"


@pytest.mark.parametrize(
    ("raw", "currencies", "amount", "currency", "defect"),
    [
        ("20 VNĐ (20.000 đ/tờ khai)", (), 20000, "VND", "thousands_lost"),
        ("5 VNĐ (Chuyển thị thực)", ("USD",), 5, "USD", "currency_lost"),
        ("0 VNĐ (Cấp lần đầu: 10.000.0000 đồng)", (), 10000000, "VND", "note_grouping"),
        ("0 VNĐ (Lệ phí: 40.000 đồng, riêng xe con 90.000 đồng)", (), 40000, "VND", "amount_in_the_note"),
    ],
)
def test_what_the_source_lost_is_repaired_and_told_but_not_charged(raw, currencies, amount, currency, defect):
    reading = read_fee(raw, currencies)
    assert (reading.items[0].amount, reading.items[0].currency) == (amount, currency)
    assert defect in reading.defects
    assert reading.charge_on(TODAY) is None


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("Phí : 8.000 Đồng", FeeKind.FEE), ("Lệ phí : 8.000 Đồng", FeeKind.LEVY), ("8000 VNĐ ()", FeeKind.UNKNOWN)],
)
def test_a_fee_and_a_levy_are_told_apart_where_the_text_does(raw, kind):
    assert [item.kind for item in read_fee(raw).items] == [kind]


def test_a_document_number_is_no_amount():
    assert read_fee("0 VNĐ (Theo Thông tư số 25/2021/TT-BTC ngày 07/4/2021)").items == ()
