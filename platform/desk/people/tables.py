"""Tables of people."""

from piccolo.columns import UUID, Array, Boolean, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.states import MemberStatus


class Credential(Fenced, Table, help_text="A login and its password; members and contacts refer to one."):
    customer_id = UUID(default=None, null=True, help_text="Whose contact signs in with it; null for members.")
    login = Varchar(length=200, default=None, null=False, help_text="Lower case.")
    password_hash = Text(default="", null=False, help_text="Argon2id; empty: can't sign in by password.")
    must_change = Boolean(default=False, null=False)
    failures = SmallInt(default=0, null=False)
    changed_at = Timestamptz(default=None, null=False)


class Member(Fenced, Table, help_text="Somebody of the tenant's staff; at headquarters an operator."):
    credential = SoftForeignKey(Credential, default=None, null=True)
    staff_no = Varchar(length=20, default=None, null=False, help_text="Said on calls, printed on sheets.")
    name = Varchar(length=100, default=None, null=False)
    name_key = Varchar(length=300, default="", null=False, help_text="Pinyin, for sorting.")
    roles = Array(base_column=Varchar(length=40), default=list, null=False)
    department = Varchar(length=100, default="", null=False)
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
