"""What a partner may choose about publications."""

from desk.foundation.choices import Setting
from desk.foundation.translation import N_

IN_PORTAL = Setting(
    "publications.in_portal",
    "yes",
    False,
    N_("The portal may show bulletins of headquarters"),
    N_("Each one only after somebody here agreed to it; without this, none."),
)
SETTINGS = (IN_PORTAL,)
