"""
Whole tables of customers, in and out.

``columns`` knows headings, ``cells`` reads rows, ``running`` brings a file in batch by batch, ``exporting`` writes one.
"""
