"""Every write to requests: opening, taking and giving back, ending."""

from desk.requests.actions.ending import cancel_request, finish_request
from desk.requests.actions.noting import index_request, note_export
from desk.requests.actions.opening import NewRequest, open_request
from desk.requests.actions.working import assign_request, give_back_request, hand_over_all, take_request

__all__ = [
    "NewRequest",
    "assign_request",
    "cancel_request",
    "finish_request",
    "give_back_request",
    "hand_over_all",
    "index_request",
    "note_export",
    "open_request",
    "take_request",
]
