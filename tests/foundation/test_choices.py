"""Settings: declared once, chosen by tenants, refused where they can't be."""

import msgspec
import pytest

from desk.foundation import choices
from desk.foundation.choices import Setting, chosen
from desk.foundation.database import rows
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.tenants import WrongFile
from desk.foundation.translation import language
from desk.people.actions import change_settings

SEATS = Setting("trial.seats", "count", 12, "Seats", least=1, most=60)
PRICE = Setting("trial.price", "money", 1000, "Price", least=0)
WAY = Setting("trial.way", "choice", "post", "Way", options={"post": "By post", "mail": "By mail"})
LOUD = Setting("trial.loud", "yes", False, "Loud")
WORD = Setting("trial.word", "text", "", "Word", most=3)


@pytest.mark.parametrize(
    ("setting", "typed", "read"),
    [(SEATS, " 20 ", 20), (PRICE, "12.50", 1250), (WAY, "mail", "mail"), (LOUD, "1", True), (LOUD, "", False)],
)
def test_what_people_type_is_read(setting, typed, read):
    assert setting.typed(typed) == read
    assert setting.typed(setting.shown(read)) == read


@pytest.mark.parametrize(
    ("setting", "typed", "sentence"),
    [
        (SEATS, "61", "At most 60."),
        (SEATS, "0", "At least 1."),
        (SEATS, "many", "This is not a whole number."),
        (PRICE, "-1", "At least 0.00."),
        (PRICE, "dear", "This is not an amount, such as 120.50."),
        (WAY, "fax", "Choose one of those that are offered."),
        (WORD, "long", "At most 3 characters."),
    ],
)
def test_what_cant_be_is_refused_in_a_sentence(setting, typed, sentence):
    language.set("en")
    with pytest.raises(ValueError, match=sentence.replace(".", r"\.")):
        setting.typed(typed)


def test_what_cant_be_understood_any_more_is_the_default():
    assert chosen(SEATS, {}) == chosen(SEATS, {"trial": {"seats": "12"}}) == chosen(SEATS, {"trial": "all"}) == 12
    assert chosen(SEATS, {"trial": {"seats": True}}) == 12
    assert chosen(SEATS, {"trial": {"seats": 7}}) == 7


@pytest.mark.parametrize(
    "declared",
    [[Setting("other.seats", "count", 1, "")], [SEATS, SEATS], [Setting("trial.seats", "count", 99, "", most=9)]],
)
def test_a_declaration_that_cant_be_is_a_mistake(declared):
    with pytest.raises(ValueError, match=r"."):
        choices.register("trial", declared)


async def test_a_tenant_file_chooses_only_what_is_declared(founding):
    tenant = await founding(toml="[settings.dummy]\nrooms = 7\n")
    async with tenant.scope() as scope:
        assert scope.tenant.settings == {"dummy": {"rooms": 7}}
    for wrong in ("rooms = 70", 'rooms = "7"', "doors = 7"):
        with pytest.raises(WrongFile, match=r"dummy\.(rooms|doors)"):
            await founding(toml=f"[settings.dummy]\n{wrong}\n")


async def test_a_change_is_kept_with_what_was_before(founding):
    tenant = await founding(toml="[settings.lists]\nundo_minutes = 3\n")
    async with tenant.scope():
        assert await change_settings("dummy", {"rooms": 6}, needs="plugin.manage", by=SYSTEM) == 1
        assert await change_settings("dummy", {"rooms": 6}, needs="plugin.manage", by=SYSTEM) == 0
    async with tenant.scope() as scope:
        assert scope.tenant.settings == {"dummy": {"rooms": 6}, "lists": {"undo_minutes": 3}}
        [fact] = await rows("select payload, audit from event where name = 'setting.changed'")
        assert msgspec.json.decode(fact["payload"]) == {"setting": "dummy.rooms", "old": 4, "new": 6}
        assert fact["audit"] == "setting"
        with pytest.raises(Invalid):
            await change_settings("dummy", {"rooms": 60}, needs="plugin.manage", by=SYSTEM)
        with pytest.raises(NotFound):
            await change_settings("dummy", {"doors": 6}, needs="plugin.manage", by=SYSTEM)
        with pytest.raises(Forbidden):
            await change_settings("dummy", {"rooms": 6}, needs="plugin.manage", by=Principal("member", NOBODY))
