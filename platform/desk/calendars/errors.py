"""What can be refused about calendars."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class TakenAlready(Refusal):
    """Of several calendars nobody could say which counts."""

    sentence = N_("There is a calendar for this already.")
    way_out = N_("Change that one, or remove it first.")


class NoWorkAtAll(Refusal):
    """Nothing could ever fall due."""

    status = 422
    sentence = N_("In this calendar nobody ever works. Please enter some hours.")


class TooManyDays(Refusal):
    """A calendar isn't a diary."""

    status = 422
    sentence = N_("A calendar holds at most {most} days of its own. Remove some that are long past.")


class NotThatDay(Refusal):
    """A day that nobody said anything of."""

    status = 404
    sentence = N_("Nothing special was said of {day}.")


class YearIsConfirmed(Refusal):
    """What a notice confirmed isn't replaced by what a program knows."""

    sentence = N_("The year {year} is confirmed. Change single days, or open it again first.")


class NoDays(Refusal):
    """An empty year would make every holiday a working day."""

    sentence = N_("The year {year} has no days yet. Enter them first, then confirm it.")
