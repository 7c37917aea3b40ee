"""Tables of deadlines."""

from piccolo.columns import JSONB, UUID, Array, Boolean, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from desk.deadlines.states import Outcome, Reach, Status, What
from desk.foundation.columns import SoftForeignKey
from desk.foundation.database import DB
from desk.foundation.tables import Fenced
from desk.people.tables import Member


class DeadlinePolicy(
    Fenced, Table, tablename="deadline_policy", help_text="What a tenant set for a promise, version by version."
):
    """Append-only; the highest version counts. Version 0 is what was declared."""

    promise = Varchar(length=40, default=None, null=False)
    version = Integer(default=None, null=False)
    basis = Varchar(length=20, default=None, null=False)
    amount = Integer(default=0, null=False, help_text="Seconds, or days on the bases wd and cd.")
    ladder = Varchar(length=10, default=None, null=False)
    reminders = Array(base_column=SmallInt(), default=None, null=True, help_text="Per cent; null: the ladder's own.")
    applies = Varchar(length=10, default="new", null=False, help_text="To new ones, or to open ones too.")
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    why = Text(default="", null=False)
    grades = JSONB(default=None, null=True, help_text="Factors by the customer's grade; null: as declared.")
    priorities = JSONB(default=None, null=True, help_text="Factors by the subject's priority; null: as declared.")
    source = Varchar(length=10, default="own", null=False, help_text="Set for itself, or with the profile.")


class DeadlineProfile(
    Fenced, Table, tablename="deadline_profile", help_text="Which set of limits a tenant chose, version by version."
):
    """Append-only; the highest version counts. Without one the tenant's setting does, or the first profile."""

    version = Integer(default=None, null=False)
    profile = Varchar(length=40, default=None, null=False)
    applies = Varchar(length=10, default="new", null=False, help_text="To new ones, or to open ones too.")
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    why = Text(default="", null=False)


