"""The statuses of what training keeps, and the ways between them; pure."""

from enum import StrEnum

from desk.extend import Move


class CourseKind(StrEnum):
    OPERATION = "operation"
    IMPROVEMENT = "improvement"
    BUSINESS = "business"
    BEGINNERS = "beginners"
    PRODUCT = "product"
    CERTIFICATION = "certification"
    SPECIAL = "special"


class Level(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class CourseStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class SessionStatus(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    RUNNING = "running"
    ENDED = "ended"
    GRADED = "graded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class EnrolmentStatus(StrEnum):
    WAITING = "waiting"
    REGISTERED = "registered"
    PAID = "paid"
    ATTENDED = "attended"
    ABSENT = "absent"
    PASSED = "passed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Half(StrEnum):
    """Half a day, in which attendance is taken once; in the order of the alphabet, which is that of the day."""

    MORNING = "a_morning"
    AFTERNOON = "b_afternoon"


class VoucherStatus(StrEnum):
    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"


class Mark(StrEnum):
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ABSENT = "absent"


OPEN = (SessionStatus.PLANNED, SessionStatus.ANNOUNCED)
"""Sessions that are still to come."""
COMING = (EnrolmentStatus.WAITING, EnrolmentStatus.REGISTERED, EnrolmentStatus.PAID)
"""Who still means to come."""
ON_A_SEAT = (EnrolmentStatus.REGISTERED, EnrolmentStatus.PAID)
"""Who holds a seat."""

PUBLISH = Move("publish", (CourseStatus.DRAFT, CourseStatus.RETIRED), CourseStatus.PUBLISHED, "training.plan")
RETIRE = Move("retire", (CourseStatus.PUBLISHED,), CourseStatus.RETIRED, "training.plan")

ANNOUNCE = Move("announce", (SessionStatus.PLANNED,), SessionStatus.ANNOUNCED, "training.plan")
REMIND = Move("remind", (SessionStatus.ANNOUNCED,), None, "training.plan")
CHANGE = Move("change", OPEN, None, "training.plan")
CANCEL = Move("cancel", OPEN, SessionStatus.CANCELLED, "training.plan")
START = Move("start", (SessionStatus.ANNOUNCED,), SessionStatus.RUNNING, "training.teach")
END = Move("end", (SessionStatus.RUNNING,), SessionStatus.ENDED, "training.teach")
NOTE = Move("note", (SessionStatus.ANNOUNCED, SessionStatus.RUNNING), None, "training.teach")
LEAVE = Move("leave", (SessionStatus.RUNNING,), None, "training.teach")
ASKED = Move(
    "note_question",
    (SessionStatus.RUNNING, SessionStatus.ENDED, SessionStatus.GRADED, SessionStatus.CLOSED),
    None,
    "training.teach",
)
SCORE = Move("score", (SessionStatus.ENDED,), None, "training.grade")
GRADE = Move("grade", (SessionStatus.ENDED,), SessionStatus.GRADED, "training.grade")
FEED_BACK = Move("feed_back", (SessionStatus.ENDED, SessionStatus.GRADED), SessionStatus.CLOSED, "training.grade")
ENROL = Move("enrol", OPEN, None, "training.enrol")
BOOK = Move("book", (SessionStatus.ANNOUNCED,), None, "training.book")

RESIT = Move("resit", (EnrolmentStatus.FAILED,), None, "training.enrol")
WITHDRAW = Move("withdraw", COMING, EnrolmentStatus.CANCELLED, "training.enrol")
TAKE_BACK = Move("take_back", COMING, EnrolmentStatus.CANCELLED, "training.book")
