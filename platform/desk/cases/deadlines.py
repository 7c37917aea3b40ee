"""
What headquarters promises partners about cases (domain 20), on headquarters' own side.

The limits are assumed there. A complaint, a technical question and a missing function differ, so each has its own.
"""

from desk.foundation.promises import Limit, Promise, When, work, working_days
from desk.foundation.translation import N_

CAME = {"act": ("hand_up", "complete", "not_solved")}
ANSWERED = When("case.attended", where={"act": ("interim", "answer", "decline", "return")})
CLOSED = When("case.arrived", where={"act": ("close",)})
LEAD = ("hq_admin",)
OF_PARTNER = """
select case c.direction when 'up' then c.submitter end as member, null::uuid as customer, 'normal' as priority,
       '#' || c.number as title, '/cases/' || c.number as url, c.kind from hq_case c where c.id = $1
"""
"""How the engine of promises reads a case at the partner."""
OF_HEADQUARTERS = """
select d.owner as member, null::uuid as customer, 'normal' as priority, d.partner_name || ' #' || d.number as title,
       '/cases/' || d.partner || '/' || d.number as url, d.kind from case_desk d where d.hq_case = $1
"""
"""How it reads one at headquarters."""

OF_LETTER = """
select null::uuid as member, null::uuid as customer, 'normal' as priority, e.payload ->> 'partner' as title,
       '/letters/' || e.subject_id as url from event e
 where e.subject_kind = 'hq_letter' and e.subject_id = $1 and e.name = 'letter.arrived' order by e.at limit 1
"""
"""How it reads a customer's letter at headquarters."""


def _first_answer(name: str, kinds: tuple[str, ...], limit: Limit) -> Promise:
    return Promise(
        id=name,
        subject_kind="case_desk",
        what=N_("first answer to a partner"),
        starts=(When("case.arrived", where=CAME | {"kind": kinds}),),
        ends=(ANSWERED,),
        cancels=(CLOSED,),
        moves=(When("case.attended", where={"act": ("take",)}),),
        limits={"software_partner": limit},
        also=LEAD,
    )


PROMISES = (
    Promise(
        id="HQ-D2",
        subject_kind="case_desk",
        what=N_("a case taken"),
        starts=(When("case.arrived", where={"act": ("hand_up", "complete")}),),
        ends=(When("case.attended", where={"act": ("take", "return")}),),
        cancels=(CLOSED,),
        limits={"software_partner": work(hours=4)},
        also=LEAD,
    ),
    _first_answer("HQ-D3", ("technical", "data", "genuine", "other"), working_days(3)),
    _first_answer("HQ-D3-C", ("complaint",), working_days(1)),
    _first_answer("HQ-D3-R", ("requirement",), working_days(10)),
    Promise(
        id="HQ-D5",
        subject_kind="case_desk",
        what=N_("a dongle repaired or replaced"),
        starts=(When("case.arrived", where=CAME | {"kind": ("dongle",)}),),
        ends=(When("case.attended", where={"act": ("answer", "decline", "return")}),),
        cancels=(CLOSED,),
        limits={"software_partner": working_days(10)},
        also=LEAD,
    ),
    Promise(
        id="HQ-D6",
        subject_kind="case",
        what=N_("what headquarters is missing"),
        starts=("case.returned", When("case.handed_up", unless={"promise": ("",)})),
        ends=("case.completed",),
        cancels=("case.closed",),
        limits={"software_partner": working_days(1)},
        also=("service_supervisor",),
    ),
    Promise(
        id="HQ-D8",
        subject_kind="case",
        what=N_("what headquarters owes us"),
        starts=(When("case.handed_up", where={"promise": ("",)}), "case.completed"),
        pauses=("case.returned", "case.answered"),
        resumes=("case.completed", "case.not_solved"),
        ends=("case.closed", "case.declined"),
        turns={
            "case.handed_up": "headquarters",
            "case.completed": "headquarters",
            "case.not_solved": "headquarters",
            "case.returned": "us",
            "case.answered": "us",
        },
        limits={"software_partner": work(hours=40)},
        also=("service_supervisor",),
    ),
    Promise(
        id="HQ-D4",
        subject_kind="case",
        what=N_("a complaint of headquarters taken on"),
        starts=("hq.complaint_transferred",),
        ends=("case.accepted",),
        limits={"software_partner": work(hours=1)},
        also=("service_supervisor",),
    ),
    Promise(
        id="HQ-D1",
        subject_kind="case",
        what=N_("feedback on a complaint of headquarters"),
        starts=("case.handled",),
        ends=("hq.feedback",),
        limits={"software_partner": working_days(1)},
        aliases=("CP-D3",),
        also=("service_supervisor", "general_manager"),
    ),
    Promise(
        id="HQ-D4-H",
        subject_kind="case_desk",
        what=N_("a complaint taken on by the partner"),
        starts=(When("case.attended", where={"act": ("transfer",)}),),
        ends=(When("case.arrived", where={"act": ("accept",)}),),
        limits={"software_partner": work(hours=1)},
        also=LEAD,
    ),
    Promise(
        id="HQ-D1-H",
        subject_kind="case_desk",
        what=N_("feedback of the partner"),
        starts=(When("case.arrived", where={"act": ("end",)}),),
        ends=(When("case.arrived", where={"act": ("feed_back",)}),),
        limits={"software_partner": working_days(1)},
        also=LEAD,
    ),
    Promise(
        id="HQ-D7",
        subject_kind="hq_letter",
        what=N_("a customer's letter dealt with"),
        starts=("letter.arrived",),
        ends=("letter.settled",),
        limits={"software_partner": work(hours=4)},
        also=LEAD,
    ),
)
