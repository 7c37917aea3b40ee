"""Facts about the robot of a tenant's group chat. Payloads hold names of fields, never what they say."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class RobotChanged(Event):
    name = "chat_robot.changed"
    subject_kind = "tenant"
    fields = ("robot", "changed")
    sentence = N_("{by} changed the robot of the group chat.")
    icon = "edit"
    audit = "permission"


class RobotRemoved(Event):
    name = "chat_robot.removed"
    subject_kind = "tenant"
    fields = ("robot",)
    sentence = N_("{by} removed the robot of the group chat.")
    icon = "trash"
    audit = "permission"


class RobotTried(Event):
    """Whoever tried is written to in the group."""

    name = "chat_robot.tried"
    subject_kind = "tenant"
    sentence = N_("{by} tried the robot of the group chat.")
    icon = "send"


EVENTS = (RobotChanged, RobotRemoved, RobotTried)
