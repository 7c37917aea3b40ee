"""Tables that were brought in."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [
    Impersonal("import_run", "headings and counts; its file goes when it ends"),
    Impersonal("import_row", "rows go when they are taken, and refused ones a few days after the import"),
]
