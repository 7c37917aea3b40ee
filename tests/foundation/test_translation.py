"""Two languages: which one is chosen, and what is said in it."""

import pytest

from desk.foundation import translation
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound, Refusal
from desk.foundation.translation import N_, Catalogue, gettext, language, load_catalogues, ngettext


@pytest.fixture
def catalogue(tmp_path, application):
    """Sentences of a trial, in a catalogue of their own."""
    text = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Trial sentence."
msgstr "试一句。"

msgid "%(num)d trial"
msgid_plural "%(num)d trials"
msgstr[0] "%(num)d 次"

#, fuzzy
msgid "Trial guess."
msgstr "猜的。"

msgid "Trial without words."
msgstr ""
"""
    (tmp_path / "zh_CN.po").write_text(text, "utf-8")
    return tmp_path


def test_a_sentence_is_said_in_the_language_of_the_reader(catalogue):
    load_catalogues([catalogue, catalogue / "not there"])
    said = {}
    for one in translation.LANGUAGES:
        token = language.set(one)
        said[one] = [
            gettext("Trial sentence."),
            ngettext("%(num)d trial", "%(num)d trials", 1),
            ngettext("%(num)d trial", "%(num)d trials", 2),
            gettext("Trial guess."),
            gettext("Trial without words."),
            gettext("Nobody ever translated this."),
        ]
        language.reset(token)

    assert said["zh-CN"][:3] == ["试一句。", "%(num)d 次", "%(num)d 次"]
    assert said["en"][:3] == ["Trial sentence.", "%(num)d trial", "%(num)d trials"]
    unknown = ["Trial guess.", "Trial without words.", "Nobody ever translated this."]
    assert said["zh-CN"][3:] == said["en"][3:] == unknown


def test_a_later_catalogue_changes_nothing_that_was_said(tmp_path):
    found = Catalogue()
    for text in ("先", "后"):
        path = tmp_path / "zh_CN.po"
        path.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "x"\nmsgstr "{text}"\n', "utf-8"
        )
        found.read(path)
    assert found.gettext("x") == "先"


def test_a_marked_sentence_stays_as_it_is_until_it_is_shown():
    assert N_("Trial sentence.") == "Trial sentence."


def test_a_refusal_is_translated_when_it_is_shown(application):
    refusal, sentences = NotFound(), {}
    for one in translation.LANGUAGES:
        token = language.set(one)
        sentences[one] = str(refusal)
        language.reset(token)
    assert sentences["en"] == NotFound.sentence
    assert sentences["zh-CN"] not in ("", sentences["en"])


def test_a_refusal_fills_its_braces_and_has_a_name_for_programs():
    class CannotDoThat(Refusal):
        sentence = N_("{who} can't do {what}.")

    refusal = CannotDoThat(who="{what}", what=7)
    assert str(refusal) == "{what} can't do 7."
    assert (refusal.kind, refusal.status) == ("cannot-do-that", 409)
    assert Forbidden().kind == "forbidden"


async def lang_of(client, path="/devices", **headers):
    page = await client.get(path, headers=headers)
    assert page.status_code == 200
    return page.text.partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize("tenants_own", translation.LANGUAGES)
async def test_without_a_choice_the_tenant_speaks_its_language(door, founding, tenants_own):
    tenant = await founding(locale=tenants_own)
    out = door.signed_out(tenant)
    for accepted in ("en-GB,en;q=0.9", "zh-CN", "fr", ""):
        assert await lang_of(out, "/sign-in", **{"accept-language": accepted}) == tenants_own


async def test_a_choice_on_this_browser_comes_before_the_tenants(door, trial):
    out = door.signed_out(trial)
    for one in translation.LANGUAGES:
        assert await lang_of(out, "/sign-in", cookie=f"lang={one}") == one
    for nonsense in ("fr", "", "en; x", "../en", "EN"):
        assert await lang_of(out, "/sign-in", cookie=f"lang={nonsense}") in translation.LANGUAGES


async def test_a_choice_in_the_address_is_kept_in_a_cookie(door, trial):
    out = door.signed_out(trial)
    for one in translation.LANGUAGES:
        page = await out.get("/sign-in", params={"lang": one})
        assert f'<html lang="{one}"' in page.text
        assert f"lang={one}; Path=/" in page.headers["set-cookie"]
    other = await out.get("/sign-in", params={"lang": "fr\r\nx: y"})
    assert "set-cookie" not in other.headers


async def test_a_members_own_language_is_used_where_the_browser_has_none(door, trial):
    member = await door.member(trial, "trainer")
    _, who = await door.person(trial, ("trainer",))
    async with trial.scope():
        await execute("update member set locale = 'en' where id = $1", who)

    assert await lang_of(member) == "en"
    assert await lang_of(door.signed_out(trial), "/sign-in") == "zh-CN"


async def test_one_readers_language_is_not_the_next_ones(door, trial):
    """Two requests of one connection, one after the other."""
    out = door.signed_out(trial)
    assert await lang_of(out, "/sign-in", cookie="lang=en") == "en"
    assert await lang_of(out, "/sign-in") == "zh-CN"
