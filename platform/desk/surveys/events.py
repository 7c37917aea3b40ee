"""
Facts about surveys. ``levels`` maps dimensions to poor, average or good; what somebody wrote stands in no fact.

Their cause is the fact after which it was asked.
"""

from desk.foundation.events import Event
from desk.foundation.translation import N_

ABOUT = ("kind", "subject", "contact")
"""``subject`` is kind and id; ``contact`` an id as text, or empty."""


class SurveyEvent(Event):
    subject_kind = "survey"
    icon = "star"


class SurveyAsked(SurveyEvent):
    name = "survey.asked"
    fields = ABOUT
    sentence = N_("The customer was asked for a rating.")
    icon = "send"


class SurveyLinkMade(SurveyEvent):
    """Somebody hands it over themselves, so no mail goes out."""

    name = "survey.link_made"
    fields = ABOUT
    sentence = N_("{by} made a link for the customer.")
    icon = "link"


class SurveyAnswered(SurveyEvent):
    """``channel`` is ``link``, ``qr``, ``page`` or ``phone``."""

    name = "survey.answered"
    fields = (*ABOUT, "channel", "levels", "low")
    sentence = N_("The customer gave a rating.")


class SatisfactionLow(SurveyEvent):
    """At least one dimension is as low as the tenant takes seriously."""

    name = "satisfaction.low"
    fields = (*ABOUT, "levels")
    sentence = N_("The customer is not satisfied.")
    icon = "alert"


class SatisfactionTaken(SurveyEvent):
    """Somebody else has the task to talk to who isn't satisfied."""

    name = "satisfaction.taken"
    sentence = N_("Somebody sees to it.")
    icon = "person-add"


class SatisfactionHandled(SurveyEvent):
    """``result`` is ``settled``, ``not_settled`` or ``not_reached``."""

    name = "satisfaction.handled"
    fields = ("result",)
    sentence = N_("Somebody talked to the customer.")
    icon = "check"


class SatisfactionDropped(SurveyEvent):
    """The task was declined or cancelled: nobody talks to the customer."""

    name = "satisfaction.dropped"
    sentence = N_("Nobody talks to the customer: the task was dropped.")
    icon = "close"


class SurveyWordingChanged(Event):
    """Its subject is the wording."""

    name = "survey.wording_changed"
    subject_kind = "survey_wording"
    fields = ("kind", "is_on")
    sentence = N_("{by} changed how customers are asked.")
    icon = "edit"


class SurveysExported(Event):
    """A list or figures were taken out. Its subject is the member."""

    name = "surveys.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} ratings out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(SurveyAsked, SurveyLinkMade, SurveyAnswered),
    *(SatisfactionLow, SatisfactionTaken, SatisfactionHandled, SatisfactionDropped),
    *(SurveyWordingChanged, SurveysExported),
)
