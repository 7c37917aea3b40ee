"""All examples: importing this registers them. One module for each slice; a new one is named here."""

from . import (
    examples_calendars,
    examples_cases,
    examples_customers,
    examples_deadlines,
    examples_documents,
    examples_fields,
    examples_figures,
    examples_frames,
    examples_imports,
    examples_lists,
    examples_loyalty,
    examples_merging,
    examples_messaging,
    examples_payments,
    examples_people,
    examples_plugins,
    examples_privacy,
    examples_requests,
    examples_setup,
    examples_signatures,
    examples_surveys,
    examples_tasks,
    examples_tickets,
    examples_training,
    examples_webhooks,
)

SLICES = (
    examples_loyalty,
    *(examples_calendars, examples_customers, examples_deadlines, examples_documents, examples_fields),
    examples_figures,
    examples_cases,
    *(examples_frames, examples_imports, examples_lists, examples_merging, examples_messaging, examples_payments),
    *(examples_people, examples_plugins, examples_privacy, examples_requests, examples_setup),
    *(examples_signatures, examples_surveys, examples_tasks, examples_tickets, examples_training, examples_webhooks),
)
