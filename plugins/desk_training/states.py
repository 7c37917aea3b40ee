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
    CANCELLED = "cancelled"


class EnrolmentStatus(StrEnum):
    WAITING = "waiting"
    REGISTERED = "registered"
    CANCELLED = "cancelled"


OPEN = (SessionStatus.PLANNED, SessionStatus.ANNOUNCED)
"""Sessions that are still to come."""
COMING = (EnrolmentStatus.WAITING, EnrolmentStatus.REGISTERED)
"""Who still means to come."""
ON_A_SEAT = (EnrolmentStatus.REGISTERED,)
"""Who holds a seat."""

PUBLISH = Move("publish", (CourseStatus.DRAFT, CourseStatus.RETIRED), CourseStatus.PUBLISHED, "training.plan")
RETIRE = Move("retire", (CourseStatus.PUBLISHED,), CourseStatus.RETIRED, "training.plan")

ANNOUNCE = Move("announce", (SessionStatus.PLANNED,), SessionStatus.ANNOUNCED, "training.plan")
CHANGE = Move("change", OPEN, None, "training.plan")
CANCEL = Move("cancel", OPEN, SessionStatus.CANCELLED, "training.plan")
ENROL = Move("enrol", OPEN, None, "training.enrol")
BOOK = Move("book", (SessionStatus.ANNOUNCED,), None, "training.book")

WITHDRAW = Move("withdraw", COMING, EnrolmentStatus.CANCELLED, "training.enrol")
TAKE_BACK = Move("take_back", COMING, EnrolmentStatus.CANCELLED, "training.book")
