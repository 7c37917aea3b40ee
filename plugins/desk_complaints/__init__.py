"""
Complaints: what customers are dissatisfied with, from the first word to what was learned from it.

    received ── accept ──► accepted ── take ────► handling ── result ──► verifying ── verify ──► verified
       │                      └── assign ► assigned ──► │ ▲ ◄── not solved ──┘                       │ measures
       └── explain ► explained                    escalate └── answer          archived ◄──────── capa_done
                         └── archive ► archived       └────► escalated            └── reopen ──► handling

A *complaint* is judged once: *valid* when its facts are true and inside what was promised. Only valid ones count.
What is said of it are *entries* that nobody changes: those for the team are *inner*, and hidden by the database from
the person and the manager *complained about*. A *step* is one row of the table of transitions with what it asks for
and records. Once, a customer may *appeal*: it is received and reviewed anew, as when headquarters sends its feedback
back. A *measure* is somebody's task, whose effect is looked at; *amends* are a remedy visit or a compensation. The
*register form* and the *handling slip* are two views of one complaint.
"""
