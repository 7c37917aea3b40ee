"""
Lists: what members keep of them, and what is done with many rows at once.

What a list *is* stands in ``foundation/web/lists``; each slice declares its own. Here is what is stored: views under
a name, private or shared; the columns somebody chose; and runs of one action over many rows, which can be undone.

A run: waiting → done → undoing → undone. A row: waiting → done | refused; undone | kept.

The words: view, choice, run, row, share.
"""
