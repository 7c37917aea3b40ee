"""
Figures: what slices and plugins count, on one board, compared with before, and frozen month by month.

    running month ── frozen (a day after its end; later facts don't change it)

The words: figure (a declared count, share, duration, score or amount), period, to divide by, frozen month, published
(headquarters may see it).
"""
