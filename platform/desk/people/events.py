"""Facts about people and how they sign in. Payloads hold ids and stored words, a network instead of an address."""

from typing import Any
from uuid import UUID

from desk.foundation.events import Event, Subject
from desk.foundation.principals import Principal
from desk.foundation.translation import N_


class MemberAdded(Event):
    name = "member.added"
    subject_kind = "member"
    fields = ("staff_no", "roles")
    sentence = N_("{by} added member {staff_no}.")
    audit = "member"


class MemberChanged(Event):
    """The old and new values are in ``field_change``."""

    name = "member.changed"
    subject_kind = "member"
    fields = ("changed",)
    sentence = N_("{by} changed what is said of a member: {changed}.")
    audit = "member"


class MemberRolesChanged(Event):
    name = "member.roles_changed"
    subject_kind = "member"
    fields = ("added", "removed")
    sentence = N_("{by} changed a member's roles: added {added}; taken away {removed}.")
    audit = "permission"


class MemberLeft(Event):
    name = "member.left"
    subject_kind = "member"
    fields = ("successor",)
    sentence = N_("{by} noted that a member left; {successor} takes over.")
    audit = "member"


class MemberReturned(Event):
    name = "member.returned"
    subject_kind = "member"
    sentence = N_("{by} noted that a member is back.")
    audit = "member"


class DepartmentAdded(Event):
    name = "department.added"
    subject_kind = "department"
    fields = ("called",)
    sentence = N_("{by} added the department {called}.")
    audit = "member"


class DepartmentRenamed(Event):
    """Whoever refers to it does so by its id: calendars, tasks, figures and history stay with it."""

    name = "department.renamed"
    subject_kind = "department"
    fields = ("old", "new")
    sentence = N_("{by} renamed the department {old}: {new}.")
    audit = "member"


class DepartmentPlaced(Event):
    name = "department.placed"
    subject_kind = "department"
    fields = ("called", "under")
    sentence = N_("{by} made {called} a team of: {under}.")
    audit = "member"


class DepartmentHeaded(Event):
    name = "department.headed"
    subject_kind = "department"
    fields = ("called", "head")
    sentence = N_("{by} chose who heads {called}: {head}.")
    audit = "member"


class DepartmentRetired(Event):
    """``into`` is the department that takes over members, teams and open tasks; empty where there was nothing."""

    name = "department.retired"
    subject_kind = "department"
    fields = ("called", "into", "into_called")
    sentence = N_("{by} retired the department {called}; what it had goes to: {into_called}.")
    audit = "member"


class DepartmentReopened(Event):
    name = "department.reopened"
    subject_kind = "department"
    fields = ("called",)
    sentence = N_("{by} brought the department {called} back.")
    audit = "member"


class InvitationAsked(Event):
    """The mail is written by a reaction, which makes the link: no secret stands in a fact."""

    name = "invitation.asked"
    subject_kind = "credential"
    sentence = N_("{by} sent an invitation.")
    audit = "member"


class ResetAsked(Event):
    """Recorded for unknown logins, too, with nobody's id: it takes the same time."""

    name = "reset.asked"
    subject_kind = "credential"
    fields = ("face", "network")
    sentence = N_("A link for a new password was asked for.")
    audit = "sign_in"


class LinkUsed(Event):
    name = "link.used"
    subject_kind = "credential"
    fields = ("purpose",)
    sentence = N_("A password was chosen with a link: {purpose}.")
    audit = "sign_in"


class SignedIn(Event):
    name = "sign_in.begun"
    version = 2
    subject_kind = "credential"
    fields = ("face", "network", "way")
    sentence = N_("Signed in with {way}.")
    audit = "sign_in"


class SignInRefused(Event):
    """Recorded although the request is refused; the subject is the credential, or nobody's id."""

    name = "sign_in.refused"
    version = 2
    subject_kind = "credential"
    fields = ("face", "network", "why")
    sentence = N_("A sign-in was refused: {why}.")
    audit = "refused"


