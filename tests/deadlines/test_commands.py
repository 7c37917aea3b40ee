"""``desk deadlines``: nothing drifts, and a due time says where it comes from, in both languages."""

from click.testing import CliRunner

from desk.tickets import actions

from .conftest import MONDAY, hours


def lines(found) -> str:
    from desk.deadlines import commands

    return "\n".join(line for one in found for line in commands._lines(one))


async def test_explaining_says_windows_pauses_versions_and_steps_in_both_languages(office):
    from desk.deadlines import commands
    from desk.foundation.translation import language
    from desk.tickets.states import Audience

    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    ask = actions.NewEntry("请发日志", Audience.CUSTOMER, wait=True)
    await office.do(MONDAY + hours(0.5), actions.write_entry, ticket.number, ask)
    await office.do(MONDAY + hours(2), actions.resume_ticket, ticket.number)
    await office.pace(MONDAY + hours(2.5))

    async with office.tenant.scope():
        for lang, words in (
            ("zh-CN", ("回拨告知结果或进展", "暂停, 轮到客户", "2026-11-16 09:00–09:30", "到期: 2026-11-16 11:30:00")),
            ("en", ("call back with a result", "pauses, the customer's turn", "Limit: 1 h working time (as declared)")),
        ):
            token = language.set(lang)
            said = lines([one for one in await commands._explained(ticket.number) if one["promise"] == "HL-D6"])
            language.reset(token)
            for word in words:
                assert word in said, said
            assert "何工" in said
            assert "苏经理" in said


async def test_nothing_drifts_over_all_tenants(office):
    from desk.deadlines import commands

    for n in range(3):
        ticket = await office.ticket(MONDAY + hours(n), channel="online", by="administrator")
        assert ticket.number
    checked, drifted = await commands._verify(office.tenant.slug)
    assert (checked, drifted) == (3, [])
    everywhere, _ = await commands._verify("")
    assert everywhere >= 3


def test_the_commands_are_there():
    from desk.deadlines.commands import deadlines

    told = CliRunner().invoke(deadlines, ["--help"])
    assert {"verify", "explain"} <= set(told.output.split())
