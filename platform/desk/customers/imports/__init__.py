"""
Whole tables of customers, in and out.

``columns`` knows headings, ``cells`` reads rows, ``kinds`` says what can be brought in, ``exporting`` writes one.
"""
