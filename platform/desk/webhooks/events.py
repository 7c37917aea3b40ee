"""Facts about webhooks."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class WebhookEvent(Event):
    subject_kind = "webhook"
    icon = "send"


class WebhookAdded(WebhookEvent):
    name = "webhook.added"
    fields = ("patterns",)
    sentence = N_("{by} added a webhook.")


class WebhookChanged(WebhookEvent):
    name = "webhook.changed"
    fields = ("changed",)
    sentence = N_("{by} changed a webhook.")


class WebhookRemoved(WebhookEvent):
    name = "webhook.removed"
    sentence = N_("{by} removed a webhook.")
    icon = "trash"


class WebhookSwitched(WebhookEvent):
    """Off, or on again; ``status`` is the new one."""

    name = "webhook.switched"
    fields = ("status",)
    sentence = N_("{by} switched a webhook.")


class WebhookSecretChanged(WebhookEvent):
    name = "webhook.secret_changed"
    sentence = N_("{by} gave a webhook a new secret.")
    icon = "key"


class WebhookDied(WebhookEvent):
    """The alarm: facts are not sent there any more until somebody switches it on."""

    name = "webhook.died"
    fields = ("why", "failures")
    sentence = N_("A webhook was switched off, because its address takes nothing any more.")
    icon = "alert"


class WebhookTried(WebhookEvent):
    """Sent to this webhook alone, whatever it wants to hear."""

    name = "webhook.tried"
    sentence = N_("{by} tried a webhook.")


class WebhookReplayed(WebhookEvent):
    name = "webhook.replayed"
    fields = ("count",)
    sentence = N_("{by} had facts sent to a webhook again.")
    icon = "redo"


EVENTS = (
    *(WebhookAdded, WebhookChanged, WebhookRemoved, WebhookSwitched, WebhookSecretChanged),
    *(WebhookDied, WebhookTried, WebhookReplayed),
)
