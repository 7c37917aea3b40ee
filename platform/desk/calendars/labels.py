"""Words for what calendars store."""

from desk.foundation.translation import N_

LABELS = {
    "calendar.owner": {"tenant": N_("The whole company"), "team": N_("Team"), "customer": N_("Customer's site")},
    "calendar.what": {
        "made": N_("Made"),
        "changed": N_("Hours changed"),
        "day": N_("Days said"),
        "day_removed": N_("Day taken back"),
        "removed": N_("Removed"),
    },
    "calendar.field": {
        "name": N_("Name of the calendar"),
        "zone": N_("Time zone"),
        "country": N_("Statutory days of"),
        "duty_counts": N_("Promises run in duty hours, too"),
    },
    "statutory.kind": {"holiday": N_("Holiday"), "make_up": N_("Make-up working day")},
    "statutory.what": {
        "seeded": N_("Days of the year filled in"),
        "changed": N_("Days changed"),
        "confirmed": N_("Confirmed"),
        "reopened": N_("Opened again"),
    },
    "weekday": {
        "monday": N_("Monday"),
        "tuesday": N_("Tuesday"),
        "wednesday": N_("Wednesday"),
        "thursday": N_("Thursday"),
        "friday": N_("Friday"),
        "saturday": N_("Saturday"),
        "sunday": N_("Sunday"),
        "off": N_("Holidays and closed days"),
    },
    "weekday.short": {
        "monday": N_("Mon"),
        "tuesday": N_("Tue"),
        "wednesday": N_("Wed"),
        "thursday": N_("Thu"),
        "friday": N_("Fri"),
        "saturday": N_("Sat"),
        "sunday": N_("Sun"),
    },
}
