"""Personal data at rest: unreadable without the key, noticed when altered, found by a keyed hash."""

import pytest

from motcua.base import sealing

SECRET = "Nguyễn Văn An, 038085001234"
OLD, NEW = "old-" + "x" * 40, "new-" + "y" * 40


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.DATA_KEYS = [OLD]
    settings.LOOKUP_KEY = "lookup-" + "z" * 40


@pytest.mark.parametrize("text", ["", "038085001234", SECRET, "x" * 100_000, "\x00"])
def test_what_is_sealed_opens_again(text):
    assert sealing.unseal(sealing.seal(text)) == text


def test_the_same_text_looks_different_each_time_and_shows_nothing_of_itself():
    one, other = sealing.seal(SECRET), sealing.seal(SECRET)
    assert one != other
    assert b"038085001234" not in one


@pytest.mark.parametrize("position", [0, 1, 4, 5, 16, 17, -1])
def test_an_altered_value_is_noticed_wherever_it_was_altered(position):
    sealed = bytearray(sealing.seal(SECRET))
    sealed[position] ^= 1
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(bytes(sealed))


@pytest.mark.parametrize("cut", [0, 1, 5, 16, 20])
def test_a_cut_value_is_noticed(cut):
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealing.seal(SECRET)[:cut])


def test_a_new_key_seals_while_the_old_one_still_opens(settings):
    before = sealing.seal(SECRET)
    settings.DATA_KEYS = [NEW, OLD]
    after = sealing.seal(SECRET)
    assert sealing.unseal(before) == SECRET
    settings.DATA_KEYS = [NEW]
    assert sealing.unseal(after) == SECRET
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(before)


def test_a_hash_depends_on_the_value_on_what_it_is_of_and_on_the_key(settings):
    of_id = sealing.lookup_hash("038085001234", of="personal_id")
    assert of_id == sealing.lookup_hash("038085001234", of="personal_id")
    assert of_id != sealing.lookup_hash("038085001235", of="personal_id")
    assert of_id != sealing.lookup_hash("038085001234", of="phone")
    settings.LOOKUP_KEY = "another-" + "z" * 40
    assert of_id != sealing.lookup_hash("038085001234", of="personal_id")
