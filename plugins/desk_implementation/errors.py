"""What can be refused about projects."""

from desk.extend import N_, Refusal

MISSING = {
    "staged": N_("The plan has no stages with tasks yet."),
    "proposed": N_("The proposal and its scope aren't written yet."),
    "plan_signed": N_("The customer has not signed the plan as it is now."),
    "proposal_signed": N_("The customer has not signed the proposal as it is now."),
    "pause_agreed": N_("The project manager has not agreed yet."),
    "company_agrees": N_("The company has to agree: a promise or the product is the reason."),
    "was_paused": N_("It did not pause before."),
    "was_evaluating": N_("It was not being evaluated before."),
    "stages_effective": N_("The customer has not signed all stages."),
    "passed": N_("The evaluation doesn't say that it passed."),
    "failed_stages": N_("The evaluation doesn't name stages that failed."),
    "failed_for_good": N_("The evaluation doesn't say that a promise or the product is the reason."),
    "acceptance_signed": N_("The customer has not signed the final acceptance."),
    "documents_complete": N_("The final report and its list of documents aren't complete."),
    "other_reviewer": N_("You looked through the documents yourself; somebody else has to look, too."),
    "deliverable_signed": N_("The customer has not signed what was delivered."),
    "change_signed": N_("The customer has not signed the change."),
    "log_signed": N_("The customer has not signed the log."),
}
"""What is said of a condition that isn't fulfilled."""
NOT_BEFORE = N_("The end lies before the beginning.")
OUTSIDE_STAGE = N_("This lies outside the days of its stage.")
NOBODY_HERE = N_("Nobody of this name works here.")
NOT_OF_TEAM = N_("Choose somebody of the team.")
NOT_AFTER_TODAY = N_("This day is still to come.")
NOTHING_MOVES = N_("Stages move by at most a thousand days.")
TOO_MANY_PHOTOS = N_("A log takes {most} photos at most.")
NO_SIGNER = N_("Say who signed.")
STAYS = N_("A stage that is signed doesn't move, nor one of another project.")
SAME_PERSON = N_("You asked for it yourself; somebody else has to agree.")
NOT_OF_PROJECT = N_("These stages aren't of this project.")
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
