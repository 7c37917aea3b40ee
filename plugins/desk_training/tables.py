"""Tables of training."""

from piccolo.columns import UUID, BigInt, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey
from desk_training.states import (
    CourseKind,
    CourseStatus,
    EnrolmentStatus,
    Half,
    Level,
    Mark,
    SessionStatus,
    VoucherStatus,
)


class TrainingCourse(Fenced, Table, tablename="training_course", help_text="What is taught."):
    code = Varchar(length=20, default=None, null=False)
    name = Varchar(length=100, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=CourseKind)
    level = Varchar(length=20, default=Level.BASIC, null=False, choices=Level)
    status = Varchar(length=20, default=CourseStatus.DRAFT, null=False, choices=CourseStatus)
    content = Text(default=None, null=False, help_text="What is taught; customers read it.")
    need = Text(default="", null=False, help_text="The need that it answers.")
    materials = Text(default="", null=False, help_text="Where they lie; whoever has a seat reads it.")
    hours = SmallInt(default=None, null=False)
    fee_cents = BigInt(default=0, null=False, help_text="For one person; a session may ask for another.")
    pass_mark = SmallInt(default=None, null=True, help_text="Of 100; nothing: there is no exam.")
    valid_months = SmallInt(default=None, null=True, help_text="How long a certificate stays good; nothing: for ever.")
    created_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class TrainingSession(Fenced, Table, tablename="training_session", help_text="A date on which a course is taught."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    course = SoftForeignKey(TrainingCourse, default=None, null=False)
    status = Varchar(length=20, default=SessionStatus.PLANNED, null=False, choices=SessionStatus)
    place = Varchar(length=200, default=None, null=False, help_text="A room, or a link.")
    begins_at = Timestamptz(default=None, null=False)
    ends_at = Timestamptz(default=None, null=False)
    trainer = UUID(default=None, null=False, help_text="A member.")
    fee_cents = BigInt(default=0, null=False, help_text="For one person.")
    note = Text(default="", null=False, help_text="What whoever comes should know.")
    reason = Text(default="", null=False, help_text="Why it was cancelled; customers read it.")
    planned_at = Timestamptz(default=None, null=False)
    planned_by = UUID(default=None, null=True)
    announced_at = Timestamptz(default=None, null=True)
    reminded_at = Timestamptz(default=None, null=True)
    started_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)


class TrainingSeating(Fenced, Table, tablename="training_seating", help_text="How many seats a session has."):
    """Apart from its session because who books in the portal counts here, and may change nothing else."""

    session = SoftForeignKey(TrainingSession, default=None, null=False)
    seats = SmallInt(default=None, null=False)
    taken = SmallInt(default=0, null=False)
    waiting = SmallInt(default=0, null=False)


class TrainingEnrolment(Fenced, Table, tablename="training_enrolment", help_text="One person in one session."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    session = SoftForeignKey(TrainingSession, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=False)
    status = Varchar(length=20, default=None, null=False, choices=EnrolmentStatus)
    product = Varchar(length=100, default="", null=False, help_text="What they work with, and its version.")
    needs = Text(default="", null=False, help_text="What they hope to learn.")
    fee_cents = BigInt(default=0, null=False, help_text="The fee when they were registered.")
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    reason = Text(default="", null=False, help_text="Why it was cancelled.")
    resit_of = UUID(default=None, null=True, help_text="The enrolment in which they failed.")
    payment = Integer(default=None, null=True, help_text="The number of the payment of its fee.")
    ended_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)


class TrainingAttendance(Fenced, Table, tablename="training_attendance", help_text="Who was there in half a day."):
    enrolment = SoftForeignKey(TrainingEnrolment, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    half_on = Date(default=None, null=False)
    half = Varchar(length=20, default=None, null=False, choices=Half)
    mark = Varchar(length=20, default=None, null=False, choices=Mark)
    noted_at = Timestamptz(default=None, null=False)
    noted_by = UUID(default=None, null=True)


class TrainingAbsence(Fenced, Table, tablename="training_absence", help_text="A trainer out of the room."):
    session = SoftForeignKey(TrainingSession, default=None, null=False)
    trainer = UUID(default=None, null=False, help_text="A member.")
    left_at = Timestamptz(default=None, null=False)
    back_at = Timestamptz(default=None, null=True)
    reason = Varchar(length=200, default="", null=False)
    substitute = UUID(default=None, null=True, help_text="A member who stood in.")
    violation = Boolean(default=False, null=False, help_text="Too long, and nobody stood in.")


class TrainingScore(Fenced, Table, tablename="training_score", help_text="What somebody reached in an exam."):
    enrolment = SoftForeignKey(TrainingEnrolment, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    score = SmallInt(default=None, null=False, help_text="Of 100.")
    passed = Boolean(default=None, null=False)
    remark = Varchar(length=200, default="", null=False)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = UUID(default=None, null=True)
    fed_back_at = Timestamptz(default=None, null=True, help_text="From then on the customer sees it.")


class TrainingCertificate(Fenced, Table, tablename="training_certificate", help_text="That somebody is qualified."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    code = Varchar(length=40, default=None, null=False, help_text="By which anybody looks it up.")
    enrolment = SoftForeignKey(TrainingEnrolment, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    holder = Varchar(length=100, default=None, null=False)
    qualification = Varchar(length=100, default=None, null=False)
    issued_on = Date(default=None, null=False)
    valid_to_on = Date(default=None, null=True)


class TrainingVoucher(Fenced, Table, tablename="training_voucher", help_text="A seat that somebody else pays for."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    request_id = UUID(default=None, null=False)
    request_number = Integer(default=None, null=False)
    status = Varchar(length=20, default=VoucherStatus.OPEN, null=False, choices=VoucherStatus)
    enrolment = SoftForeignKey(TrainingEnrolment, default=None, null=True)
    at = Timestamptz(default=None, null=False)


class TrainingSeries(Fenced, Table, tablename="training_series", help_text="Sessions that come every month."):
    course = SoftForeignKey(TrainingCourse, default=None, null=False)
    day = SmallInt(default=None, null=False, help_text="Of the month, 1 to 28; on a weekend the Monday after.")
    begins_minute = SmallInt(default=None, null=False, help_text="Since midnight, on the tenant's clocks.")
    hours = SmallInt(default=None, null=False)
    place = Varchar(length=200, default=None, null=False)
    trainer = UUID(default=None, null=False, help_text="A member.")
    seats = SmallInt(default=None, null=False)
    planned_to_on = Date(default=None, null=True, help_text="The first day of the last month that is planned.")
    ended_at = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)


class TrainingQuestion(Fenced, Table, tablename="training_question", help_text="What people asked in a session."):
    session = SoftForeignKey(TrainingSession, default=None, null=False)
    question = Text(default=None, null=False)
    answer = Text(default="", null=False)
    for_knowledge = Boolean(default=False, null=False, help_text="Whether it belongs into the knowledge base.")
    noted_at = Timestamptz(default=None, null=False)
    noted_by = UUID(default=None, null=True)
