"""How long mail is kept as it came, and where mailboxes are set up."""

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.translation import N_

MAILBOXES = "/mailboxes"
KEEP = Setting(
    "mail.keep_days",
    "count",
    90,
    N_("Days for which mail is kept as it came"),
    note=N_("Later the bytes of a mail are forgotten, and mail that became nothing altogether."),
    unit=N_("days"),
    least=7,
    most=3650,
)
SETTINGS = (KEEP, SettingsPage(N_("Mailboxes"), MAILBOXES, "mailbox.manage", N_("Where customers' mail comes in")))
