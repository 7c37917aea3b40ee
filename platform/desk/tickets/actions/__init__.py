"""Every write to tickets, one file for each part of a ticket's life."""

from desk.tickets.actions.arranging import press_ticket, unassign_ticket
from desk.tickets.actions.attaching import attach_file
from desk.tickets.actions.closing import Solution, close_ticket, mark_not_solved, reopen_ticket, solve_ticket
from desk.tickets.actions.consulting import Outcome, call_consultation, conclude
from desk.tickets.actions.exporting import note_export
from desk.tickets.actions.handing_on import hand_on, service_over, take_back
from desk.tickets.actions.handing_up import settle_cases
from desk.tickets.actions.merging import merge_ticket, part_ticket
from desk.tickets.actions.opening import NewTicket, open_ticket
from desk.tickets.actions.passing import pass_on
from desk.tickets.actions.refusing import authorise, refuse_service
from desk.tickets.actions.signing import note_signed
from desk.tickets.actions.suspending import Callback, call_back, promise_reply, suspend_ticket
from desk.tickets.actions.transferring import accept_ticket, reject_ticket, transfer_ticket
from desk.tickets.actions.tying import follow_ticket, link_tickets, note_time, unfollow_ticket, unlink_tickets
from desk.tickets.actions.working import assign_ticket, hold_ticket, resume_ticket, take_ticket
from desk.tickets.actions.writing import NewEntry, Upload, write_entry

__all__ = [
    "Callback",
    "NewEntry",
    "NewTicket",
    "Outcome",
    "Solution",
    "Upload",
    "accept_ticket",
    "assign_ticket",
    "attach_file",
    "authorise",
    "call_back",
    "call_consultation",
    "close_ticket",
    "conclude",
    "follow_ticket",
    "hand_on",
    "hold_ticket",
    "link_tickets",
    "mark_not_solved",
    "merge_ticket",
    "note_export",
    "note_signed",
    "note_time",
    "open_ticket",
    "part_ticket",
    "pass_on",
    "press_ticket",
    "promise_reply",
    "refuse_service",
    "reject_ticket",
    "reopen_ticket",
    "resume_ticket",
    "service_over",
    "settle_cases",
    "solve_ticket",
    "suspend_ticket",
    "take_back",
    "take_ticket",
    "transfer_ticket",
    "unassign_ticket",
    "unfollow_ticket",
    "unlink_tickets",
    "write_entry",
]
