"""What a tenant publishes of itself, and what headquarters does with a partner."""

from desk.headquarters.actions.alerting import acknowledge_alert, note_alerts, watch_partners
from desk.headquarters.actions.archiving import archive_portion, ask_archive, fetch_archive, fetch_own_archive
from desk.headquarters.actions.erasing import clear_up
from desk.headquarters.actions.living import (
    ACTS,
    Invitation,
    allow_plugins,
    invite_partner,
    turn_partner,
    welcome_administrator,
)
from desk.headquarters.actions.publishing import (
    note_export,
    note_partners,
    publish_partner,
    publish_scorecard,
    publish_weeks,
)

__all__ = [
    "ACTS",
    "Invitation",
    "acknowledge_alert",
    "allow_plugins",
    "archive_portion",
    "ask_archive",
    "clear_up",
    "fetch_archive",
    "fetch_own_archive",
    "invite_partner",
    "note_alerts",
    "note_export",
    "note_partners",
    "publish_partner",
    "publish_scorecard",
    "publish_weeks",
    "turn_partner",
    "watch_partners",
    "welcome_administrator",
]
