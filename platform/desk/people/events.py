"""Facts about people and how they sign in."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class MemberAdded(Event):
    name = "member.added"
    subject_kind = "member"
    fields = ("staff_no", "roles")
    sentence = N_("{by} added member {staff_no}.")


class SignedIn(Event):
    name = "sign_in.begun"
    subject_kind = "credential"
    fields = ("face",)
    sentence = N_("Signed in.")


class SignInRefused(Event):
    """Recorded although the request is refused; the subject is the credential, or nobody's id."""

    name = "sign_in.refused"
    subject_kind = "credential"
    fields = ("face", "why")
    sentence = N_("A sign-in was refused.")


class SignInEnded(Event):
    name = "sign_in.ended"
    subject_kind = "credential"
    fields = ("sign_in",)
    sentence = N_("Signed out.")


class PasswordChanged(Event):
    name = "password.changed"
    subject_kind = "credential"
    sentence = N_("The password was changed.")


class TokenMade(Event):
    name = "token.made"
    subject_kind = "api_token"
    fields = ("scopes",)
    sentence = N_("{by} made an API token.")


class AccessDenied(Event):
    name = "access.denied"
    subject_kind = "member"
    fields = ("permission",)
    sentence = N_("A look was denied.")


EVENTS = (MemberAdded, SignedIn, SignInRefused, SignInEnded, PasswordChanged, TokenMade, AccessDenied)
