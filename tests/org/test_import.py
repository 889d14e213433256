"""The real organisation of Thanh Hóa, 2021 to now."""

import json
import shutil
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from motcua.org import actions, queries
from motcua.org.models import Agency, AgencyCode, Succession
from motcua.org.refusals import AnotherCode, UnreadableData

pytestmark = pytest.mark.django_db
Y2021, H1_2025, NOW = date(2021, 10, 1), date(2025, 3, 1), date(2026, 11, 23)
LAST_DISTRICT_DAY, TWO_LEVELS = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def folder(shared_data):
    return shared_data / "organisation"


@pytest.fixture
def imported(folder):
    return actions.import_units(folder=folder)


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [
        (Y2021, 27, 559),
        (date(2024, 12, 31), 27, 559),
        (date(2025, 1, 1), 26, 547),
        (LAST_DISTRICT_DAY, 26, 547),
        (TWO_LEVELS, 0, 166),
        (NOW, 0, 166),
    ],
)
def test_each_day_has_its_districts_and_communes(imported, day, districts, communes):
    tree = queries.tree(on=day)
    levels = Counter(node.level for node in tree.walk())
    assert (levels["district"], levels["commune"]) == (districts, communes)
    assert (levels["province"], levels["centre"], len(tree.roots)) == (1, 1, 1)


def test_the_166_are_147_communes_and_19_wards(imported):
    kinds = Counter(node.kind for node in queries.tree(on=NOW).at_level("commune"))
    assert kinds == {"xa": 147, "phuong": 19}


def test_departments_merged_in_2025(imported):
    before, after = queries.tree(on=Y2021), queries.tree(on=NOW)
    assert (len(before.at_level("department")), len(after.at_level("department"))) == (20, 15)
    old = Agency.objects.get(name="Sở Nông nghiệp và Phát triển nông thôn")
    heir = queries.successors(old.pk, NOW)[0]
    assert after.by_id[heir.agency_id].name == "Sở Nông nghiệp và Môi trường"
    home = Agency.objects.get(name="Sở Nội vụ")  # one agency through the merger, which took another in
    former = {Agency.objects.get(pk=p.agency_id).name for p in queries.predecessors(home.pk, Y2021)}
    assert former == {"Sở Nội vụ", "Sở Lao động - Thương binh và Xã hội"}


def test_the_report_says_what_the_files_leave_open(imported):
    assert {kind: len(sentences) for kind, sentences in imported.findings.items()} == {
        "splits": 10,
        "unverified_successors": 4,
        "competing_codes": 6,
        "names_taken_over": 5,
        "spelling": 3,
    }
    assert imported.agencies.created == Agency.objects.count()
    assert imported.without_code == Agency.objects.count() - 3  # the province and two departments are known
    assert Succession.objects.filter(is_verified=False, on=date(2025, 1, 1)).count() == 4


def test_every_agency_of_2021_has_heirs_today(imported):
    lost = [
        agency.name
        for agency in queries.agencies(on=Y2021).exclude(level="central")
        if not queries.successors(agency.pk, NOW)
    ]
    assert lost == []


def test_a_split_commune_has_all_its_heirs_and_one_default(imported):
    township = queries.agency_by_code("15772", on=Y2021)
    heirs = {Agency.objects.get(pk=heir.agency_id).short_name: heir for heir in queries.successors(township.pk, NOW)}
    assert set(heirs) == {"Xã Thiệu Hóa", "Xã Thiệu Quang", "Xã Thiệu Trung"}
    assert [name for name, heir in heirs.items() if heir.is_default] == ["Xã Thiệu Hóa"]
    assert all(heir.part for heir in heirs.values())


def test_a_merged_commune_goes_the_way_of_the_one_that_took_it_in(imported):
    phu = queries.agency_by_code("15790", on=Y2021)
    assert not any(heir.is_verified for heir in queries.successors(phu.pk, NOW))
    assert len(queries.successors(phu.pk, NOW)) == 3


@pytest.mark.parametrize(
    ("name", "code_2021", "code_2025"),
    [
        ("Xã Yên Ninh", "15439", "15442"),
        ("Xã Xuân Lộc", "15739", "15736"),
        ("Xã Thọ Phú", "15757", "15760"),
        ("Xã Hoằng Giang", "15871", "15880"),
        ("Xã Tuy Lộc", "16039", "16042"),
    ],
)
def test_a_name_is_not_a_key(imported, name, code_2021, code_2025):
    before, after = queries.agency_by_code(code_2021, on=Y2021), queries.agency_by_code(code_2025, on=H1_2025)
    assert before.short_name == after.short_name == name
    assert before.pk != after.pk


def test_one_code_was_given_to_two_places_in_turn(imported):
    assert queries.agency_by_code("14758", on=LAST_DISTRICT_DAY).short_name == "Phường Đông Thọ"
    assert queries.agency_by_code("14758", on=TWO_LEVELS).short_name == "Phường Hàm Rồng"


def test_a_district_ends_with_june_and_its_communes_answer_for_it(imported):
    district = Agency.objects.get(key="district:380")
    assert district.valid_to == LAST_DISTRICT_DAY
    assert len(queries.subtree_ids(district.pk, LAST_DISTRICT_DAY)) > 40
    heirs = queries.successors(district.pk, NOW)
    assert len(heirs) > 3
    assert all(heir.part and not heir.is_verified for heir in heirs)
    dong_son = Agency.objects.get(key="district:405")
    assert [heir.agency_id for heir in queries.successors(dong_son.pk, H1_2025)] == [district.pk]


