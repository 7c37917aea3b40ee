"""Facts about plugins: who switched what, and what it took with it."""

from typing import ClassVar

from desk.foundation.events import Event
from desk.foundation.translation import N_


class PluginEvent(Event):
    """One about a plugin, by its slug."""

    subject_kind = "plugin"
    fields: ClassVar[tuple[str, ...]] = ("plugin",)
    audit = "plugin"
    icon = "layers"


class PluginSwitchedOn(PluginEvent):
    name = "plugin.switched_on"
    sentence = N_("{by} switched the plugin {plugin} on.")


class PluginSwitchedOff(PluginEvent):
    """``dropped`` are the reactions that waited."""

    name = "plugin.switched_off"
    fields = ("plugin", "dropped")
    sentence = N_("{by} switched the plugin {plugin} off; work that waited and was dropped: {dropped}.")


class PluginAskedAgain(PluginEvent):
    name = "plugin.asked_again"
    sentence = N_("{by} had the plugin {plugin} asked again.")


class ReplayBegun(PluginEvent):
    name = "plugin.replay_begun"
    fields = ("plugin", "since", "facts")
    sentence = N_("{by} let the plugin {plugin} hear what happened since {since}: {facts} facts.")


class PluginReplayed(PluginEvent):
    name = "plugin.replayed"
    fields = ("plugin", "facts")
    sentence = N_("The plugin {plugin} was told of {facts} facts of the past.")


class RemovalBegun(PluginEvent):
    name = "plugin.removal_begun"
    fields = ("plugin", "rows")
    sentence = N_("{by} had the plugin {plugin} taken away with all that it stored: {rows} rows.")


class PluginRemoved(PluginEvent):
    name = "plugin.uninstalled"
    fields = ("plugin", "rows")
    sentence = N_("Nothing of the plugin {plugin} is left; what there was is kept as a file: {rows} rows.")


EVENTS = (
    *(PluginSwitchedOn, PluginSwitchedOff, PluginAskedAgain),
    *(ReplayBegun, PluginReplayed, RemovalBegun, PluginRemoved),
)
