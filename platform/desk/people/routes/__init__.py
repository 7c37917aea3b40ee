"""Pages of people: signing in, oneself, colleagues, roles, the audit trail."""

from desk.people.routes import absences, audit, departments, factors, forgotten, members, own, roles, sign_in, tokens

SHARED = (*sign_in.HANDLERS, *forgotten.HANDLERS, *own.HANDLERS, *factors.HANDLERS)
"""On each face on which people sign in."""
STAFF = (*members.HANDLERS, *departments.HANDLERS, *absences.HANDLERS, *roles.HANDLERS, *audit.HANDLERS)
"""In the workspace and at headquarters."""
WORKSPACE = (*STAFF, *tokens.HANDLERS)
TRAIL = audit.TRAIL
