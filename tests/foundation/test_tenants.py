"""``tenant.toml``: validated, compared, applied; only what the file names is touched."""

import pytest

from desk.foundation import tenants
from desk.foundation.registry import forget_hosts, host_named
from desk.kit.ids import uuid7


@pytest.fixture
def slug():
    """A name that no other test uses."""
    return f"t{uuid7().hex[-16:]}"


@pytest.fixture
def file(tmp_path):
    """``file(slug, text)``: a tenant's folder with this file."""

    def write(slug, text):
        folder = tmp_path / slug
        folder.mkdir(exist_ok=True)
        (folder / "tenant.toml").write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture
def apply(file, owner, application):
    """Read, compare and write; the answer is what changed, by key."""

    async def applied(slug, text):
        plan = await tenants.plan(owner, slug, tenants.read_file(file(slug, text)))
        await tenants.apply(owner, plan)
        forget_hosts()
        return {change.key: (change.old, change.new) for change in plan.changes}

    return applied


@pytest.fixture
def stored(superuser):
    async def row(slug):
        return dict(await superuser.fetchrow("select * from tenant where slug = $1", slug))

    return row


async def test_a_new_tenant_has_what_the_file_says_and_sound_defaults(apply, stored, slug):
    changes = await apply(slug, 'name = "新的"\nmark = "新"\n[settings.lists]\nundo_minutes = 1\n')

    found = await stored(slug)
    assert (found["name"], found["mark"], found["kind"], found["status"]) == ("新的", "新", "partner", "active")
    assert (found["locale"], found["zone"], found["plugins"]) == ("zh-CN", "Asia/Shanghai", [])
    assert {"name", "kind", "mark", "settings", "hosts"} == changes.keys()
    assert (await host_named(f"{slug}.localhost")).face == "workspace"
    assert (await host_named(f"{slug}-help.localhost")).face == "portal"
    assert (await host_named(f"{slug}-files.localhost")).face == "files"


async def test_the_same_file_again_changes_nothing(apply, stored, slug):
    text = 'name = "X"\nplugins = ["trial"]\naccent = "#112233"\n[settings.surveys]\nlow = ["poor"]\n'
    await apply(slug, text)
    before = await stored(slug)

    assert await apply(slug, text) == {}
    assert await stored(slug) == before


async def test_only_the_keys_that_the_file_names_are_touched(apply, stored, slug):
    await apply(
        slug,
        'name = "X"\nmark = "X"\nlocale = "en"\nzone = "Europe/Berlin"\n'
        "[settings.surveys]\nrest_days = 1\nlink_days = 2\n",
    )
    before = await stored(slug)

    changes = await apply(slug, 'name = "Y"\n[settings.surveys]\nlink_days = 3\n[settings.lists]\nundo_minutes = 4\n')

    assert changes.keys() == {"name", "settings"}
    after = await stored(slug)
    assert changes["settings"][1] == {"surveys": {"rest_days": 1, "link_days": 3}, "lists": {"undo_minutes": 4}}
    assert after["version"] > before["version"]
    for key in before.keys() - {"name", "settings", "version"}:
        assert after[key] == before[key], key


async def test_the_difference_can_be_seen_without_being_made(file, owner, apply, stored, slug):
    await apply(slug, 'name = "X"\n')
    before = await stored(slug)

    plan = await tenants.plan(owner, slug, tenants.read_file(file(slug, 'name = "Y"\nstatus = "suspended"\n')))

    assert {(c.key, c.old, c.new) for c in plan.changes} == {("name", "X", "Y"), ("status", "active", "suspended")}
    assert await stored(slug) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 7",
        'name = ""',
        "not toml at all",
        'name = "X"\nnmae = "Y"',
        'name = "X"\nkind = "customer"',
        'name = "X"\nstatus = "deleted"',
        'name = "X"\nlocale = "fr"',
        'name = "X"\naccent = "red"',
        'name = "X"\naccent = "#GGGGGG"',
        'name = "X"\naccent = "#112233;}"',
        'name = "X"\nmark = "far too long"',
        'name = "X"\nplugins = ["nobody_has_this"]',
        'name = "X"\nplugins = ["people"]',
        'name = "X"\nplugins = ["../trial"]',
        'name = "X"\nzone = "Asia/Nowhere"',
        'name = "X"\nzone = "../../etc/passwd"',
        'name = "X"\n[hosts]\nworkspace = ["UPPER.example"]',
        'name = "X"\n[hosts]\nworkspace = ["has space"]',
        'name = "X"\n[hosts]\nworkspace = ["desk.example:8000"]',
        'name = "X"\n[hosts]\nother = ["desk.example"]',
    ],
)
def test_a_wrong_file_is_refused_by_its_name(application, file, slug, text):
    with pytest.raises(tenants.WrongFile, match=slug):
        tenants.read_file(file(slug, text))


@pytest.mark.parametrize("bad", ["Upper", "1st", "-x", "a_b", "a.b", "a" * 40, "ümlaut"])
def test_a_folder_whose_name_is_no_slug_is_refused(application, file, bad):
    with pytest.raises(tenants.WrongFile):
        tenants.read_file(file(bad, 'name = "X"'))


def test_a_folder_without_a_file_is_refused(application, tmp_path):
    with pytest.raises(tenants.WrongFile):
        tenants.read_file(tmp_path)


async def test_a_host_of_another_tenant_is_refused_and_nothing_is_left(apply, superuser, acme, slug):
    for text in (
        'name = "X"\n[hosts]\nworkspace = ["acme.localhost"]\n',
        'name = "X"\n[hosts]\nportal = ["fine.example", "acme-help.localhost"]\n',
    ):
        with pytest.raises(tenants.WrongFile, match="belongs to another tenant"):
            await apply(slug, text)
    assert await superuser.fetchval("select count(*) from tenant where slug = $1", slug) == 0
    assert await superuser.fetchval("select count(*) from tenant_host where host = 'fine.example'") == 0
    assert (await host_named("acme.localhost")).tenant_id == acme.id


@pytest.mark.parametrize("taken", ["acme-help", "acme-files"])
async def test_a_slug_that_would_take_another_tenants_host_is_refused(apply, superuser, acme, taken):
    with pytest.raises(tenants.WrongFile, match="belongs to another tenant"):
        await apply(taken, 'name = "X"')
    assert await superuser.fetchval("select count(*) from tenant where slug = $1", taken) == 0


async def test_more_hosts_lead_to_the_same_tenant(apply, slug, stored):
    await apply(slug, f'name = "X"\n[hosts]\nworkspace = ["desk.{slug}.example"]\nfiles = ["f.{slug}.example"]\n')

    tenant = (await stored(slug))["id"]
    for host, face in ((f"desk.{slug}.example", "workspace"), (f"f.{slug}.example", "files")):
        found = await host_named(host)
        assert (found.tenant_id, found.face) == (tenant, face)


async def test_a_change_of_the_register_is_seen_by_the_next_request(founding, door):
    tenant = await founding(name="Before")
    member = await door.member(tenant)
    assert "Before" in (await member.get("/devices")).text
    await founding(tenant.slug, name="After")
    page = await member.get("/devices")
    assert "After" in page.text
    assert "Before" not in page.text


async def test_headquarters_has_no_portal(apply, slug):
    await apply(slug, 'name = "总部"\nkind = "headquarters"\n')
    assert (await host_named(f"{slug}.localhost")).face == "headquarters"
    assert await host_named(f"{slug}-help.localhost") is None
