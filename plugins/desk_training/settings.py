"""What a tenant chooses about training."""

from desk.extend import N_, Setting

REMINDER = Setting(
    "training.reminder_hours",
    "count",
    24,
    N_("People are reminded before a session"),
    N_("0: not at all."),
    N_("hours"),
    least=0,
    most=336,
)
AWAY = Setting(
    "training.away_minutes",
    "count",
    10,
    N_("A trainer may be out of the room for"),
    N_("Longer only with somebody who stands in."),
    N_("minutes"),
    least=1,
    most=60,
)
SETTINGS = (REMINDER, AWAY)
