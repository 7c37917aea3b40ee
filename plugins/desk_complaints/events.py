"""Facts about complaints. ``number`` is the complaint's; classification is told in stored words, people never."""

from desk.extend import N_, Event


class ComplaintEvent(Event):
    subject_kind = "complaint"
    fields = {"number": int}
    icon = "alert"


class Received(ComplaintEvent):
    """``key`` says whether the customer is one of the best."""

    name = "complaints.received"
    fields = {"number": int, "medium": str, "key": bool}
    sentence = N_("{by} registered it.")
    icon = "plus"


class Accepted(ComplaintEvent):
    name = "complaints.accepted"
    fields = {"number": int, "level": str, "category": str, "item": str, "position": str, "key": bool}
    sentence = N_("{by} judged it valid.")
    icon = "check"


class Serious(ComplaintEvent):
    name = "complaints.serious"
    sentence = N_("{by} called it serious.")


class Told(ComplaintEvent):
    name = "complaints.leader_told"
    sentence = N_("The general manager was told.")
    icon = "bell"


class Explained(ComplaintEvent):
    name = "complaints.explained"
    sentence = N_("{by} judged it not valid and explained why.")
    icon = "chat"


class Regraded(ComplaintEvent):
    name = "complaints.regraded"
    fields = {"number": int, "level": str, "category": str, "item": str, "position": str}
    sentence = N_("{by} classified it anew.")
    icon = "edit"


class Taken(ComplaintEvent):
    name = "complaints.taken"
    sentence = N_("{by} took it on: it can be solved at once.")
    icon = "play"


class Assigned(ComplaintEvent):
    name = "complaints.assigned"
    sentence = N_("{by} passed it on.")
    icon = "transfer"


class Instructed(ComplaintEvent):
    name = "complaints.instructed"
    sentence = N_("{by} named the cause and the measure.")
    icon = "edit"


class Responded(ComplaintEvent):
    """``first`` says whether nobody had answered before."""

    name = "complaints.responded"
    fields = {"number": int, "first": bool}
    sentence = N_("{by} answered the customer.")
    icon = "chat"


class ResultReturned(ComplaintEvent):
    name = "complaints.result_returned"
    sentence = N_("{by} returned the result.")
    icon = "send"


class Verified(ComplaintEvent):
    """``by_customer`` says whether the customer said so in the portal."""

    name = "complaints.verified"
    fields = {"number": int, "by_customer": bool}
    sentence = N_("{by} confirmed that the customer is satisfied.")
    icon = "check"


class NotSolved(ComplaintEvent):
    """``loops`` is how often by now."""

    name = "complaints.not_solved"
    fields = {"number": int, "loops": int}
    sentence = N_("{by} said that it isn't solved.")
    icon = "refresh"


class Escalated(ComplaintEvent):
    name = "complaints.escalated"
    sentence = N_("{by} handed it up to headquarters.")
    icon = "tower"


class Answered(ComplaintEvent):
    name = "complaints.answered"
    sentence = N_("{by} noted the answer of headquarters.")
    icon = "tower"


class MeasuresRecorded(ComplaintEvent):
    name = "complaints.measures_recorded"
    sentence = N_("{by} recorded the cause and the measures.")
    icon = "shield"


class Closed(ComplaintEvent):
    name = "complaints.closed"
    fields = {"number": int, "valid": bool}
    sentence = N_("{by} archived it.")
    icon = "check"


class Withdrawn(ComplaintEvent):
    name = "complaints.withdrawn"
    sentence = N_("{by} withdrew it.")
    icon = "close"


class Reopened(ComplaintEvent):
    name = "complaints.reopened"
    sentence = N_("{by} opened it again.")
    icon = "refresh"


class Appealed(ComplaintEvent):
    name = "complaints.appealed"
    sentence = N_("{by} appealed against it; it is reviewed anew.")
    icon = "refresh"


class SentBack(ComplaintEvent):
    name = "complaints.sent_back"
    sentence = N_("Headquarters isn't content; it is reviewed anew.")
    icon = "undo"


