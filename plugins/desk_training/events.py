"""
Facts about training. Ids and days are text; ``number`` is the session's number.

``training.session_announced``, ``.registered``, ``.moved_up`` and ``.withdrawn`` are what other plugins build upon. The
subject of those about a person is the enrolment, and their customer is the person's.
"""

from desk.extend import N_, Event


class CourseEvent(Event):
    subject_kind = "training_course"
    fields = {"code": str}
    icon = "book"


class CoursePublished(CourseEvent):
    name = "training.course_published"
    sentence = N_("{by} published the course {code}.")
    icon = "check"


class CourseChanged(CourseEvent):
    name = "training.course_changed"
    sentence = N_("{by} changed the course {code}.")
    icon = "edit"


class MaterialsChanged(CourseEvent):
    """So many files came, or went."""

    name = "training.materials_changed"
    fields = {"code": str, "added": int, "removed": int}
    sentence = N_("{by} changed the materials of the course {code}.")
    icon = "file"


class CourseRetired(CourseEvent):
    name = "training.course_retired"
    sentence = N_("{by} took the course {code} out of the catalogue.")
    icon = "ban"


class SeriesBegun(Event):
    """``day`` is that of the month."""

    name = "training.series_begun"
    subject_kind = "training_series"
    fields = {"course": str, "day": int}
    sentence = N_("{by} has a course taught every month.")
    icon = "refresh"


class SeriesEnded(Event):
    name = "training.series_ended"
    subject_kind = "training_series"
    fields = {"course": str, "day": int}
    sentence = N_("{by} ended a monthly series.")
    icon = "ban"


class SessionEvent(Event):
    subject_kind = "training_session"
    fields = {"number": int, "course": str}
    icon = "book"


class SessionPlanned(SessionEvent):
    """``course`` is the id of the course, ``begins_at`` a moment."""

    name = "training.session_planned"
    fields = {"number": int, "course": str, "begins_at": str}
    sentence = N_("{by} planned it.")
    icon = "plus"


class SessionChanged(SessionEvent):
    """``moved`` says whether the time or the place is another, ``status`` how it stands."""

    name = "training.session_changed"
    fields = {"number": int, "course": str, "moved": bool, "begins_at": str, "status": str}
    sentence = N_("{by} changed it.")
    icon = "edit"


class SessionAnnounced(SessionEvent):
    name = "training.session_announced"
    fields = {"number": int, "course": str, "begins_at": str}
    sentence = N_("{by} announced it.")
    icon = "bell"


class SessionStarted(SessionEvent):
    name = "training.session_started"
    sentence = N_("{by} began teaching.")
    icon = "play"


class SessionEnded(SessionEvent):
    """``present`` is how many were there, ``early`` how many minutes before its time it ended at ``ended_at``."""

    name = "training.session_ended"
    fields = {"number": int, "course": str, "present": int, "early": int, "on_time": bool, "ended_at": str}
    sentence = N_("{by} ended it; {present} were there.")
    icon = "check"


class SessionGraded(SessionEvent):
    """``passed`` of those who were examined."""

    name = "training.scored"
    fields = {"number": int, "course": str, "examined": int, "passed": int}
    sentence = N_("{by} recorded the scores: {passed} of {examined} passed.")
    icon = "star"


class SessionClosed(SessionEvent):
    name = "training.session_closed"
    sentence = N_("{by} fed the results back and closed it.")
    icon = "check"


class SurveyOpened(SessionEvent):
    name = "training.survey_opened"
    sentence = N_("{by} asked everybody how it was.")
    icon = "star"


class QualityCalled(SessionEvent):
    """``result`` is what came of the call: satisfied, not_satisfied, not_reached."""

    name = "training.quality_called"
    fields = {"number": int, "course": str, "result": str}
    sentence = N_("{by} called and asked how it was.")
    icon = "phone"


class QuestionNoted(SessionEvent):
    """``for_knowledge`` says whether it belongs into the knowledge base."""

    name = "training.question_noted"
    fields = {"number": int, "course": str, "for_knowledge": bool}
    sentence = N_("{by} noted a question.")
    icon = "chat"


