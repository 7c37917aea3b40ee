"""Calendars are the tenant's own."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [
    Impersonal(table, "working time of places and teams")
    for table in ("work_calendar", "work_calendar_version", "calendar_day")
]
