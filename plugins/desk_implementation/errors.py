"""What can be refused about projects."""

from desk.extend import N_, Refusal

MISSING = {
    "staged": N_("The plan has no stages with tasks yet."),
    "proposed": N_("The proposal and its scope aren't written yet."),
    "plan_signed": N_("The customer has not signed the plan as it is now."),
    "proposal_signed": N_("The customer has not signed the proposal as it is now."),
}
"""What is said of a condition that isn't fulfilled."""
NOT_BEFORE = N_("The end lies before the beginning.")
OUTSIDE_STAGE = N_("This lies outside the days of its stage.")
NOBODY_HERE = N_("Nobody of this name works here.")
NOT_OF_TEAM = N_("Choose somebody of the team.")
NAMED_ALREADY = N_("There is a template of this name already.")


class Unmet(Refusal):
    """A Move whose conditions aren't fulfilled."""

    sentence = N_("That isn't possible yet. {what}")


class HasStages(Refusal):
    """A template is for a plan that has nothing yet."""

    sentence = N_("The plan has stages already.")


class NothingToKeep(Refusal):
    """A plan without stages makes no template."""

    sentence = N_("The plan has no stages yet.")
