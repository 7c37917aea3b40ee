"""Whatever the house says by itself is said in both languages: facts, refusals, labels, permissions, navigation."""

import pytest

from desk.settings import HERE

from .reading import nothing


@pytest.fixture(scope="module")
def chinese(application):
    from desk.foundation.translation import _chinese

    return _chinese.sentences


@pytest.fixture(scope="module")
def ours():
    """Whether something belongs to the house and not to a plugin of the tests."""

    def belongs(one):
        return getattr(one, "__module__", "").split(".")[0].startswith("desk")

    return belongs


def kinds_of(base):
    """All classes below one."""
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_every_fact_has_a_sentence_for_the_timeline(chinese, ours):
    from desk.foundation import events

    facts = [one for one in events.registered().values() if ours(one)]
    assert len(facts) > 20
    nothing(f"{one.name} has no sentence" for one in facts if not one.sentence)
    nothing(f"{one.name}: {one.sentence}" for one in facts if one.sentence and one.sentence not in chinese)


def test_a_facts_sentence_names_only_what_the_fact_holds():
    """Its braces are filled from the payload; who it was, and what it is about, is said by whoever shows it."""
    import string

    from desk.foundation import events

    wrong = []
    for one in events.registered().values():
        holes = {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(one.sentence) if name}
        if holes - {"by", "subject"} - set(one.fields):
            wrong.append(f"{one.name}: {one.sentence} ({', '.join(one.fields)})")
    nothing(wrong)


def test_facts_are_named_for_what_happened(ours):
    from desk.foundation import events

    for name, one in events.registered().items():
        if ours(one):
            kind, dot, what = name.partition(".")
            assert dot, name
            assert kind.isidentifier(), name
            assert what.isidentifier(), name
            assert one.subject_kind, name
            assert one.audience in ("team", "customer", "headquarters"), name


def test_every_refusal_has_a_sentence_in_both_languages(chinese, ours):
    from desk.foundation.errors import Refusal

    refusals = [one for one in kinds_of(Refusal) if ours(one)]
    assert len(refusals) > 15
    nothing(f"{one.__name__}: {one.sentence}" for one in refusals if one.sentence not in {*chinese, "{reason}"})
    nothing(f"{one.__name__}: {one.way_out}" for one in refusals if one.way_out and one.way_out not in chinese)
    nothing(f"{one.__name__} has status {one.status}" for one in refusals if not 400 <= one.status < 600)


def test_every_label_and_permission_has_its_words(chinese):
    from desk.foundation import hooks, permissions

    core = [slug for slug, _ in hooks.plugins.list_name_plugin() if hooks.is_core(slug)]
    for slug, kinds in hooks.answers("register_labels").items():
        nothing(
            (kind, word)
            for kind, words in kinds.items()
            for word in words.values()
            if slug in core and word not in chinese
        )
    known = permissions.registered()
    for slug, declared in hooks.answers("register_permissions").items():
        nothing((one.name, one.label) for one in declared if slug in core and one.label not in chinese)
        nothing(one.name for one in declared if one.name not in known)
    for slug, lines in hooks.answers("register_navigation").items():
        nothing((one.key, one.label) for one in lines if slug in core and one.label not in chinese)


def test_the_shared_catalogue_keeps_nothing_that_nobody_says():
    """The catalogues of the rooms are looked at in tests/workspace."""
    from babel.messages.extract import extract
    from babel.messages.pofile import read_po

    words = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    said = set()
    for path in HERE.rglob("*"):
        if path.suffix in (".py", ".html"):
            method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
            options = {} if path.suffix == ".py" else {"newstyle_gettext": "true", "extensions": "jinja2.ext.do"}
            with path.open("rb") as file:
                for _, found, _, _ in extract(method, file, words, options=options):
                    said.add(found[0] if isinstance(found, tuple) else found)
    with (HERE / "locale/zh_CN.po").open("rb") as file:
        kept = {one.id[0] if isinstance(one.id, tuple) else one.id for one in read_po(file) if one.id}
    nothing(sorted(kept - said))
