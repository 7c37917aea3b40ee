"""The customers' wall: what a request from the portal sees and changes, in each way a table may be open to it."""

from uuid import UUID

import pytest

from desk.foundation import schema
from desk.kit.ids import uuid7

from ..architecture import catalogue
from .specimens import refused

HIDDEN = "42501"
NOBODY = UUID(int=0)
"""The customer of a portal page on which nobody is signed in."""
MODES = {
    "trial_own": {"portal": "customer = {customer}"},
    "trial_leave": {"portal": "customer = {customer}", "portal_writes": "leave"},
    "trial_none": {"portal": "customer = {customer}", "portal_writes": "none"},
    "trial_closed": {"portal": None},
}


@pytest.fixture(scope="module")
async def trials(superuser, one):
    """A table for each mode with a row of this customer and one of another: their ids, by table."""
    from desk.piccolo_conf import DB

    async with DB.transaction():
        for name, mode in MODES.items():
            await schema.fenced_table(name, "a trial", "customer uuid not null, word text not null default ''", **mode)
    rows = {}
    for name in MODES:
        rows[name] = mine, theirs = uuid7(), uuid7()
        for row, customer in ((mine, one.row), (theirs, uuid7())):
            insert = f"insert into {name} (tenant_id, id, customer) values ($1, $2, $3)"  # noqa: S608
            await superuser.execute(insert, one.tenant, row, customer)
    yield rows
    async with DB.transaction():
        await schema.drop_tables(*MODES)


class Portal:
    """What one customer's request may do with one trial table: whether it works, for mine and for theirs."""

    def __init__(self, connection, table, one, rows):
        self.connection, self.table, self.one, (self.mine, self.theirs) = connection, table, one, rows

    async def says(self, sql, *arguments):
        return await refused(self.connection, sql.replace("TABLE", self.table), *arguments)

    async def sees(self):
        found = await self.connection.fetch("select id from TABLE".replace("TABLE", self.table))
        return {row["id"] for row in found}

    async def adds(self, customer):
        insert = "insert into TABLE (tenant_id, id, customer) values ($1, $2, $3)"
        return await self.says(insert, self.one.tenant, uuid7(), customer) == "INSERT 0 1"

    async def changes(self, row):
        return await self.says("update TABLE set word = 'x' where id = $1", row) == "UPDATE 1"

    async def gives_away(self, row):
        return await self.says("update TABLE set customer = $2 where id = $1", row, uuid7()) == "UPDATE 1"

    async def deletes(self, row):
        return await self.says("delete from TABLE where id = $1", row) == "DELETE 1"


@pytest.mark.parametrize(
    ("table", "sees", "adds_own", "adds_foreign", "changes"),
    [
        ("trial_own", True, True, False, True),
        ("trial_leave", True, True, True, True),
        ("trial_none", True, False, False, False),
        ("trial_closed", False, True, True, False),
    ],
)
async def test_each_mode_lets_a_customer_do_what_it_says(
    link, one, trials, table, sees, adds_own, adds_foreign, changes
):
    async with link("desk_app", one.tenant, one.row) as connection:
        portal = Portal(connection, table, one, trials[table])
        assert await portal.sees() == ({portal.mine} if sees else set())
        assert await portal.adds(one.row) == adds_own
        assert await portal.adds(uuid7()) == adds_foreign
        assert not await portal.changes(portal.theirs)
        assert not await portal.deletes(portal.theirs)
        assert not await portal.gives_away(portal.mine)
        assert await portal.changes(portal.mine) == changes
        assert await portal.deletes(portal.mine) == changes


@pytest.mark.parametrize("table", MODES)
async def test_nobody_signed_in_sees_no_customer_and_staff_sees_all(link, one, trials, table):
    async with link("desk_app", one.tenant, NOBODY) as connection:
        portal = Portal(connection, table, one, trials[table])
        assert await portal.sees() == set()
        assert not await portal.changes(portal.mine)
    async with link("desk_app", one.tenant) as connection:
        staff = Portal(connection, table, one, trials[table])
        assert await staff.sees() == {staff.mine, staff.theirs}
        assert await staff.adds(uuid7())
        assert await staff.changes(staff.theirs)
        assert await staff.deletes(staff.theirs)


