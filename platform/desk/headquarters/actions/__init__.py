"""What a tenant publishes of itself, and what headquarters does with a partner."""

from desk.headquarters.actions.living import (
    ACTS,
    Invitation,
    allow_plugins,
    invite_partner,
    turn_partner,
    welcome_administrator,
)
from desk.headquarters.actions.publishing import note_export, note_partners, publish_partner, publish_scorecard

__all__ = [
    "ACTS",
    "Invitation",
    "allow_plugins",
    "invite_partner",
    "note_export",
    "note_partners",
    "publish_partner",
    "publish_scorecard",
    "turn_partner",
    "welcome_administrator",
]
