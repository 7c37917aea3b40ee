"""Everything that is done about people, by what it is about: signing in, passwords, second steps, links, members."""

from desk.people.actions.absences import drop_absence, note_absence
from desk.people.actions.credentials import (
    add_credential,
    change_password,
    give_password,
    renew_hash,
)
from desk.people.actions.departments import (
    add_department,
    change_department,
    department_called,
    reopen_department,
    retire_department,
)
from desk.people.actions.factors import (
    begin_factor,
    confirm_factor,
    remove_factor,
    remove_own_factor,
    renew_recovery_codes,
)
from desk.people.actions.leaving import leave_member, return_member
from desk.people.actions.links import ask_invitation, ask_reset, check_address, make_link, use_link
from desk.people.actions.members import NewMember, add_member, change_member, change_roles, permissions_of
from desk.people.actions.roles import change_role
from desk.people.actions.settings import change_settings, reset_setting
from desk.people.actions.signing import (
    IDLE,
    STEP_LASTS,
    Passed,
    begin_sign_in,
    begin_step,
    end_other_sign_ins,
    end_own_sign_ins,
    end_sign_in,
    end_sign_ins_of,
    own_credential,
    pass_step,
    refuse_sign_in,
    rotate_sign_in,
    touch_sign_in,
)
from desk.people.actions.tokens import LONGEST, make_own_token, make_token, revoke_token, touch_token
from desk.people.actions.trail import note_export, record_look

__all__ = [
    "IDLE",
    "LONGEST",
    "STEP_LASTS",
    "NewMember",
    "Passed",
    "add_credential",
    "add_department",
    "add_member",
    "ask_invitation",
    "ask_reset",
    "begin_factor",
    "begin_sign_in",
    "begin_step",
    "change_department",
    "change_member",
    "change_password",
    "change_role",
    "change_roles",
    "change_settings",
    "check_address",
    "confirm_factor",
    "department_called",
    "drop_absence",
    "end_other_sign_ins",
    "end_own_sign_ins",
    "end_sign_in",
    "end_sign_ins_of",
    "give_password",
    "leave_member",
    "make_link",
    "make_own_token",
    "make_token",
    "note_absence",
    "note_export",
    "own_credential",
    "pass_step",
    "permissions_of",
    "record_look",
    "refuse_sign_in",
    "remove_factor",
    "remove_own_factor",
    "renew_hash",
    "renew_recovery_codes",
    "reopen_department",
    "reset_setting",
    "retire_department",
    "return_member",
    "revoke_token",
    "rotate_sign_in",
    "touch_sign_in",
    "touch_token",
    "use_link",
]
