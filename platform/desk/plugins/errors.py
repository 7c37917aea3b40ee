"""Why a plugin can't be switched, in sentences for whoever tried."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class CannotRun(Refusal):
    """It was not loaded, or its migrations failed; ``why`` says which."""

    sentence = N_("{plugin} can't be switched on: {why}")


class NotMigrated(Refusal):
    """Its tables are not there yet."""

    sentence = N_("{plugin} can't be switched on before its tables are made: {tables}.")
    way_out = N_("Whoever runs the platform does so with `desk migrate`.")


class NotAllowed(Refusal):
    """Headquarters says which modules a partner may switch on."""

    sentence = N_("Headquarters doesn't let your company switch on {plugin}.")
    way_out = N_("Please ask headquarters.")


class NeedsOthers(Refusal):
    """Others must be on first."""

    sentence = N_("{plugin} works only together with {others}. Switch that on first.")


class InConflict(Refusal):
    """Another one is on that doesn't go with it."""

    sentence = N_("{plugin} doesn't go together with {others}, which is on here.")


class NeededByOthers(Refusal):
    """Others that are on would be left without it."""

    sentence = N_("{others} works only together with {plugin}. Switch that off first.")


class HearsNoPast(Refusal):
    """Its manifest says that its reactions don't run for facts of the past."""

    sentence = N_("{plugin} can't hear what happened before it was switched on.")


class TooLongAgo(Refusal):
    """The past is heard for a year."""

    sentence = N_("Choose a day of the last {days} days.")


class StillOn(Refusal):
    """It is taken away only when it does nothing any more."""

    sentence = N_("{plugin} is switched on. Switch it off first.")
