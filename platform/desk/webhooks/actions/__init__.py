"""Every write to webhooks: keeping them, putting facts on their way, sending, sending again."""

from desk.webhooks.actions.keeping import (
    MOST,
    NewWebhook,
    add_webhook,
    change_secret,
    change_webhook,
    remove_webhook,
    switch_off,
    switch_on,
)
from desk.webhooks.actions.replaying import MOST_AGAIN, replay_delivery, replay_span, try_webhook
from desk.webhooks.actions.sending import send_waiting
from desk.webhooks.actions.telling import put_on_the_way

__all__ = [
    "MOST",
    "MOST_AGAIN",
    "NewWebhook",
    "add_webhook",
    "change_secret",
    "change_webhook",
    "put_on_the_way",
    "remove_webhook",
    "replay_delivery",
    "replay_span",
    "send_waiting",
    "switch_off",
    "switch_on",
    "try_webhook",
]
