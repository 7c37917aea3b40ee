"""
HTML of strangers: what may stay of it is said here, and everything else goes.

What is kept is well-formed, loads nothing from anywhere and runs nothing; who shows it still shows it in a sandbox.
"""

import html
import re

import nh3

LONGEST = 400_000
"""Characters that are looked at."""
_TEXT = {"p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "code", "pre", "hr"}
_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "center", "a"}
_TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
_SPANS = {"colspan", "rowspan"}
_GONE = {"script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe"}
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/h[1-6]|/li|/dt|/dd|/tr|/pre|/?blockquote|/?table)>")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_AROUND = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


def sanitised(markup: str) -> str:
    """What may be shown: words, lists, tables and links. Pictures go, as do styles, forms and whatever runs."""
    return nh3.clean(
        markup[:LONGEST],
        tags=_TEXT | _BLOCKS | _TABLES,
        clean_content_tags=_GONE,
        attributes={"a": {"href"}, "td": _SPANS, "th": _SPANS},
        url_schemes={"http", "https", "mailto", "tel"},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer nofollow",
    )


def words_of(markup: str) -> str:
    """The text of some HTML, its blocks as lines."""
    kept = nh3.clean(markup[:LONGEST], tags=_TEXT | _BLOCKS | _TABLES, clean_content_tags=_GONE, attributes={})
    lines = _CELL.sub(" ", _BREAK.sub("\v", _SPACES.sub(" ", kept)))
    plain = html.unescape(_TAG.sub("", lines)).replace("\v", "\n").replace("\u00a0", " ")
    return _GAPS.sub("\n\n", _AROUND.sub("\n", plain)).strip()