def test_agencies_are_named_as_bodies_and_as_places(imported):
    commune = Agency.objects.get(key="commune:2025-07:14758")
    assert (commune.name, commune.short_name) == ("UBND phường Hàm Rồng", "Phường Hàm Rồng")
    assert queries.find("ham rong", on=NOW).get() == commune


def test_what_is_not_verified_is_marked(imported):
    assert not Agency.objects.get(name="Sở Ngoại vụ").is_verified
    assert Agency.objects.get(name="Sở Tư pháp").is_verified
    assert not Agency.objects.get(short_name="Xã Nguyệt Ấn", valid_from=TWO_LEVELS).is_verified


def test_importing_again_changes_nothing(imported, folder):
    again = actions.import_units(folder=folder)
    for count in (again.agencies, again.codes, again.successions):
        assert (count.created, count.updated) == (0, 0)
        assert count.unchanged > 0


def test_a_change_in_the_files_is_an_update_not_a_second_agency(imported, folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "organisation", copy_function=shutil.copyfile)
    copy.chmod(0o755)
    path = copy / "units_2025-07.json"
    path.write_text(path.read_text("utf-8").replace("Phường Hàm Rồng", "Phường Hàm Rồng Mới"), "utf-8")
    again = actions.import_units(folder=copy)
    assert (again.agencies.created, again.agencies.updated) == (0, 1)
    assert queries.find("ham rong moi", on=NOW).get().key == "commune:2025-07:14758"


def test_placeholders_number_every_agency_and_are_marked(folder):
    report = actions.import_units(folder=folder, placeholder_codes=True)
    assert report.without_code == 0
    for day in (Y2021, H1_2025, NOW):
        codes = [str(queries.numbering.id_on(agency.codes.all(), day)) for agency in queries.agencies(on=day)]
        assert "None" not in codes
        assert len(set(codes)) == len(codes)
    assert AgencyCode.objects.filter(is_placeholder=True).count() == report.placeholder_codes
    true_codes = AgencyCode.objects.exclude(scheme="gso").filter(is_placeholder=False)
    assert set(true_codes.values_list("code", flat=True)) == {
        "000.00.00.H56", "H56", "000.00.14.H56", "H56.14", "000.00.06.H56",
    }  # fmt: skip


def test_a_true_code_is_not_replaced_by_a_placeholder(folder):
    actions.import_units(folder=folder)
    commune = Agency.objects.get(key="commune:2025-07:14758")
    actions.give_code(agency_id=commune.pk, scheme="new", code="H56.101", since=TWO_LEVELS)
    actions.import_units(folder=folder, placeholder_codes=True)
    assert str(queries.id_of(commune.pk, on=NOW)) == "H56.101"


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "units_2025h1.json").unlink(),
        lambda folder: (folder / "departments.json").write_text("{", "utf-8"),
        lambda folder: (folder / "departments.json").write_text("[]", "utf-8"),
        lambda folder: (folder / "units_2021.json").write_bytes(b"\xff\xfe\x00"),
        lambda folder: (folder / "units_2025-07.json").write_text('{"communes": []}', "utf-8"),
        lambda folder: (folder / "units_2021.json").write_text(
            (folder / "units_2021.json").read_text()[:9000], "utf-8"
        ),
    ],
)
def test_damaged_files_change_nothing(folder, tmp_path, damage):
    copy = shutil.copytree(folder, tmp_path / "organisation", copy_function=shutil.copyfile)
    copy.chmod(0o755)
    damage(copy)
    with pytest.raises(UnreadableData) as refused:
        actions.import_units(folder=copy)
    assert refused.value.message_vi != refused.value.message_en
    assert not Agency.objects.exists()


def test_the_command_prints_its_report_as_json(folder):
    out = StringIO()
    call_command("org_import", folder, "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["agencies"]["created"] == Agency.objects.count()
    assert len(answer["findings"]["splits"]) == 10
    assert answer["calendars"]


def test_the_command_tells_a_clerk_what_to_check(folder, capsys):
    call_command("org_import", folder)
    said = capsys.readouterr().out
    assert "Xã bị chia cho nhiều xã mới: 10" in said
    assert "Kế tiếp chưa đối chiếu: 4" in said


def test_a_province_that_gave_other_codes_is_left_as_it_is(folder):
    """The demonstration's, for one: its wards have codes of their own."""
    ward = actions.establish(key="commune:2025-07:14797", name="Phường Hạc Thành", level="commune", since=TWO_LEVELS)
    actions.give_code(agency_id=ward.pk, scheme="gso", code="99999", since=date(2025, 8, 1))
    with pytest.raises(AnotherCode, match="99999"):
        actions.import_units(folder=folder)
    assert Agency.objects.get().name == "Phường Hạc Thành"


def test_the_province_that_was_begun_by_hand_takes_the_data_in(folder):
    by_hand = actions.establish(key="province-h56", name="UBND tỉnh Thanh Hóa", level="province", since=NOW)
    actions.give_code(agency_id=by_hand.pk, scheme="new", code="H56", since=NOW)

    report = actions.import_units(folder=folder)

    tree = queries.tree(on=NOW)
    assert [(root.id, len(root.children) > 150) for root in tree.roots] == [(by_hand.pk, True)]
    assert queries.agency_by_code("H56", on=TWO_LEVELS) == by_hand
    assert report.agencies.updated == 1
    again = actions.import_units(folder=folder)
    assert (again.agencies.created, again.agencies.updated, again.codes.created) == (0, 0, 0)
