"""What can be refused about customers."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class KeyTaken(Refusal):
    """The key of another system belongs to one customer of a tenant."""

    sentence = N_("Another customer has this external number already.")


class RelatedAlready(Refusal):
    sentence = N_("These two are related in this way already.")


class HasAccess(Refusal):
    """A contact signs in with one login."""

    sentence = N_("{name} has access to the portal already.")


class HasNoAccess(Refusal):
    sentence = N_("{name} has no access to the portal.")


class SameOne(Refusal):
    """Merging takes two."""

    sentence = N_("Nobody can be merged into themselves.")


class BothSignIn(Refusal):
    """Whose password counts is for people to decide."""

    sentence = N_(
        "{one} and {other} both have access to the portal. Take back the access that is not used, then merge."
    )


class StillPointedTo(Refusal):
    """A table that no merge step names still points there."""

    sentence = N_("Something of a plugin that isn't installed any more still belongs to {name} ({table}).")


class AnsweredAlready(Refusal):
    """The first of two answers counts."""

    sentence = N_("This has been answered or taken back already.")


class UndoneAlready(Refusal):
    sentence = N_("This merging has been undone already.")


class TooLateToUndo(Refusal):
    sentence = N_("A merging can be undone for {hours} hours; this one is older.")


class MergedFurther(Refusal):
    """The last merging is undone first."""

    sentence = N_("The one that stayed has been merged further since. Undo that merging first.")