CLOSED_TO_PORTAL = {
    *(
        "consultation",
        "consultation_member",
        "mailbox",
        "incoming_mail",
        "draft",
        "watch",
        "ticket_link",
        "ticket_follower",
        "time_spent",
        "call",
    ),
    *("reaction", "scheduled_work", "field_change", "api_token", "import_run", "import_row", "partner", "absence"),
    "department",
    *(
        "saved_view",
        "custom_value",
        "list_choice",
        "bulk_run",
        "bulk_row",
        "webhook",
        "webhook_delivery",
        "webhook_attempt",
        "deadline_alert",
        "mail_server",
        "reply",
        "channel_health",
        "sms_account",
        "sms_template",
        "chat_robot",
        "notice_text",
        "payment_counter",
        "figure_month",
        "scorecard",
        "hq_case",
        "case_entry",
        "case_look",
        "case_desk",
        "canary_run",
        "case_file",
        "knowledge_candidate",
        "requirement_ask",
        "requirement_word",
        "case_fetch",
        "case_feedback",
        "partner_invitation",
        "partner_allowance",
        "partner_turn",
        "partner_week",
        "partner_archive",
        "archive_look",
        "partner_alert",
        "case_time",
        "crossing_reaction",
    ),
    *("bulletin_draft", "bulletin_reading", "bulletin_count", "minimum_stage", "rollout_answer", "case_file_end"),
    *("plugin_chore", "person_run", "task", "task_asker", "task_note", "request_claim", "request_note"),
    *("private_note", "grade_change", "customer_note", "customer_tag", "customer_relation"),
    *("merge_move", "likeness", "suspicion"),
    *("campaigns_campaign", "campaigns_recipient", "campaigns_series"),
    *("loyalty_rule", "loyalty_adjustment", "loyalty_draw", "loyalty_name"),
    *("complaints_volume", "complaints_report", "complaints_amends", "complaints_summary"),
    *("training_absence", "training_series", "training_question"),
    *("implementation_handover", "implementation_promise", "implementation_risk", "implementation_template"),
    *("implementation_request", "implementation_evaluation"),
}
NOBODYS = {
    *("member", "plugin_trip", "role_change", "listening"),
    *("work_calendar", "work_calendar_version", "calendar_day", "deadline_policy", "deadline_profile", "letterhead"),
    *("survey_wording", "bulletin_showing"),
    *("loyalty_gift", "loyalty_shelf"),
    *("training_course", "training_session", "training_seating"),
}
"""
What belongs to no customer and every portal page may read: who works here, what roles may do, who listens, how long
promises may take, what sheets look like, in which words customers are asked, and the tenant's calendars; of those of
customers' sites, its own alone: see tests/calendars.
"""
SHOWN_TO_PORTAL = NOBODYS | {
    *("event", "idempotency_key", "credential", "sign_in"),
    *("second_factor", "recovery_code", "sign_in_step", "access_link"),
    *("delivery", "consent", "payment", "payment_refund", "survey", "survey_answer"),
    *("stored_file", "search_document", "customer", "contact", "product", "ticket", "entry", "request"),
    *("proposal", "proposal_field"),
    *("deadline", "deadline_segment", "deadline_step", "signature", "signature_code", "merging"),
    *("hq_letter", "hq_reply"),
    *("loyalty_entry", "loyalty_lot", "loyalty_line", "loyalty_redemption"),
    *("implementation_project", "implementation_member", "implementation_stage", "implementation_task"),
    *("implementation_log", "implementation_change", "implementation_point"),
    *("complaints_complaint", "complaints_entry", "complaints_evidence"),
    *("training_enrolment", "training_attendance", "training_score", "training_certificate", "training_voucher"),
}


async def test_every_table_is_known_to_be_open_or_closed_to_the_portal(superuser, link, one, other):
    """The specimen's customer has one row in each table: what the portal shows of them is what we meant."""
    async with link("desk_app", one.tenant, one.row) as connection:
        shown = set()
        for table in await catalogue.tables(superuser, "fenced", "crossing"):
            if await connection.fetch("select 1 from TABLE".replace("TABLE", table)):
                shown.add(table)

    every = set(await catalogue.tables(superuser, "fenced", "crossing")) - set(MODES)
    shown -= set(MODES)
    assert every - shown - CLOSED_TO_PORTAL == set(), "say here that the portal shall not see these"
    assert shown - SHOWN_TO_PORTAL == set(), "say here that the portal shall see these"
    assert every == SHOWN_TO_PORTAL | CLOSED_TO_PORTAL


async def test_the_portal_sees_nothing_of_another_customer(superuser, link, one):
    async with link("desk_app", one.tenant, uuid7()) as connection:
        for table in await catalogue.tables(superuser, "fenced", "crossing"):
            seen = await connection.fetch("select 1 from TABLE".replace("TABLE", table))
            assert seen == [] or table in NOBODYS, table


@pytest.mark.parametrize("table", ["event", "entry", "stored_file", "search_document"])
async def test_what_is_for_the_team_is_not_for_the_customer(superuser, link, one, table):
    for audience in ("team", "headquarters"):
        async with link("desk_app", one.tenant, one.row) as connection:
            before = await connection.fetch("select 1 from TABLE".replace("TABLE", table))
        turn = "update TABLE set audience = $2 where tenant_id = $1".replace("TABLE", table)
        await superuser.execute(turn, one.tenant, audience)
        async with link("desk_app", one.tenant, one.row) as connection:
            after = await connection.fetch("select 1 from TABLE".replace("TABLE", table))
        await superuser.execute(turn, one.tenant, "customer")
        assert (len(before), len(after)) == (1, 0)


async def test_the_portal_cannot_raise_the_audience_of_what_it_writes(link, one):
    """What it could not read afterwards it may not write into talk; facts and files it may leave for the team."""
    async with link("desk_app", one.tenant, one.row) as connection:
        add = """insert into entry (tenant_id, id, ticket, customer, audience, author_kind, body, at)
                 values ($1, $2, $3, $3, $4, 'contact', 'x', '2026-01-01')"""
        assert await refused(connection, add, one.tenant, uuid7(), one.row, "customer") == "INSERT 0 1"
        assert await refused(connection, add, one.tenant, uuid7(), one.row, "team") == HIDDEN
        assert await refused(connection, add, one.tenant, uuid7(), one.row, "headquarters") == HIDDEN
