"""Documents of plugins: signed where the plugin is on, as the core's are, and asked about before something goes on."""

import pytest

from desk.extend import SYSTEM, NotFound, current_signature

NOTE = "dummy.note"


@pytest.fixture
async def noted(door, founding):
    """A ticket of a tenant that has the plugin: ``tenant``, ``ticket``, ``member``, ``path``."""
    from types import SimpleNamespace

    from tests_support import make_ticket

    tenant = await founding(plugins=["dummy"])
    ticket = await make_ticket(tenant)
    member, path = await door.member(tenant), f"/documents/{NOTE}/{ticket.id}/signature"
    return SimpleNamespace(tenant=tenant, ticket=ticket, member=member, path=path)


async def signature(noted):
    async with noted.tenant.scope():
        return await current_signature(NOTE, noted.ticket.id, by=SYSTEM)


async def test_a_plugins_document_is_signed_and_asked_about(noted, form_of, settle):
    assert await signature(noted) is None
    assert noted.path in (await noted.member.get(f"/tickets/{noted.ticket.number}")).text

    assert (await noted.member.post(noted.path, data=await form_of(noted.member, noted.path))).status_code == 303

    given = await signature(noted)
    assert (given.signer, given.method) == ("王敏", "drawn")
    await settle()
    assert "Dummy note已签字" in (await noted.member.get(f"/tickets/{noted.ticket.number}")).text


async def test_what_changed_since_counts_as_unsigned(noted, form_of, monkeypatch):
    import dummy_plugin

    await noted.member.post(noted.path, data=await form_of(noted.member, noted.path))
    assert await signature(noted) is not None

    before = dummy_plugin.NOTE_TITLE
    monkeypatch.setattr(dummy_plugin, "NOTE_TITLE", f"{before}, changed")
    assert await signature(noted) is None
    assert "签的是较早的版本" in (await noted.member.get(noted.path)).text


async def test_it_is_not_there_for_others(door, noted, acme):
    contact = door.signed_out(noted.tenant, "portal")
    elsewhere = await door.member(acme)

    assert (await elsewhere.get(noted.path)).status_code == 404
    assert (await contact.get(noted.path)).status_code == 303
    async with acme.scope():
        with pytest.raises(NotFound):
            await current_signature(NOTE, noted.ticket.id, by=SYSTEM)


async def test_the_panel_beside_a_ticket_says_what_was_signed(matter, signed):
    path = f"/tickets/{matter.ticket.number}/panels/signatures"
    panel = (await matter.member.get(path, headers={"hx-request": "true"})).text

    assert "王敏" in panel
    assert "与现有内容一致" in panel
    assert f"/files/{signed['file']}" in panel
    assert matter.path in panel
