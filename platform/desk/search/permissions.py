"""Who may search; what is found is narrowed by the permission of its kind."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import STAFF

PERMISSIONS = (permission("search.use", N_("Search customers, contacts and tickets"), *STAFF),)
