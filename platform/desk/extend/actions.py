"""What the core does for whoever asks, by its own rules."""

from desk.cases.actions import Feedback as TransferFeedback
from desk.cases.actions import accept_case as accept_transfer
from desk.cases.actions import end_handling as end_transfer
from desk.cases.actions import feed_back as feed_back_transfer
from desk.cases.actions import plain as plain_case_bearer
from desk.cases.actions import report_case as report_transfer
from desk.cases.kinds import Bearer as CaseBearer
from desk.cases.kinds import Start as CaseStart
from desk.cases.kinds import register_bearer as register_case_bearer
from desk.customers.actions import (
    ContactFields,
    CustomerFields,
    ProductFields,
    add_contact,
    add_customer,
    add_product,
    change_contact,
    change_customer,
)
from desk.files.access import register as register_files
from desk.files.actions import Upload, keep_upload
from desk.files.actions import let_go as drop_file
from desk.files.queries import Attachment
from desk.files.queries import of_subjects as files_of
from desk.payments.actions import NewPayment, NewRefund, claim_payment, record_payment, refund_payment
from desk.payments.kinds import PaymentKind
from desk.payments.kinds import offered as payment_kinds
from desk.payments.kinds import word_of as payment_word
from desk.payments.settings import own_currency
from desk.requests.actions import (
    NewRequest,
    cancel_request,
    finish_request,
    give_back_request,
    open_request,
    take_request,
)
from desk.requests.kinds import Claim, Entitlement, Entitlements, Provider, RequestKind, RequestThing, providers_of
from desk.requests.queries import entitlements
from desk.requests.states import Cover
from desk.surveys.actions import NewSurvey
from desk.surveys.actions import ask_now as ask_survey
from desk.surveys.actions import make_link as survey_link
from desk.surveys.kinds import SATISFACTION, SurveyKind
from desk.surveys.kinds import About as SurveyAbout
from desk.surveys.kinds import Question as SurveyQuestion
from desk.surveys.kinds import register_subject as register_survey_subject
from desk.surveys.views import code_of as survey_code
from desk.surveys.views import scanned as scanned_link
from desk.tasks.actions import NewTask
from desk.tasks.actions import ask as ask_task
from desk.tasks.actions import withdraw as withdraw_task
from desk.tasks.kinds import TaskKind
from desk.tasks.queries import Result as TaskResult
from desk.tasks.queries import came_of as task_outcome
from desk.tasks.queries import result_of as task_result
from desk.tickets.actions import (
    NewEntry,
    NewTicket,
    Solution,
    assign_ticket,
    close_ticket,
    hold_ticket,
    mark_not_solved,
    open_ticket,
    reopen_ticket,
    resume_ticket,
    solve_ticket,
    take_ticket,
    write_entry,
)
from desk.tickets.states import Audience, Channel, Kind, Status

__all__ = [  # noqa: RUF022 - by subject
    "CaseBearer",
    "CaseStart",
    "plain_case_bearer",
    "register_case_bearer",
    "accept_transfer",
    "report_transfer",
    "end_transfer",
    "TransferFeedback",
    "feed_back_transfer",
    "CustomerFields",
    "ContactFields",
    "ProductFields",
    "add_customer",
    "change_customer",
    "add_contact",
    "change_contact",
    "add_product",
    "register_files",
    "Upload",
    "keep_upload",
    "drop_file",
    "Attachment",
    "files_of",
    "TaskKind",
    "NewTask",
    "ask_task",
    "withdraw_task",
    "TaskResult",
    "task_result",
    "task_outcome",
    "RequestKind",
    "Provider",
    "providers_of",
    "RequestThing",
    "Cover",
    "Entitlement",
    "Entitlements",
    "entitlements",
    "Claim",
    "NewRequest",
    "open_request",
    "take_request",
    "give_back_request",
    "finish_request",
    "cancel_request",
    "PaymentKind",
    "payment_kinds",
    "payment_word",
    "own_currency",
    "NewPayment",
    "record_payment",
    "claim_payment",
    "NewRefund",
    "refund_payment",
    "SurveyKind",
    "SurveyQuestion",
    "SurveyAbout",
    "SATISFACTION",
    "register_survey_subject",
    "NewSurvey",
    "ask_survey",
    "survey_link",
    "survey_code",
    "scanned_link",
    "NewTicket",
    "NewEntry",
    "Solution",
    "Audience",
    "Channel",
    "Kind",
    "Status",
    "open_ticket",
    "take_ticket",
    "assign_ticket",
    "hold_ticket",
    "resume_ticket",
    "solve_ticket",
    "mark_not_solved",
    "close_ticket",
    "reopen_ticket",
    "write_entry",
]
