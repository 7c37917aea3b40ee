"""Checking signatures: by the printed code, and all at once; whatever was tampered with is found."""

import re

import pytest
from commands_support import run_desk

from desk.files import storage
from desk.foundation.database import rows
from desk.signatures import commands, seals
from desk.signatures.codes import new_check_code, tidy


async def faults(tenant):
    """What is wrong, by the signature's id."""
    return {key: [str(one) for one in wrong] async for key, wrong in commands._checked(tenant.id)}


@pytest.fixture
async def tamper(stack):
    """Change rows as somebody would who has the database: ``await tamper("update …", …)``."""
    import asyncpg

    connection = await asyncpg.connect(stack.database_url("postgres"))
    yield connection.execute
    await connection.close()


async def test_what_nobody_touched_holds(acme, signed):
    assert (await faults(acme))[signed["id"]] == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("signer = '李四'", {"seal"}),
        ("signed_at = signed_at - interval '1 day'", {"seal"}),
        ("content = replace(content, '月末', '年末')", {"seal", "content"}),
        ("file_sha256 = repeat('0', 64)", {"seal", "file"}),
        ("mark = 'x'", {"seal"}),
        ("fingerprint = repeat('0', 64)", {"seal", "content"}),
        ("previous = 'x'", {"seal", "chain"}),
        ("by_id = null", {"seal"}),
    ],
)
async def test_a_changed_row_is_found(acme, signed, tamper, change, found):
    await tamper(f"update signature set {change} where id = $1", signed["id"])  # noqa: S608 - words of this test

    assert set((await faults(acme))[signed["id"]]) == found


async def test_a_row_with_a_seal_made_anew_breaks_with_its_fact_and_the_one_after(
    acme, matter, sign, signed, form_of, tamper
):
    later = await sign(matter)
    values = {name: value for name, value in dict(signed).items() if name != "seal"} | {"signer": "李四"}
    await tamper("update signature set signer = $2, seal = $3 where id = $1", signed["id"], "李四", seals.seal(values))

    wrong = await faults(acme)
    assert wrong[signed["id"]] == ["seal"]
    assert wrong[later["id"]] == ["chain"]


async def test_a_deleted_row_is_missed(acme, signed, tamper):
    await tamper("delete from signature where id = $1", signed["id"])

    assert (await faults(acme))[signed["id"]] == ["gone"]


async def test_a_changed_or_lost_file_is_found(acme, signed):
    await storage.put(acme.id, signed["file"], b"%PDF-1.7 another")
    assert (await faults(acme))[signed["id"]] == ["file"]
    await storage.drop(acme.id, signed["file"])
    assert (await faults(acme))[signed["id"]] == ["file"]


async def test_a_changed_scan_is_found(acme, matter, form_of, rows_of):
    form = await form_of(matter.member, matter.path, method="scan", mark="")
    await matter.member.post(matter.path, data=form, files={"scan": ("a.pdf", b"%PDF-1.7 one", "application/pdf")})
    (found,) = await rows_of(matter)
    assert (await faults(acme))[found["id"]] == []

    await storage.put(acme.id, found["scan"], b"%PDF-1.7 another")
    assert (await faults(acme))[found["id"]] == ["scan"]


async def test_the_product_itself_may_change_none(acme, signed):
    import asyncpg

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with acme.scope():
            await rows("update signature set signer = 'x' returning id")


async def test_whoever_holds_the_paper_checks_it_and_learns_no_name(door, acme, signed):
    page = (await door.signed_out(acme, "portal").get(f"/verify?code={signed['code'].lower().replace('-', ' ')}")).text

    assert "此签字有效" in page
    assert "王＊＊" in page
    assert "王敏" not in page
    assert "月末结账" not in page
    assert signed["fingerprint"][:12] in page


async def test_another_tenants_code_is_as_unknown_as_one_that_nobody_has(door, brisk, signed):
    client = door.signed_out(brisk, "portal")
    theirs, nobodys = signed["code"], new_check_code()
    answers = [await client.get(f"/verify?code={one}") for one in (theirs, nobodys, "x' or 1=1 --", "＜script＞")]

    assert [one.status_code for one in answers] == [404] * 4
    assert "没有这个核验码" in answers[0].text
    assert (await client.get("/verify")).status_code == 200
    same = [re.sub(r'nonce[=-]"?[\w-]+|value="[^"]*"', "", one.text) for one in answers[:2]]
    assert same[0] == same[1]


async def test_the_page_says_when_it_does_not_hold(door, acme, signed, tamper):
    await tamper("update signature set signer = '李四' where id = $1", signed["id"])

    page = (await door.signed_out(acme, "portal").get(f"/verify?code={signed['code']}")).text
    assert "此签字无效" in page


async def test_codes_are_not_to_be_tried_out(door, acme):
    client = door.signed_out(acme, "portal")
    answers = [(await client.get(f"/verify?code={new_check_code()}")).status_code for _ in range(22)]

    assert answers[-1] == 429


def test_a_code_is_read_however_it_was_typed():
    code = new_check_code()
    assert tidy(f" {code.lower()} ") == code
    assert tidy(code.replace("-", "")) == code
    assert len({new_check_code() for _ in range(1000)}) == 1000
    assert tidy("") == ""


async def test_the_command_counts_and_names_what_is_broken(a_matter, founding, sign, tamper):
    own = await founding()
    matter = await a_matter(own)
    first, second = await sign(matter), await sign(matter)

    fine = run_desk("signatures", "verify", "--json", "--tenant", own.slug)
    assert fine.code == 0, fine.err
    assert fine.json() == {"checked": 2, "broken": 0, "found": []}

    await tamper("update signature set device = 'another' where id = $1", second["id"])
    broken = run_desk("signatures", "verify", "--json", "--tenant", own.slug)
    assert broken.code == 1
    named = {"tenant": own.slug, "id": str(second["id"]), "faults": ["seal"]}
    assert broken.json() == {"checked": 2, "broken": 1, "found": [named]}

    await tamper("delete from signature where id = $1", second["id"])
    everywhere = run_desk("signatures", "verify")
    assert everywhere.code == 1
    assert f"{own.slug} {second['id']}: gone" in everywhere.out
    assert str(first["id"]) not in everywhere.out


def test_the_command_knows_its_tenants():
    unknown = run_desk("signatures", "verify", "--tenant", "nobody")

    assert unknown.code == 1
    assert "nobody" in unknown.err
