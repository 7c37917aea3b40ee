"""What a tenant may set about setting up."""

from desk.foundation.choices import Setting
from desk.foundation.translation import N_

GUIDE = Setting(
    "setup.guide",
    "yes",
    True,
    N_("Show the first steps on the desk"),
    N_("To whoever may change settings, until all of them are done."),
)
SETTINGS = (GUIDE,)
