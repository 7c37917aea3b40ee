"""What is kept of members and of whoever signs in, for whoever asks, and until it is erased."""

from desk.foundation.privacy import NOBODY_ANY_MORE, Blanked, Dropped, ErasureStep, Given, Impersonal, Retention
from desk.foundation.translation import N_
from desk.people.settings import KEEP_SIGN_INS

_SIGN_IN = "r.credential = who.credential"
_PERSON = "r.id = who.person"

EXPORT = [
    Given(
        "member",
        ("staff_no", "name", "roles", "email", "phone", "locale", "left_at"),
        N_("Member"),
        _PERSON,
        ("member",),
    ),
    Given(
        "department",
        ("name",),
        N_("Department"),
        "r.id = (select m.department from member m where m.id = who.person)",
        ("member",),
    ),
    Given("absence", ("from_on", "to_on"), N_("Absences"), "r.member = who.person", ("member",)),
    Given(
        "api_token", ("name", "scopes", "created_at", "used_at"), N_("API tokens"), "r.member = who.person", ("member",)
    ),
    Given("credential", ("login", "changed_at"), N_("Sign-in name"), "r.id = who.credential"),
    Given("sign_in", ("face", "created_at", "seen_at", "address", "agent"), N_("Sign-ins"), _SIGN_IN),
    Given("field_change", ("at", "field", "old", "new"), N_("Changes"), "r.subject_id = who.person"),
]
ERASURE: list[ErasureStep] = [
    *(Dropped(table, N_("Sign-ins"), _SIGN_IN) for table in ("sign_in", "sign_in_step", "access_link")),
    *(Dropped(table, N_("Second sign-in step"), _SIGN_IN) for table in ("second_factor", "recovery_code")),
    Dropped("absence", N_("Absences"), "r.member = who.person", ("member",)),
    Dropped("api_token", N_("API tokens"), "r.member = who.person", ("member",)),
    Dropped(
        "idempotency_key",
        N_("Answers kept for programs"),
        "r.owner in ('contact:' || who.person, 'member:' || who.person)",
    ),
    Blanked(
        "field_change",
        {"old": "null", "new": "null"},
        N_("Changes"),
        "r.subject_id = who.person and (r.old is not null or r.new is not null)",
    ),
    Blanked(
        "member",
        {
            "name": NOBODY_ANY_MORE,
            "name_key": "''",
            "staff_no": "'×' || left(replace(r.id::text, '-', ''), 15)",
            "email": "''",
            "phone": "''",
            "locale": "null",
            "credential": "null",
        },
        N_("Member"),
        f"{_PERSON} and r.name <> {NOBODY_ANY_MORE}",
        ("member",),
        last=1,
    ),
    Dropped("credential", N_("Sign-in name"), "r.id = who.credential", last=2),
    Impersonal("department", "names of departments; who heads one is a member's id"),
    Impersonal("event", "facts hold ids and stored words, never a person's values"),
    Impersonal("reaction", "gone when its work is done; it says what broke"),
    *(Impersonal(table, "about a plugin") for table in ("plugin_trip", "plugin_chore")),
    *(Impersonal(table, "names of reactions of ours") for table in ("listening", "scheduled_work")),
    Retention(KEEP_SIGN_INS, (Dropped("sign_in", N_("Sign-ins"), "r.expires_at < who.before"),)),
]
