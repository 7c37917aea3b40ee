"""What may be sent about surveys, by browsers, by whoever has a link, and by programs."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.translation import gettext
from desk.foundation.web.forms import TOO_LONG, Form, read_values
from desk.surveys.kinds import SurveyKind
from desk.surveys.queries import Wording

Words = Annotated[str, Meta(max_length=2_000)]
LINE = 300
"""Characters of a question."""


class AnswerForm(Form):
    comment: Words = ""


class ApiAnswer(Form):
    """``PUT /surveys/{survey}/answer``: what a customer said on the phone; each level poor, average or good."""

    levels: list[str]
    """``skill=good``, one for each question."""
    comment: Words = ""


class WordingForm(Form):
    is_on: bool = False
    wait_hours: Annotated[int, Meta(ge=0, le=720)] = 0
    intro: Words = ""


def read_answer(values: Mapping[str, Any], kind: SurveyKind) -> tuple[dict[str, str], str]:
    """The level of each question and the comment. Raises ``Invalid``."""
    form = read_values(values, AnswerForm)
    return {one.id: str(values.get(one.id, ""))[:20] for one in kind.questions}, form.comment


def read_levels(given: list[str]) -> dict[str, str]:
    """``skill=good`` as a mapping; what has no ``=`` is an empty level, which is refused."""
    return {name.strip(): level.strip() for name, _, level in (one.partition("=") for one in given)}


def read_wording(values: Mapping[str, Any], kind: SurveyKind) -> Wording:
    """How a tenant asks. Raises ``Invalid`` with all that is wrong."""
    form = read_values(values, WordingForm)
    texts = {one.id: str(values.get(f"text_{one.id}", "")).strip() for one in kind.questions}
    too_long = {
        f"text_{name}": gettext(TOO_LONG).format(limit=LINE, count=len(text))
        for name, text in texts.items()
        if len(text) > LINE
    }
    if too_long:
        raise Invalid(too_long)
    return Wording(form.is_on, form.wait_hours, form.intro, texts)
