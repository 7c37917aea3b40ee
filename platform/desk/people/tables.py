"""Tables of people."""

from piccolo.columns import UUID, Array, BigInt, Boolean, Date, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.states import MemberStatus, Purpose


class Credential(Fenced, Table, help_text="A login and its password; members and contacts refer to one."):
    customer_id = UUID(default=None, null=True, help_text="Whose contact signs in with it; null for members.")
    login = Varchar(length=200, default=None, null=False, help_text="Lower case.")
    password_hash = Text(default="", null=False, help_text="Argon2id; empty: can't sign in by password.")
    must_change = Boolean(default=False, null=False)
    changed_at = Timestamptz(default=None, null=False)


class Department(Fenced, Table, help_text="A department, or a team of one. Names are unique, but of retired ones."):
    name = Varchar(length=100, default=None, null=False)
    name_key = Varchar(length=300, default="", null=False, help_text="Pinyin, for sorting.")
    part_of = SoftForeignKey("self", default=None, null=True, help_text="Whose team it is; null: a department.")
    head = UUID(default=None, null=True, help_text="The member who is told as the direct manager.")
    retired_at = Timestamptz(default=None, null=True)
    changed_at = Timestamptz(default=None, null=False)


class Member(Fenced, Table, help_text="Somebody of the tenant's staff; at headquarters an operator."):
    credential = SoftForeignKey(Credential, default=None, null=True)
    staff_no = Varchar(length=20, default=None, null=False, help_text="Said on calls, printed on sheets.")
    name = Varchar(length=100, default=None, null=False)
    name_key = Varchar(length=300, default="", null=False, help_text="Pinyin, for sorting.")
    roles = Array(base_column=Varchar(length=40), default=list, null=False)
    department = SoftForeignKey(Department, default=None, null=True)
    email = Varchar(length=200, default="", null=False)
    phone = Varchar(length=40, default="", null=False)
    locale = Varchar(length=10, default=None, null=True)
    status = Varchar(length=20, default=MemberStatus.ACTIVE, null=False, choices=MemberStatus)
    left_at = Timestamptz(default=None, null=True)


class SignIn(Fenced, Table, tablename="sign_in", help_text="One browser on one face; the cookie is kept as a hash."):
    fingerprint = Varchar(length=64, default=None, null=False)
    credential = SoftForeignKey(Credential, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    face = Varchar(length=20, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    seen_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    address = Varchar(length=60, default="", null=False)
    agent = Varchar(length=300, default="", null=False)


class ApiToken(
    Fenced,
    Table,
    tablename="api_token",
    help_text="A member's key for programs: its permissions now, within its scopes.",
):
    member = SoftForeignKey(Member, default=None, null=False)
    name = Varchar(length=100, default=None, null=False)
    fingerprint = Varchar(length=64, default=None, null=False)
    scopes = Array(
        base_column=Varchar(length=80),
        default=list,
        null=False,
        help_text="Permission names; empty: all of the owner's.",
    )
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)
    revoked_at = Timestamptz(default=None, null=True)


class SecondFactor(
    Fenced, Table, tablename="second_factor", help_text="The authenticator app of a credential; at most one."
):
    credential = SoftForeignKey(Credential, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    secret = Text(default=None, null=False, help_text="Sealed with a key of the installation.")
    confirmed_at = Timestamptz(default=None, null=True, help_text="Null: shown, but no code was entered yet.")
    last_step = BigInt(default=0, null=False, help_text="The time step of the last good code: none counts twice.")
    created_at = Timestamptz(default=None, null=False)


class RecoveryCode(Fenced, Table, tablename="recovery_code", help_text="For when the phone is lost; good once."):
    credential = SoftForeignKey(Credential, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    code = Varchar(length=64, default=None, null=False, help_text="Hashed with a key of the installation.")
    used_at = Timestamptz(default=None, null=True)


class SignInStep(Fenced, Table, tablename="sign_in_step", help_text="The password was right, the code is awaited."):
    fingerprint = Varchar(length=64, default=None, null=False)
    credential = SoftForeignKey(Credential, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    face = Varchar(length=20, default=None, null=False)
    tries = SmallInt(default=0, null=False)
    expires_at = Timestamptz(default=None, null=False)


class AccessLink(Fenced, Table, tablename="access_link", help_text="Chooses a password, once; kept as a hash."):
    fingerprint = Varchar(length=64, default=None, null=False)
    credential = SoftForeignKey(Credential, default=None, null=False)
    customer_id = UUID(default=None, null=True)
    purpose = Varchar(length=20, default=None, null=False, choices=Purpose)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)


class RoleChange(Fenced, Table, tablename="role_change", help_text="What a tenant changed about what a role may do."):
    role = Varchar(length=40, default=None, null=False)
    permission = Varchar(length=80, default=None, null=False)
    granted = Boolean(default=None, null=False, help_text="Added to what the role starts with, or taken away.")


class Absence(Fenced, Table, help_text="Days on which a member isn't there, and who stands in."):
    member = SoftForeignKey(Member, default=None, null=False)
    from_on = Date(default=None, null=False)
    to_on = Date(default=None, null=False, help_text="The last day.")
    deputy = SoftForeignKey(Member, default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
