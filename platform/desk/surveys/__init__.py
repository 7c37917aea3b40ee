"""
Surveys: questions after something has ended, answered once, in three levels: poor, average, good.

    waiting ── asked ── answered
       └── skipped, with the reason ── answered (by page or phone, if they like)

A *kind* is declared by a slice: after which fact, how long after, which *questions*, each of a *dimension*. One *cause*
has one survey and one answer, by link, QR, page or phone. A *low* answer makes a task. Nobody is asked too often.
"""
