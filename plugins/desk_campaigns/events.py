"""Facts about campaigns. Texts stand in what is handed over, as they went out; who it went to are ids."""

from desk.extend import N_, Event


class CampaignEvent(Event):
    subject_kind = "campaign"
    icon = "megaphone"


class CampaignWritten(CampaignEvent):
    name = "campaigns.written"
    fields = {"number": int, "content": str}
    sentence = N_("{by} wrote campaign #{number}.")
    icon = "edit"


class CampaignPrepared(CampaignEvent):
    name = "campaigns.prepared"
    fields = {"number": int, "recipients": int}
    sentence = N_("{by} made campaign #{number} ready for {recipients} recipients.")
    icon = "check"


class CampaignApproved(CampaignEvent):
    """The audience is frozen; ``skipped`` are left out."""

    name = "campaigns.approved"
    fields = {"number": int, "recipients": int, "skipped": int}
    sentence = N_("{by} approved campaign #{number} for {recipients} recipients.")
    icon = "check"
    audit = "setting"


class CampaignScheduled(CampaignEvent):
    """It begins at ``send_at``, and is late after ``begins_by``."""

    name = "campaigns.scheduled"
    fields = {"number": int, "send_at": str, "begins_by": str}
    sentence = N_("{by} planned when campaign #{number} begins.")
    icon = "clock"


class CampaignStarted(CampaignEvent):
    name = "campaigns.started"
    fields = {"number": int}
    sentence = N_("Campaign #{number} began.")
    icon = "play"


class CampaignPaused(CampaignEvent):
    name = "campaigns.paused"
    fields = {"number": int}
    sentence = N_("{by} paused campaign #{number}.")
    icon = "pause"


class CampaignResumed(CampaignEvent):
    name = "campaigns.resumed"
    fields = {"number": int}
    sentence = N_("{by} went on with campaign #{number}.")
    icon = "play"


class CampaignCancelled(CampaignEvent):
    """``dropped`` recipients get nothing."""

    name = "campaigns.cancelled"
    fields = {"number": int, "dropped": int}
    sentence = N_("{by} cancelled campaign #{number}.")
    icon = "ban"


class CampaignDone(CampaignEvent):
    name = "campaigns.done"
    fields = {"number": int, "recipients": int}
    sentence = N_("Campaign #{number} went to {recipients} recipients.")
    icon = "check"


class CampaignBatch(CampaignEvent):
    """A hundred recipients at most, to be told: messaging puts their deliveries down."""

    name = "campaigns.batch"
    fields = {"content": str, "channels": list[str], "subject": str, "body": str, "contacts": list[str]}
    sentence = N_("A part of a campaign went out.")
    icon = "send"


class CampaignAlert(CampaignBatch):
    """The same of what is urgent."""

    name = "campaigns.alert"
    sentence = N_("A part of an urgent campaign went out.")


class CampaignTried(CampaignEvent):
    """Whoever tried gets it."""

    name = "campaigns.tried"
    fields = {"channels": list[str], "subject": str, "body": str}
    sentence = N_("{by} sent a campaign to themselves for a trial.")
    icon = "send"


class CampaignAnswered(CampaignEvent):
    """Somebody's answer became a ticket."""

    name = "campaigns.answered"
    fields = {"number": int, "ticket": int}
    sentence = N_("An answer to campaign #{number} became ticket #{ticket}.")
    icon = "chat"


class CampaignRegistered(CampaignEvent):
    """Somebody answered that they come."""

    name = "campaigns.registered"
    fields = {"number": int, "contact": str}
    sentence = N_("Somebody registered by answering campaign #{number}.")
    icon = "check"


class CampaignIssued(CampaignEvent):
    """The turn of a series came: it begins until ``begins_by``, unless somebody has to approve it."""

    name = "campaigns.issued"
    fields = {"number": int, "series": int, "begins_by": str}
    sentence = N_("Series #{series} wrote campaign #{number}.")
    icon = "clock"


class SeriesEvent(Event):
    subject_kind = "campaign_series"
    fields = {"number": int}
    icon = "redo"


class SeriesWritten(SeriesEvent):
    name = "campaigns.series_written"
    sentence = N_("{by} wrote series #{number}.")
    icon = "edit"


class SeriesApproved(SeriesEvent):
    name = "campaigns.series_approved"
    sentence = N_("{by} let series #{number} go to many by itself.")
    icon = "check"
    audit = "setting"


class SeriesStopped(SeriesEvent):
    name = "campaigns.series_stopped"
    sentence = N_("{by} stopped series #{number}.")
    icon = "pause"


class SeriesResumed(SeriesEvent):
    name = "campaigns.series_resumed"
    sentence = N_("{by} let series #{number} go on.")
    icon = "play"


class OptOutHeeded(Event):
    """Somebody wants no more: as many campaigns that had them in their audience leave them out."""

    name = "campaigns.opt_out_heeded"
    subject_kind = "contact"
    fields = {"left_out": int}
    sentence = N_("What waited in campaigns for {subject} was dropped: they want no more of it.")
    icon = "ban"


class CampaignsExported(Event):
    """A list was taken out. Its subject is the member."""

    name = "campaigns.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} campaigns out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(CampaignWritten, CampaignPrepared, CampaignApproved, CampaignScheduled, CampaignStarted),
    *(CampaignPaused, CampaignResumed, CampaignCancelled, CampaignDone),
    *(CampaignBatch, CampaignAlert, CampaignTried, OptOutHeeded, CampaignsExported),
    *(CampaignAnswered, CampaignRegistered, CampaignIssued),
    *(SeriesWritten, SeriesApproved, SeriesStopped, SeriesResumed),
)
