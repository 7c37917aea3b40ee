"""What people say about how a table is to be read and taken."""

from typing import Literal

from desk.foundation.web.forms import Form

ENCODINGS = {"": "", "utf-8": "UTF-8", "gb18030": "GB18030 (GBK, GB2312)", "utf-16": "UTF-16", "big5": "Big5"}
DELIMITERS = {"": "", ",": ",", ";": ";", "\t": "Tab", "|": "|"}


class ReadingForm(Form):
    """``fields`` has one for each column of the table, in their order; empty: left out."""

    fields: list[str] = []
    encoding: Literal["", "utf-8", "gb18030", "utf-16", "big5"] = ""
    delimiter: Literal["", ",", ";", "tab", "|"] = ""
    same_name: Literal["refuse", "update", "add"] = "refuse"


class StartForm(Form):
    how: Literal["good", "whole"] = "good"
