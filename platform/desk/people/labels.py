"""Words for what is stored about people."""

from desk.foundation.translation import N_
from desk.people.permissions import CONTACT_ROLES, OPERATOR_ROLES, ROLES

LABELS: dict[str, dict[str, str]] = {
    "role": ROLES | OPERATOR_ROLES | CONTACT_ROLES,
    "member.status": {"active": N_("Works here"), "left": N_("Left")},
    "factor.rule": {"off": N_("Switched off"), "optional": N_("Up to each person"), "required": N_("Required")},
    "face": {"workspace": N_("Workspace"), "portal": N_("Portal"), "headquarters": N_("Headquarters")},
    "sign_in.way": {
        "password": N_("a password"),
        "code": N_("a password and a code"),
        "recovery": N_("a password and a recovery code"),
    },
    "sign_in.why": {
        "login": N_("unknown sign-in name"),
        "password": N_("wrong password"),
        "code": N_("wrong code"),
        "throttled": N_("too many tries"),
    },
    "sign_in.which": {"others": N_("all other devices"), "all": N_("all devices"), "one": N_("one device")},
    "link.purpose": {"invitation": N_("invitation"), "reset": N_("new password")},
    "member.field": {
        "name": N_("Name"),
        "staff_no": N_("Staff number"),
        "department": N_("Department"),
        "email": N_("E-mail"),
        "phone": N_("Phone"),
        "locale": N_("Language"),
    },
    "slice": {
        "people": N_("Colleagues and sign-ins"),
        "customers": N_("Customers"),
        "tickets": N_("Tickets"),
        "files": N_("Files"),
        "search": N_("Search"),
        "webhooks": N_("Webhooks"),
        "workspace": N_("Workspace"),
        "portal": N_("Portal"),
        "headquarters": N_("Headquarters"),
    },
    "audit": {
        "sign_in": N_("Sign-ins"),
        "refused": N_("Refused sign-ins"),
        "permission": N_("Roles and permissions"),
        "member": N_("Members"),
        "token": N_("API tokens"),
        "export": N_("Exports"),
        "look": N_("Looks at masked values"),
        "setting": N_("Settings"),
        "plugin": N_("Plugins"),
        "privacy": N_("Privacy"),
    },
}
