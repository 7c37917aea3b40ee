"""Pages: nothing inline that the policy forbids, nothing unescaped, every word translatable, every name there."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import StrictUndefined, meta, nodes

from desk.settings import HERE, ROOT

from .reading import nothing

FILES = sorted([*HERE.rglob("templates/**/*.html"), *(ROOT / "plugins").rglob("templates/**/*.html")])
HOLE = "\x01"
"""Stands for what an expression will say."""
SPOKEN = {"title", "aria-label", "placeholder", "alt", "aria-description", "aria-valuetext", "aria-roledescription"}
NAMES = {"中文", "English", "Ctrl", "Alt", "Enter", "Esc", "Tab", "kB", "ms", "Partner", "Desk", "autofocus"}
NAMES |= {
    "iPhone",
    "iPad",
    "Android",
    "Windows",
    "Mac",
    "Linux",
    "Edge",
    "Firefox",
    "Chrome",
    "Safari",
    "CSV",
    "XLSX",
    "Excel",
}
"""Names and signs that are the same in every language."""
AS_IT_IS = {"script", "style", "code", "kbd", "samp", "pre"}
"""What stands in these is no sentence."""
LEADING = ("href", "src", "action", "formaction", "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")


@pytest.fixture(scope="module")
def environment(application):
    from desk.foundation.web.pages import environment

    return environment()


def name_of(path):
    """What the loader calls a template."""
    return path.as_posix().rpartition("/templates/")[2]


def parametrised(test):
    return pytest.mark.parametrize("path", FILES, ids=name_of)(test)


def test_there_are_pages():
    assert len(FILES) > 40
    assert len({name_of(path) for path in FILES}) == len(FILES), "two rooms have a page of one name"


@parametrised
def test_it_compiles_where_nothing_may_be_missing(environment, path):
    assert environment.undefined is StrictUndefined
    assert environment.autoescape is True
    environment.get_template(name_of(path))


@parametrised
def test_what_it_stands_on_is_there(environment, path):
    tree = environment.parse(path.read_text("utf-8"))
    known = {name_of(one) for one in FILES}
    named = {one for one in meta.find_referenced_templates(tree) if one is not None}
    missing = [one for one in named if one not in known]
    for taken in tree.find_all(nodes.FromImport):
        if isinstance(taken.template, nodes.Const) and taken.template.value in known:
            source = next(one for one in FILES if name_of(one) == taken.template.value)
            made = environment.parse(source.read_text("utf-8"))
            there = {one.name for one in made.find_all(nodes.Macro)} | {
                one.target.name for one in made.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)
            }
            names = [one if isinstance(one, str) else one[0] for one in taken.names]
            missing += [f"{taken.template.value}: {name}" for name in names if name not in there]
    nothing(missing)


@parametrised
def test_it_says_who_answers_with_it_or_what_it_is(path):
    """A page or fragment begins with a comment: who answers with it, and what it needs."""
    text = path.read_text("utf-8")
    assert text.startswith("{#"), "begin with {# Answers: … Needs: … #}"
    if "/macros/" not in path.as_posix() and "/layouts/" not in path.as_posix():
        assert re.search("Needs|Used by", text.partition("#}")[0]), "say what it needs"


@parametrised
def test_nothing_is_let_through_unescaped(environment, path):
    tree = environment.parse(path.read_text("utf-8"))
    nothing(one.name for one in tree.find_all(nodes.Filter) if one.name in ("safe", "xmlattr", "tojson"))
    assert not list(tree.find_all(nodes.ScopedEvalContextModifier))
    assert not list(tree.find_all(nodes.EvalContextModifier))


class Reader(HTMLParser):
    """What a template says by itself: its tags and its words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.words, self.silent = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in AS_IT_IS:
            self.silent.append(tag)
        shown = tag == "input" and dict(attrs).get("type") in ("submit", "button", "reset")
        spoken = SPOKEN | ({"value"} if shown else set())
        self.words += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def read(environment, path):
    """The template with holes where expressions stand."""
    text, inside = [], False
    for _, kind, value in environment.lex(path.read_text("utf-8")):
        if kind == "data" and not inside:
            text.append(value)
        elif kind == "variable_begin":
            inside = True
        elif kind == "variable_end":
            inside = False
            text.append(HOLE)
        elif kind in ("block_begin", "block_end"):
            inside = kind == "block_begin"
    reader = Reader()
    reader.feed("".join(text))
    reader.close()
    return reader


@parametrised
def test_every_word_can_be_said_in_another_language(environment, path):
    said = []
    for text in read(environment, path).words:
        text = re.sub(r'[a-z-]+="[^"]*"|\bpd-[a-z-]+', " ", text)  # attributes and classes that a macro hands over
        words = re.findall(r"[^\W\d_][\w'’-]*", text.replace(HOLE, " "))
        said += [text.strip() for word in words if word not in NAMES and len(word) > 1][:1]
    nothing(said, "Say it with _(…):")


@parametrised
def test_no_word_hides_in_an_expression(environment, path):
    """What begins with a capital and goes on is a sentence, unless it is handed to ``_``."""
    tree = environment.parse(path.read_text("utf-8"))
    translated = {
        id(const)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext")
        for const in call.find_all(nodes.Const)
    }
    nothing(
        const.value
        for const in tree.find_all(nodes.Const)
        if isinstance(const.value, str)
        and id(const) not in translated
        and re.search(r"^[A-Z][a-z]+ [a-z]|[\u4e00-\u9fff]{2}", const.value)
        and const.value not in NAMES
    )


@parametrised
def test_nothing_inline_that_the_policy_forbids(environment, path):
    wrong = []
    for tag, attributes in read(environment, path).tags:
        for name, value in attributes.items():
            value = value or ""
            if name == "style" or re.match(r"on[a-z]|hx-on|hx-eval", name) or name in ("srcdoc", "ping"):
                wrong.append(f"<{tag} {name}>")
            if name in LEADING and re.match(r"\s*(javascript|data|vbscript):", value):
                wrong.append(f"<{tag} {name}={value!r}>")
            if name.startswith("hx-") and value.strip().startswith(("js:", "javascript:")):
                wrong.append(f"<{tag} {name}={value!r}>")
            if name == "hx-trigger" and "[" in value:
                wrong.append(f"<{tag} {name}={value!r}> needs eval, which the policy forbids")
            if name in LEADING and re.match(r"(https?:)?//", value):
                wrong.append(f"<{tag} {name}={value!r}> leads to another host")
        if tag == "script" and "src" not in attributes:
            wrong.append("<script> without src")
        if tag == "script" and "nonce" not in attributes:
            wrong.append("<script> without nonce")
        if tag in ("style", "base", "iframe", "object", "embed", "applet", "frame"):
            wrong.append(f"<{tag}>")
        if tag == "a" and attributes.get("target") == "_blank" and "noopener" not in (attributes.get("rel") or ""):
            wrong.append("<a target=_blank> without rel=noopener")
        if tag == "form" and attributes.get("method", "get").lower() not in ("get", "post", "dialog", HOLE):
            wrong.append("<form method>")
    nothing(wrong)


@parametrised
def test_attributes_stand_in_quotes(path):
    """An expression without quotes around it could begin another attribute."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    nothing(re.findall(r"\s[\w:-]+=\{\{[^}]*\}\}", text))
