"""
Imports: whole tables from other programs, looked at before anything is written.

    reading -> checking -> checked -> running -> done
            -> unreadable          \\-> cancelled, failed (what was taken stays, and it can be resumed;
                                       all or nothing: nothing stays)

What can be brought in is said by each slice through ``register_imports``: a **kind** with its **columns**, and what
it makes of rows. A file is read by a process of its own with little memory; its rows stand in ``import_row`` until the
import ends. A batch of rows and how far it **reached** are one transaction: a worker that dies doubles nothing.

The words: kind, column, reading (which column is which field), run, row, fate (created, updated, refused).
"""
