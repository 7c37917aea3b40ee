"""Facts about what is published: headquarters' own, and what each partner's own job makes of it."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class BulletinEvent(Event):
    subject_kind = "bulletin"
    icon = "megaphone"


class BulletinArrived(BulletinEvent):
    """At a partner: headquarters published a version of a bulletin."""

    name = "hq.bulletin"
    fields = ("number", "version", "kind", "urgent")
    sentence = N_("Headquarters published bulletin {number}.")


class BulletinGone(BulletinEvent):
    """At a partner: headquarters withdrew a bulletin."""

    name = "hq.bulletin_withdrawn"
    fields = ("number", "version")
    sentence = N_("Headquarters withdrew bulletin {number}.")
    icon = "undo"


class BulletinNoted(BulletinEvent):
    """At a partner: somebody took note of it."""

    name = "bulletin.noted"
    fields = ("number", "version")
    sentence = N_("{by} took note of bulletin {number}.")
    icon = "check"


class BulletinShown(BulletinEvent):
    """At a partner: its customers read it in the portal from now on, or don't any more."""

    name = "bulletin.shown"
    fields = ("number", "version", "shown")
    sentence = N_("{by} decided whether customers read bulletin {number}.")
    icon = "eye"


class BulletinPublished(BulletinEvent):
    """Headquarters' own fact."""

    name = "bulletin.published"
    fields = ("number", "version", "kind", "urgent")
    sentence = N_("{by} published bulletin {number}, version {version}.")


class BulletinWithdrawn(BulletinEvent):
    """Headquarters' own fact."""

    name = "bulletin.withdrawn"
    fields = ("number", "version")
    sentence = N_("{by} withdrew bulletin {number}.")
    icon = "undo"


class PricesChanged(Event):
    """At a partner: headquarters published another price standard."""

    name = "price_standard.changed"
    subject_kind = "price_standard"
    fields = ("version", "valid_from")
    sentence = N_("Headquarters published version {version} of the price standard, valid from {valid_from}.")
    icon = "chart"


class PricesPublished(Event):
    """Headquarters' own fact."""

    name = "price_standard.published"
    subject_kind = "price_standard"
    fields = ("version", "valid_from")
    sentence = N_("{by} published version {version} of the price standard, valid from {valid_from}.")
    icon = "chart"


class PricesExported(Event):
    """The price standard was taken out as a table. Its subject is the member."""

    name = "prices.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} prices out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(BulletinArrived, BulletinGone, BulletinNoted, BulletinShown, BulletinPublished, BulletinWithdrawn),
    *(PricesChanged, PricesPublished, PricesExported),
)
