"""
Facts about deadlines. Their subject is the deadline's own: a missed promise about a ticket is a fact about the ticket.

``told`` are the members who are to hear of it, by id; ``gaps`` the rungs on which nobody stood; ``headquarters``
whether the ladder goes up to it; ``rings_at`` is when they may be disturbed: later than the fact at night, unless it is
urgent.
"""

from typing import Any
from uuid import UUID

from desk.foundation.events import Event, Subject
from desk.foundation.principals import Principal
from desk.foundation.translation import N_

TOLD = ("promise", "deadline", "step", "mark", "due_at", "told", "gaps", "headquarters", "rings_at", "late_seconds")


class DeadlineEvent(Event):
    subject_kind = "deadline"

    def __init__(self, subject: Subject, *, by: Principal, customer_id: UUID | None, **payload: Any) -> None:
        super().__init__(subject.id, by=by, customer_id=customer_id, **payload)
        self.subject = subject


class DeadlineReminded(DeadlineEvent):
    name = "deadline.reminded"
    fields = TOLD
    sentence = N_("A reminder went out: {promise} will soon be due.")
    icon = "clock"


class DeadlineMissed(DeadlineEvent):
    """The due time passed; recorded once for each deadline, whoever is told."""

    name = "deadline.missed"
    fields = TOLD
    sentence = N_("A promise was missed: {promise}.")
    icon = "clock"


class DeadlineClimbed(DeadlineEvent):
    """It is still missed, and the next rung is told."""

    name = "deadline.climbed"
    fields = TOLD
    sentence = N_("The next rung was told: {promise} is still open.")
    icon = "clock"


class DeadlineAcknowledged(DeadlineEvent):
    name = "deadline.acknowledged"
    fields = ("promise", "deadline")
    sentence = N_("{by} saw to it: {promise}. The ladder stops.")
    icon = "eye"


class PolicySet(Event):
    """How long a promise may take from now on; the subject is the version."""

    name = "policy.set"
    subject_kind = "deadline_policy"
    fields = ("promise", "version", "applies")
    sentence = N_("{by} set version {version} of the limit of {promise}.")
    icon = "clock"


class ProfileChosen(Event):
    """Another set of limits to start from; each limit that changed with it has a fact of its own."""

    name = "profile.chosen"
    subject_kind = "deadline_profile"
    fields = ("profile", "applies")
    sentence = N_("{by} chose the set of limits {profile}.")
    icon = "clock"


class MinimumPublished(Event):
    """Headquarters' own fact: what every partner has to keep at least."""

    name = "minimum.published"
    subject_kind = "deadline_minimum"
    fields = ("promise", "version")
    sentence = N_("{by} published version {version} of the minimum of {promise}.")
    icon = "tower"


class MinimumSpread(Event):
    """Headquarters' own fact: a minimum reached more partners or all, was halted, or taken back; ``act`` says which."""

    name = "minimum.spread"
    subject_kind = "deadline_minimum"
    fields = ("promise", "version", "act")
    sentence = N_("{by} led version {version} of the minimum of {promise} on.")
    icon = "tower"


class DeadlinesExported(Event):
    """A list or figures were taken out. The subject is the member."""

    name = "deadlines.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} lines of promises out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    DeadlinesExported,
    PolicySet,
    ProfileChosen,
    MinimumPublished,
    MinimumSpread,
    DeadlineReminded,
    DeadlineMissed,
    DeadlineClimbed,
    DeadlineAcknowledged,
)