class SignInEnded(Event):
    name = "sign_in.ended"
    subject_kind = "credential"
    fields = ("sign_in",)
    sentence = N_("{by} signed out: {sign_in}.")
    audit = "sign_in"


class PasswordChanged(Event):
    name = "password.changed"
    subject_kind = "credential"
    sentence = N_("{by} changed the password.")
    audit = "sign_in"


class PasswordGiven(Event):
    """By an administrator; its owner has to change it."""

    name = "password.given"
    subject_kind = "credential"
    sentence = N_("{by} gave a new first password.")
    audit = "member"


class FactorSetUp(Event):
    name = "second_factor.set_up"
    subject_kind = "credential"
    sentence = N_("{by} set up the second sign-in step.")
    audit = "sign_in"


class FactorRemoved(Event):
    name = "second_factor.removed"
    subject_kind = "credential"
    sentence = N_("{by} removed the second sign-in step.")
    audit = "sign_in"


class RecoveryCodesMade(Event):
    name = "recovery_codes.made"
    subject_kind = "credential"
    sentence = N_("{by} made new recovery codes.")
    audit = "sign_in"


class RecoveryCodeUsed(Event):
    name = "recovery_code.used"
    subject_kind = "credential"
    fields = ("left",)
    sentence = N_("A recovery code was used; {left} are left.")
    audit = "sign_in"


class FactorRuleChanged(Event):
    name = "second_factor.rule_changed"
    subject_kind = "tenant"
    fields = ("role", "rule")
    sentence = N_("{by} set the second sign-in step of {role} to {rule}.")
    audit = "permission"


class RoleChanged(Event):
    name = "role.changed"
    subject_kind = "tenant"
    fields = ("role", "granted", "removed")
    sentence = N_("{by} changed the role {role}: added {granted}; taken away {removed}.")
    audit = "permission"


class TokenMade(Event):
    name = "token.made"
    version = 2
    subject_kind = "api_token"
    fields = ("scopes", "days")
    sentence = N_("{by} made an API token for {days} days: {scopes}.")
    audit = "token"


class TokenRevoked(Event):
    name = "token.revoked"
    subject_kind = "api_token"
    sentence = N_("{by} revoked an API token.")
    audit = "token"


class AbsenceNoted(Event):
    name = "absence.noted"
    subject_kind = "member"
    fields = ("from_on", "to_on", "deputy")
    sentence = N_("{by} noted an absence from {from_on} to {to_on}; deputy: {deputy}.")


class AbsenceDropped(Event):
    name = "absence.dropped"
    subject_kind = "member"
    fields = ("from_on", "to_on")
    sentence = N_("{by} dropped the absence from {from_on} to {to_on}.")


class AuditExported(Event):
    name = "audit.exported"
    subject_kind = "tenant"
    fields = ("rows",)
    sentence = N_("{by} took out the audit trail: {rows} rows.")
    audit = "export"


class LookedAt(Event):
    """Somebody looked at a value that is masked for everybody: whose, and which, never the value."""

    name = "value.looked_at"
    subject_kind = "any"
    fields = ("field",)
    sentence = N_("{by} looked at a masked value: {field}.")
    audit = "look"

    def __init__(self, subject: Subject, *, by: Principal, customer_id: UUID | None = None, **payload: Any) -> None:
        super().__init__(subject.id, by=by, customer_id=customer_id, **payload)
        self.subject = subject


class SettingChanged(Event):
    """One setting of a slice or plugin; the values as they are stored."""

    name = "setting.changed"
    subject_kind = "setting"
    fields = ("setting", "old", "new")
    sentence = N_("{by} changed the setting {setting} from {old} to {new}.")
    audit = "setting"


EVENTS = tuple(one for one in list(globals().values()) if isinstance(one, type) and one.__module__ == __name__)
