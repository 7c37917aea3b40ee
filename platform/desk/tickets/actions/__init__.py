"""Every write to tickets, one file for each part of a ticket's life."""

from desk.tickets.actions.arranging import press_ticket, unassign_ticket
from desk.tickets.actions.attaching import attach_file
from desk.tickets.actions.closing import Solution, close_ticket, mark_not_solved, reopen_ticket, solve_ticket
from desk.tickets.actions.exporting import note_export
from desk.tickets.actions.handing_up import settle_cases
from desk.tickets.actions.opening import NewTicket, open_ticket
from desk.tickets.actions.passing import pass_on
from desk.tickets.actions.signing import note_signed
from desk.tickets.actions.suspending import Callback, call_back, promise_reply, suspend_ticket
from desk.tickets.actions.transferring import accept_ticket, reject_ticket, transfer_ticket
from desk.tickets.actions.working import assign_ticket, hold_ticket, resume_ticket, take_ticket
from desk.tickets.actions.writing import NewEntry, Upload, write_entry

__all__ = [
    "Callback",
    "NewEntry",
    "NewTicket",
    "Solution",
    "Upload",
    "accept_ticket",
    "assign_ticket",
    "attach_file",
    "call_back",
    "close_ticket",
    "hold_ticket",
    "mark_not_solved",
    "note_export",
    "note_signed",
    "open_ticket",
    "pass_on",
    "press_ticket",
    "promise_reply",
    "reject_ticket",
    "reopen_ticket",
    "resume_ticket",
    "settle_cases",
    "solve_ticket",
    "suspend_ticket",
    "take_ticket",
    "transfer_ticket",
    "unassign_ticket",
    "write_entry",
]
