"""
Calendars: when work is done, so that "in three working hours" means something.

A *calendar* has *windows* for each weekday, several a day, in the zone of its place; *duty hours* beside them; and
*days* that differ: closed, or with other windows. It belongs to the tenant, to a team (a department) or to a
customer's site; the nearest one counts, and without any the default: Monday to Friday, 9 to 18.

Headquarters publishes the *statutory year*: holidays, and the *make-up days* that are worked in their place. A year
that isn't *confirmed* by a notice is provisional. What a tenant says of a day counts more.

Each change makes a new *version*; the old ones can be read, so that a due time can be explained years later.
"""