class AttendanceNoted(SessionEvent):
    """``half`` is half a day: ``2026-12-01 a_morning``."""

    name = "training.attendance_noted"
    fields = {"number": int, "course": str, "half": str}
    sentence = N_("{by} took attendance.")
    icon = "edit"


class TrainerLeft(SessionEvent):
    """``covered`` says whether somebody stands in."""

    name = "training.trainer_left"
    fields = {"number": int, "course": str, "covered": bool}
    sentence = N_("The trainer left the room.")
    icon = "clock"


class TrainerBack(SessionEvent):
    """``minutes`` is how long it took, ``violation`` whether that was too long without somebody who stood in."""

    name = "training.trainer_back"
    fields = {"number": int, "course": str, "minutes": int, "violation": bool}
    sentence = N_("The trainer was back after {minutes} minutes.")
    icon = "check"


class SessionNear(SessionEvent):
    """It begins soon: who comes is reminded."""

    name = "training.session_near"
    sentence = N_("People were reminded of it.")
    icon = "bell"


class SessionCancelled(SessionEvent):
    name = "training.session_cancelled"
    sentence = N_("{by} cancelled it.")
    icon = "ban"


class EnrolmentEvent(Event):
    subject_kind = "enrolment"
    audience = "customer"
    fields = {"number": int, "session": str}
    icon = "person"


class PersonRegistered(EnrolmentEvent):
    """``place`` is ``seat`` or ``waiting``."""

    name = "training.registered"
    fields = {"number": int, "session": str, "place": str}
    sentence = N_("{by} registered somebody for the session #{number}.")
    icon = "person-add"


class PersonMovedUp(EnrolmentEvent):
    name = "training.moved_up"
    sentence = N_("A seat in the session #{number} became free, and was given to who waited longest.")
    icon = "check"


class RegisterUpdated(Event):
    """What followed from a registration, or from its end, is done: seats, waiting list, vouchers (TR-D2)."""

    name = "training.register_updated"
    subject_kind = "enrolment"
    fields = {"number": int, "session": str}
    sentence = N_("The register of session #{number} was brought up to date.")
    icon = "check"


class FeePaid(EnrolmentEvent):
    """``payment`` is the number of the payment."""

    name = "training.fee_paid"
    fields = {"number": int, "session": str, "payment": int}
    sentence = N_("The fee was paid.")
    icon = "coins"


class ResultFedBack(EnrolmentEvent):
    """``passed`` says whether they passed."""

    name = "training.result_fed_back"
    fields = {"number": int, "session": str, "passed": bool}
    sentence = N_("The result of session #{number} was fed back.")
    icon = "star"


class CertificateIssued(EnrolmentEvent):
    """``certificate`` is its number; ``valid_to`` a day, or empty."""

    name = "training.certificate_issued"
    fields = {"number": int, "session": str, "certificate": int, "valid_to": str}
    sentence = N_("Certificate #{certificate} was issued.")
    icon = "star"


class PersonWithdrawn(EnrolmentEvent):
    """``freed`` says whether a seat is free now; ``by_session`` whether the whole session was cancelled."""

    name = "training.withdrawn"
    fields = {"number": int, "session": str, "freed": bool, "by_session": bool}
    sentence = N_("A registration for the session #{number} was cancelled.")
    icon = "close"


class TrainingExported(Event):
    """A list was taken out. Its subject is the member."""

    name = "training.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} rows of the training out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(CoursePublished, CourseChanged, CourseRetired, MaterialsChanged, SeriesBegun, SeriesEnded),
    *(SessionPlanned, SessionChanged, SessionAnnounced, SessionCancelled),
    *(
        SessionNear,
        SessionStarted,
        SessionEnded,
        QuestionNoted,
        SurveyOpened,
        QualityCalled,
        SessionGraded,
        SessionClosed,
        AttendanceNoted,
        TrainerLeft,
        TrainerBack,
    ),
    *(FeePaid, ResultFedBack, CertificateIssued),
    *(PersonRegistered, PersonMovedUp, PersonWithdrawn, RegisterUpdated, TrainingExported),
)
