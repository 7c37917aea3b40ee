"""Messages as their pages see them: words for kinds, channels and reasons, and where each thing is."""

from collections.abc import Iterable, Sequence
from typing import Any

from asyncpg import Record

from desk.foundation.labels import label
from desk.foundation.notices import Channel, Notice, Person
from desk.foundation.principals import Principal
from desk.foundation.tenancy import TenantFacts, current_scope
from desk.foundation.translation import gettext
from desk.messaging import kinds, queries
from desk.messaging.settings import channels_of
from desk.messaging.states import AGAIN, EVERY_KIND, objection

_LOOKS = {
    "waiting": ("amber", "clock"),
    "sending": ("blue", "send"),
    "sent": ("green", "check"),
    "failed": ("red", "close"),
    "bounced": ("red", "undo"),
    "skipped": ("grey", "ban"),
    "unknown": ("amber", "alert"),
}


def kind_word(kind: str) -> str:
    """What a notice is called; its id where nobody declares it any more."""
    found = kinds.notices().get(kind)
    return gettext(found[1].label) if found else kind


def channel_word(key: str) -> str:
    """What a channel is called."""
    found = kinds.channels().get(key)
    return gettext(found[1].label) if found else key


def delivery_view(found: Record) -> dict[str, Any]:
    """One line of the log."""
    tint, sign = _LOOKS[found["status"]]
    return dict(found) | {
        "tint": tint,
        "sign": sign,
        "kind_word": kind_word(found["kind"]),
        "channel_word": channel_word(found["channel"]),
        "why_word": label("delivery.why", found["why"]) if found["why"] else "",
        "may_again": found["status"] in AGAIN,
        "person_url": person_url(found),
    }


def person_url(found: Record) -> str:
    """Where somebody's own page is."""
    if found["person_kind"] == "contact" and found["customer_id"]:
        return f"/customers/{found['customer_id']}/contacts/{found['person_id']}/messages"
    return f"/deliveries?person={found['person_id']}"


def notice_view(notice: Notice, tenant: TenantFacts, changed: int) -> dict[str, Any]:
    """One line of the list of notices."""
    on = channels_of(tenant.settings, notice)
    return {
        "id": notice.id,
        "label": gettext(notice.label),
        "event": notice.event,
        "audience": audience_word(notice.audience),
        "consent": consent_word(notice.consent),
        "urgent": notice.urgent,
        "channels": [channel_word(one) for one in on if kinds.channel(one, tenant)],
        "changed": changed,
    }


def audience_word(audience: str) -> str:
    """Whom a notice is for."""
    return {
        "member": gettext("Colleagues"),
        "contact": gettext("Contacts"),
        "either": gettext("Colleagues and contacts"),
    }[audience]


def consent_word(consent: str) -> str:
    """What a notice needs of a person before it goes to them."""
    return {
        "none": gettext("always, also in quiet hours"),
        "assumed": gettext("until they say no"),
        "needed": gettext("only if they said yes"),
    }[consent]


def offered(tenant: TenantFacts, audience: str) -> list[tuple[Notice, list[Channel]]]:
    """What somebody can choose to get: the notices that can be refused, each with the channels by which it goes."""
    found = []
    for notice in kinds.notices_here(tenant):
        if notice.consent == "none" or notice.audience not in (audience, "either"):
            continue
        ways = [kinds.channel(key, tenant) for key in channels_of(tenant.settings, notice)]
        if here := [one for one in ways if one is not None]:
            found.append((notice, here))
    return found


def choices(
    tenant: TenantFacts, person: Person, consents: Sequence[Record], said: queries.Said
) -> list[dict[str, Any]]:
    """What a contact gets, kind by kind and channel by channel, with the reason where they don't."""
    written = {(one["channel"], one["kind"]): one for one in consents}
    found = []
    for notice, ways in offered(tenant, "contact"):
        lines = []
        for way in ways:
            asked = queries.wants(said, person.id, way.key, notice.id)
            why = objection(notice.consent, is_there=person.is_there, address=way.address_of(person), said=asked)
            last = written.get((way.key, notice.id)) or written.get((way.key, EVERY_KIND))
            lines.append(
                {
                    "key": way.key,
                    "word": gettext(way.label),
                    "icon": way.icon,
                    "wanted": asked is True or (asked is None and notice.consent == "assumed"),
                    "gets": why is None,
                    "why": label("delivery.why", why) if why else "",
                    "address": way.address_of(person) if way.rings else "",
                    "source": label("consent.source", last["source"]) if last else "",
                    "at": last["at"] if last else None,
                    "by": last["by_name"] if last else "",
                }
            )
        found.append({"kind": notice.id, "word": gettext(notice.label), "ways": lines})
    return found


def tabs(here: str, by: Principal) -> list[dict[str, Any]]:
    """The pages about messages, as far as somebody may look."""
    ways = kinds.channels_here(current_scope().tenant)
    all_tabs = [
        ("delivery.read", "/deliveries", gettext("Sent messages")),
        ("delivery.read", "/replies", gettext("Answers")),
        ("notice.manage", "/notices", gettext("Notices and texts")),
        ("notice.manage", "/notices/channels", gettext("Channels")),
        ("notice.manage", "/notices/rules", gettext("Rules and mail server")),
        *(("notice.manage", one.page, gettext(one.label)) for one in ways if one.page),
    ]
    return [
        {"label": word, "url": url, "current": url == here, "count": None, "hot": False}
        for permission, url, word in all_tabs
        if by.may(permission)
    ]


def options(found: Iterable[tuple[str, str]], first: str) -> list[tuple[str, str]]:
    """Choices of a filter, with one for all."""
    return [("", first), *found]


def why_line(found: Record) -> str:
    """What came of a delivery, in one short line for a panel."""
    word = label("delivery.status", found["status"])
    return f"{word}{gettext(': ')}{label('delivery.why', found['why'])}" if found["why"] else word


def panel_lines(found: Iterable[Record], *, named: str) -> list[dict[str, Any]]:
    """The lines of a panel: by the person or by the notice, by which way, and whether it came."""
    lines = []
    for one in found:
        shown = delivery_view(one)
        parts = [shown["kind_word"]] if named != "kind_word" else []
        lines.append(shown | {"head": shown[named] or "–", "line": " · ".join([*parts, why_line(one)])})
    return lines


def reply_view(found: Record) -> dict[str, Any]:
    """One answer, with where whoever wrote it is."""
    where = f"/customers/{found['customer_id']}/contacts/{found['contact']}/messages"
    return dict(found) | {
        "channel_word": channel_word(found["channel"]),
        "contact_url": where if found["contact"] and found["customer_id"] else "",
    }


def inbox_view(found: Record) -> dict[str, Any]:
    """One thing in an inbox."""
    return dict(found) | {"kind_word": kind_word(found["kind"])}