class DeadlineMinimum(
    Table, tablename="deadline_minimum", help_text="How long a promise may take at most with any partner.", db=DB
):
    """Class ``published``. The highest version of a promise counts; without a basis it was taken back."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    promise = Varchar(length=40, default=None, null=False)
    version = Integer(default=None, null=False)
    basis = Varchar(length=20, default=None, null=True)
    amount = Integer(default=None, null=True, help_text="Seconds, or days on the bases wd and cd.")
    why = Varchar(length=500, default="", null=False)
    at = Timestamptz(default=None, null=False)
    by_id = UUID(default=None, null=True)
    by_name = Varchar(length=100, default="", null=False)
    reach = Varchar(length=10, default=Reach.ALL, null=False, choices=Reach)


class MinimumStage(
    Table, tablename="minimum_stage", help_text="A partner that a minimum reached before all others.", db=DB
):
    """Class ``crossing``: added by headquarters, read by the partner, changed by nobody."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    minimum = UUID(default=None, null=False)
    by_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class RolloutTrial(Table, tablename="rollout_trial", help_text="What headquarters would like to change.", db=DB):
    """Class ``published``: each partner's own job answers it."""

    id = UUID(primary_key=True, default=None, null=False)
    kind = Varchar(length=10, default=None, null=False)
    promise = Varchar(length=40, default="", null=False)
    basis = Varchar(length=20, default=None, null=True)
    amount = Integer(default=None, null=True)
    country = Varchar(length=2, default="", null=False)
    days = JSONB(default="{}", null=False, help_text="By date: holiday or make_up.")
    by_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class RolloutAnswer(
    Table, tablename="rollout_answer", help_text="What a trial would do with a partner: counts.", db=DB
):
    """Class ``crossing``: written by the partner, read by headquarters."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    trial = UUID(default=None, null=False)
    open = Integer(default=None, null=False)
    moved = Integer(default=None, null=False)
    breached = Integer(default=None, null=False)
    looser = Boolean(default=False, null=False)
    is_whole = Boolean(default=True, null=False)
    at = Timestamptz(default=None, null=False)


class Deadline(Fenced, Table, help_text="One case of a promise: what is due to whom, when, and what came of it."):
    promise = Varchar(length=40, default=None, null=False)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    member = SoftForeignKey(Member, default=None, null=True, help_text="Whose it is now.")
    title = Varchar(length=300, default="", null=False, help_text="What people call its subject.")
    url = Varchar(length=200, default="", null=False)
    status = Varchar(length=20, default=Status.RUNNING, null=False, choices=Status)
    turn = Varchar(length=20, default="us", null=False, help_text="Whose move it is.")
    urgent = Boolean(default=False, null=False, help_text="Rings at night, too.")
    lane = Varchar(length=20, default="default", null=False)
    policy_version = Integer(default=0, null=False)
    basis = Varchar(length=20, default=None, null=False)
    amount = Integer(default=0, null=False, help_text="With the factors of grade and priority in it.")
    fixed_at = Timestamptz(default=None, null=True, help_text="On the bases shift and promised.")
    ladder = Varchar(length=10, default=None, null=False)
    calendar_id = UUID(default=None, null=True)
    calendar_version = Integer(default=0, null=False)
    started_at = Timestamptz(default=None, null=False)
    due_at = Timestamptz(default=None, null=True, help_text="Null while it is paused.")
    met_at = Timestamptz(default=None, null=True, help_text="When it was done for the first time; never changed.")
    missed_at = Timestamptz(default=None, null=True, help_text="The due time that passed.")
    ended_at = Timestamptz(default=None, null=True)
    late_seconds = Integer(default=None, null=True, help_text="On the clock of its basis.")
    acknowledged_at = Timestamptz(default=None, null=True)
    acknowledged_by = UUID(default=None, null=True)
    cause_id = UUID(default=None, null=True, help_text="The fact that started it.")
    waits = Boolean(default=False, null=False, help_text="Only waits for silence: no promise of ours, in no list.")


class DeadlineSegment(
    Fenced, Table, tablename="deadline_segment", help_text="The log: when it ran, paused or was over; append-only."
):
    deadline = SoftForeignKey(Deadline, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    position = SmallInt(default=None, null=False)
    from_at = Timestamptz(default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    turn = Varchar(length=20, default="us", null=False)
    event = Varchar(length=80, default="", null=False, help_text="The fact that did it.")
    event_id = UUID(default=None, null=True)


class DeadlineStep(
    Fenced, Table, tablename="deadline_step", help_text="A step of the ladder: remind, tell a rung, or act."
):
    deadline = SoftForeignKey(Deadline, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    what = Varchar(length=20, default=None, null=False, choices=What)
    mark = Varchar(length=20, default=None, null=False, help_text="due, twice, day_before, or a share such as 80%.")
    rungs = Array(base_column=Varchar(length=40), default=list, null=False)
    lane = Varchar(length=20, default="default", null=False)
    at = Timestamptz(default=None, null=True, help_text="Null while the deadline is paused.")
    fired_at = Timestamptz(default=None, null=True, help_text="When the pacer handed it over.")
    outcome = Varchar(length=20, default=Outcome.OWED, null=False, choices=Outcome)
    done_at = Timestamptz(default=None, null=True)
    gaps = Array(base_column=Varchar(length=40), default=list, null=False, help_text="Rungs that nobody stood on.")


class DeadlineAlert(Fenced, Table, tablename="deadline_alert", help_text="A step that a member is told of."):
    member = SoftForeignKey(Member, default=None, null=False)
    deadline = SoftForeignKey(Deadline, default=None, null=False)
    step = UUID(default=None, null=False)
    rung = Varchar(length=40, default=None, null=False)
    for_member = UUID(default=None, null=True, help_text="In whose place, when a deputy is told.")
    at = Timestamptz(default=None, null=False, help_text="When it rings: not at night unless it is urgent.")
    read_at = Timestamptz(default=None, null=True)
