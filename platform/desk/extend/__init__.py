"""
All that a plugin may import, grouped; kept from one minor version to the next. See docs/plugins.md.

What stands in a group is offered here: ``from desk.extend import Event, page``, never from a group itself.
"""

from desk.extend.actions import *
from desk.extend.facts import *
from desk.extend.pages import *
from desk.extend.records import *
