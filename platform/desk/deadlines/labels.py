"""Words for what deadlines store. What a promise is called stands in its declaration."""

from desk.foundation.labels import label
from desk.foundation.translation import N_, language, ngettext
from desk.kit.time import span

PROFILES = {
    "software_partner": N_("Software partner"),
    "contract_service": N_("Service by contract"),
    "hall": N_("Business hall"),
}
LADDERS = {
    "L0": N_("L0: only recorded"),
    "L1": N_("L1: owner, direct manager, general manager"),
    "L2": N_("L2: complaints, to the managers at once"),
    "L3": N_("L3: reports, reminded a day before"),
    "L4": N_("L4: as L1, and up to headquarters after twice the time"),
}
LABELS = {
    "minimum.reach": {
        "some": N_("Reaching some partners"),
        "halted": N_("Halted"),
        "all": N_("Counts for all partners"),
        "back": N_("Taken back everywhere"),
    },
    "figure.by": {"promise": N_("By promise")},
    "deadline.profile": PROFILES,
    "deadline.ladder": LADDERS,
    "deadline.priority": {"urgent": N_("Urgent"), "normal": N_("Not urgent")},
    "deadline.status": {
        "running": N_("Running"),
        "paused": N_("Paused"),
        "met": N_("Kept"),
        "missed": N_("Missed"),
        "cancelled": N_("Called off"),
    },
    "deadline.basis": {
        "work": N_("working time"),
        "clock": N_("any time"),
        "wd": N_("working days"),
        "cd": N_("calendar days"),
        "shift": N_("by the shift"),
        "promised": N_("a promised moment"),
    },
    "deadline.turn": {
        "us": N_("our turn"),
        "customer": N_("the customer's turn"),
        "headquarters": N_("headquarters' turn"),
    },
    "deadline.state": {"running": N_("runs"), "paused": N_("pauses"), "ended": N_("is over")},
    "deadline.rung": {
        "owner": N_("whose it is"),
        "direct_manager": N_("the direct manager"),
        "headquarters": N_("headquarters"),
    },
}


def limit_words(basis: str, amount: int) -> str:
    """A limit in words: 3 h working time."""
    if basis == "wd":
        return ngettext("%(num)d working day", "%(num)d working days", amount) % {"num": amount}
    if basis == "cd":
        return ngettext("%(num)d calendar day", "%(num)d calendar days", amount) % {"num": amount}
    if basis in ("shift", "promised"):
        return label("deadline.basis", basis)
    return f"{span(amount, language.get())} {label('deadline.basis', basis)}"
