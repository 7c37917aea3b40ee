"""
Training: courses that are taught on a date, to people who have registered for one of its seats.

    course      draft ── published ── retired
    session     planned ── announced ── running ── ended ── graded ── closed      before it runs: cancelled
    enrolment   waiting ── registered ── paid ── attended ── passed               before it runs: cancelled
                                             └── absent  └── failed ── (a resit is another enrolment)

A *course* is what is taught. A *session* is a date on which it is, with a trainer, a place and so many *seats*. An
*enrolment* is one person of a customer in one session: registered on a seat, or waiting for one; who waits longest
moves up when a seat is free.
"""
