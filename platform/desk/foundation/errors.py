"""
Refusals: the platform understood and says no, in a sentence for the person it happens to.

Anything that is not a Refusal is a bug and becomes a 500 with a short code.
"""

from typing import Any, ClassVar

from desk.foundation.translation import N_, gettext


class Refusal(Exception):
    """Says no with a translated sentence; the values fill its braces."""

    status: ClassVar[int] = 409
    sentence: ClassVar[str] = N_("This can't be done.")
    way_out: ClassVar[str | None] = None
    """A second sentence that says what to do instead, where there is something."""
    retry_after: ClassVar[int | None] = None
    """Seconds after which it is worth asking again."""
    for_programs: ClassVar[str | None] = None
    """What the API says instead, where the sentence speaks of pages."""

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(type(self).__name__)

    @property
    def kind(self) -> str:
        """The stable name for the API: ``cannot-move``."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return self._said(self.sentence)

    def to_programs(self) -> str:
        """The sentence as the API says it."""
        return self._said(self.for_programs or self.sentence)

    def _said(self, sentence: str) -> str:
        values = {key: gettext(value) if isinstance(value, str) else value for key, value in self.values.items()}
        return gettext(sentence).format(**values)


class NotFound(Refusal):
    """Also for what exists in another tenant: a 403 would tell that it exists."""

    status = 404
    sentence = N_("We can't find this page. The number may be wrong, or it isn't yours.")
    for_programs = N_("There is nothing here. The path or an id may be wrong, or it isn't yours.")


class MergedAway(NotFound):
    """What was asked for was merged into another: who reads is led there, who writes is told."""

    status = 409
    sentence = N_(
        "This was merged into another in the meantime. Open it again: you will be led to the one that stayed."
    )
    for_programs = N_("This was merged into another. Read it again to be led to the one that stayed.")

    def __init__(self, old: Any, new: Any) -> None:
        super().__init__()
        self.old, self.new = str(old), str(new)


class Forbidden(Refusal):
    """The person is known and lacks the permission."""

    status = 403
    sentence = N_("Your roles don't allow this.")
    way_out = N_("Ask an administrator of your company if you need it.")


class Unauthorized(Refusal):
    """Nobody is signed in, or the token is not valid any more."""

    status = 401
    sentence = N_("Please sign in first.")
    for_programs = N_("This needs a token that is still good: “Authorization: Bearer desk_api_…”.")


class DoFirst(Refusal):
    """Something has to be done before anything else; people are led there."""

    status = 403
    sentence = N_("Something else has to be done first.")

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class Stale(Refusal):
    """Somebody else changed the same thing in between."""

    status = 409
    sentence = N_("{who} changed this in the meantime. Your text is kept below; look at the change and send it again.")
    for_programs = N_("{who} changed this in the meantime. Read it again, then send your change.")


class TenantSuspended(Refusal):
    """Read-only until headquarters says otherwise."""

    status = 403
    sentence = N_("This workspace is suspended: you can read everything, but nothing can be changed.")
    way_out = N_("Headquarters can tell you more.")


class WrongMethod(Refusal):
    """The path is there, and takes other methods."""

    status = 405
    sentence = N_("This path takes other methods.")


class Gone(Refusal):
    """The tenant was closed."""

    status = 410
    sentence = N_("This service desk is closed.")
    way_out = N_("Please ask the company or the vendor's headquarters.")


class TooLarge(Refusal):
    """More bytes than the route takes."""

    status = 413
    sentence = N_("That is too large. At most {limit} MB can be sent at once.")


class Unacceptable(Refusal):
    """The bytes can't be read as what they claim to be."""

    status = 400
    sentence = N_("We couldn't read what was sent.")


class Away(Refusal):
    """Something that is needed doesn't answer; whoever asks again soon may have more luck."""

    status = 503
    retry_after: ClassVar[int | None] = 5


class DatabaseAway(Away):
    """PostgreSQL can't be reached, or doesn't answer in time. A change that was under way may not have been kept."""

    sentence = N_("Our database doesn't answer at the moment.")
    way_out = N_("Please try again in a moment, and look first whether your last change was kept.")


class Invalid(Refusal):
    """A form with wrong fields: all of them, field by field."""

    status = 422
    sentence = N_("Some fields need another look.")

    def __init__(self, fields: dict[str, str], **values: Any) -> None:
        """``fields`` maps a field's name to a sentence that is already translated."""
        super().__init__(**values)
        self.fields = fields