class RemedyOrdered(ComplaintEvent):
    """The cause of the request that puts it right."""

    name = "complaints.remedy_visit_ordered"
    fields = {"number": int, "kind": str}
    sentence = N_("{by} ordered what puts it right.")
    icon = "truck"


class AmendsProposed(ComplaintEvent):
    name = "complaints.compensation_proposed"
    fields = {"number": int, "kind": str}
    sentence = N_("{by} proposed a compensation.")
    icon = "coins"


class AmendsDecided(ComplaintEvent):
    name = "complaints.compensation_decided"
    fields = {"number": int, "kind": str, "approved": bool}
    sentence = N_("{by} decided about a compensation.")
    icon = "coins"


class MeasureFailed(ComplaintEvent):
    name = "complaints.measure_failed"
    sentence = N_("A measure doesn't help; another one is asked for.")
    icon = "shield"


class EvidenceSealed(ComplaintEvent):
    """Files that were put to it, each under seal."""

    name = "complaints.evidence_sealed"
    fields = {"number": int, "files": int}
    sentence = N_("{by} put {files} files to it, under seal.")
    icon = "lock"


class Noted(ComplaintEvent):
    name = "complaints.noted"
    sentence = N_("{by} added a note.")
    icon = "edit"


class ReportEvent(Event):
    """About the analysis report of a month, ``YYYY-MM``."""

    subject_kind = "complaints_report"
    fields = {"month": str}
    icon = "chart"


class ReportOpened(ReportEvent):
    name = "complaints.report_opened"
    sentence = N_("{by} began the report of {month}.")


class ReportDrafted(ReportEvent):
    """``over`` says whether the month is: then it is promised to be issued."""

    name = "complaints.report_drafted"
    fields = {"month": str, "over": bool}
    sentence = N_("{by} drafted the report of {month}.")


class ReportReviewed(ReportEvent):
    name = "complaints.report_reviewed"
    sentence = N_("{by} reviewed the report of {month}.")


class ReportIssued(ReportEvent):
    name = "complaints.report_issued"
    sentence = N_("{by} issued the report of {month}.")


class ReportAcknowledged(ReportEvent):
    name = "complaints.report_acknowledged"
    sentence = N_("{by} took note of the report of {month}.")


class VolumesNoted(ReportEvent):
    name = "complaints.volumes_noted"
    sentence = N_("{by} noted the services of {month}.")


class SummaryEvent(Event):
    """About a summary of a period; ``until`` is its last day."""

    subject_kind = "complaints_summary"
    fields = {"kind": str, "until": str}
    icon = "chart"


class SummaryOwed(SummaryEvent):
    name = "complaints.summary_owed"
    sentence = N_("The summary until {until} is to be written.")


class SummaryHandedIn(SummaryEvent):
    name = "complaints.summary_handed_in"
    sentence = N_("{by} handed in the summary until {until}.")


class BroughtIn(Event):
    """Complaints registered elsewhere were added."""

    name = "complaints.brought_in"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} brought in {count} complaints.")
    icon = "upload"


class Exported(Event):
    """A list was taken out."""

    name = "complaints.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took out a list of {count} complaints.")
    audit = "export"
    icon = "download"


EVENTS: list[type[Event]] = [
    *(Received, Accepted, Serious, Told, Explained, Regraded, Taken, Assigned, Instructed, Responded),
    *(ResultReturned, Verified, NotSolved, Escalated, Answered, MeasuresRecorded, Closed, Withdrawn, Reopened, Noted),
    *(Appealed, SentBack, EvidenceSealed),
    *(RemedyOrdered, AmendsProposed, AmendsDecided, MeasureFailed),
    *(ReportOpened, ReportDrafted, ReportReviewed, ReportIssued, ReportAcknowledged, VolumesNoted),
    *(SummaryOwed, SummaryHandedIn),
    *(BroughtIn, Exported),
]
