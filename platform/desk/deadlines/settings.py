"""Where a tenant says how long things may take."""

from desk.deadlines.labels import PROFILES
from desk.foundation.choices import NOT_THIS, Setting, SettingsPage
from desk.foundation.translation import N_, gettext

LIMITS = "/promises/limits"


def _read(said: object) -> str:
    """The name of a set of limits. Raises ``ValueError``."""
    if not isinstance(said, str) or said not in PROFILES:
        raise ValueError(gettext(NOT_THIS))
    return said


PROFILE = Setting("deadlines.profile", "own", next(iter(PROFILES)), N_("Profile"), page=LIMITS, reads=_read)
"""What counts until one is chosen on its page, where each choice is a version."""
SETTINGS = (
    PROFILE,
    SettingsPage(N_("Limits of promises"), LIMITS, "deadline.set", N_("How long each promise may take, and who hears")),
)
