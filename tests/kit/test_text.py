"""Names are found however they are typed, searches are plain words, and nothing typed becomes HTML."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit.text import (
    bigram_query,
    bigrams,
    clip,
    normalise_name,
    pinyin_initials,
    pinyin_key,
    plain_to_html,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME Co., Ltd.", "acme  co ltd"),
        ("苏州新联（集团）有限公司", "苏州 新联(集团)有限公司"),
        ("ＩＢＭ　中国", "ibm中国"),
        ("O'Neill", "O’Neill"),
        ("Straße", "STRASSE"),
        ("王\u200b敏", "王敏"),
        ("王·敏", "王敏"),
        ("A\tB\n", "a b"),
    ],
)
def test_a_name_has_one_twin(one, other):
    assert normalise_name(one) == normalise_name(other)


def test_different_names_have_different_twins():
    assert normalise_name("AT&T") == "at&t"
    assert normalise_name("王敏") != normalise_name("王民")
    assert normalise_name("co op") != normalise_name("coop")
    assert normalise_name("---") == "---"
    assert normalise_name(" \0 ") == ""


@given(st.text(max_size=200))
def test_a_twin_is_its_own_twin_and_can_be_stored(name):
    twin = normalise_name(name)

    assert normalise_name(twin) == twin
    assert "\0" not in twin
    twin.encode()


def test_names_sort_by_reading():
    names = ["王敏", "Zürich 保险", "安琪", "曾国藩", "Acme", "汪洋", "重庆机电", "单雄信", "张三", "王明"]

    assert sorted(names, key=pinyin_key) == [
        *("Acme", "安琪", "重庆机电", "单雄信", "汪洋", "王敏", "王明", "曾国藩", "张三", "Zürich 保险")
    ]
    assert pinyin_key("王敏") == "wang2王 min3敏"
    assert pinyin_key("尉迟恭") == "yu4尉 chi2迟 gong1恭"
    assert pinyin_key("") == ""


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("王敏", "wm"),
        ("Acme Pumps", "ap"),
        ("IBM 中国", "ibmzg"),
        ("苏州新联", "szxl"),
        ("吕布", "lb"),
        ("—", ""),
    ],
)
def test_initials(name, initials):
    assert pinyin_initials(name) == initials


@given(st.text(max_size=100))
def test_any_name_can_be_spelled(name):
    pinyin_key(name).encode()
    assert len(pinyin_initials(name)) <= 100


def test_text_is_cut_into_pairs_and_words():
    assert bigrams("苏州Acme 12") == "'苏州':1 '州':2 'acme':3 '12':4"
    assert bigrams("打印机打印") == "'打印':1,4 '印机':2 '机打':3 '印':5"
    assert bigrams("Zürich Ｃ５ パ") == "'zurich':1 'c5':2 'パ':3"
    assert bigrams("'; drop \\ :*|&!()") == "'drop':1"
    assert bigrams(" \0 ") == ""


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("打印机", "('打印' <-> '印机')"),
        ("打印", "'打印'"),
        ("机", "'机':*"),
        ("a", "'a'"),
        ("Acm", "'acm':*"),
        ("ibm中国", "('ibm' <-> '中国')"),
        ("中国ibm", "('中国' <-> '国' <-> 'ibm':*)"),
        ("机 机", "'机':*"),
        ("王敏 打印机", "'王敏' & ('打印' <-> '印机')"),
        ("AB-1234", "('ab' <-> '1234':*)"),
        ("机机", "'机机'"),
        ("", None),
        ("  ' & | ! :* ", None),
    ],
)
def test_a_query_is_terms_and_phrases(typed, query):
    assert bigram_query(typed) == query


@given(st.text(max_size=300))
def test_nothing_typed_leaves_its_quotes(typed):
    word = r"'[^'\\\s]{1,60}'"
    query = bigram_query(typed)

    assert re.fullmatch(rf"(?:{word}:[\d,]+ ?)*", bigrams(typed))
    assert query is None or not re.sub(rf"{word}(:\*)?", "", query).strip("&<->() ")


@pytest.mark.timeout(60)
def test_a_tsvector_stays_below_its_limits():
    for text in ("机" * 100_000, "".join(map(chr, range(0x4E00, 0x9FFF))) * 4, "ab " * 50_000, "ﷺ" * 60_000):
        vector = bigrams(text)
        assert len(vector.encode()) < 1_000_000
        assert max(int(place) for place in re.findall(r"[:,](\d+)", vector)) <= 16_383


def test_paragraphs_and_lines():
    assert plain_to_html("a\nb\r\n\r\n \n\nc") == "<p>a<br>\nb</p>\n<p>c</p>"
    assert plain_to_html(" \n ") == ""
    assert plain_to_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("请看https://example.com/a。谢谢", "https://example.com/a"),
        ("（https://example.com/a）", "https://example.com/a"),
        ("打开https://example.com/a再试", "https://example.com/a"),
        ("see http://example.com/a_(b).", "http://example.com/a_(b)"),
        ("(see http://example.com/a)", "http://example.com/a"),
        ("http://example.com/?a=1&b=2!", "http://example.com/?a=1&b=2"),
        ('"https://example.com/x"', "https://example.com/x"),
        ("<https://example.com/x>", "https://example.com/x"),
        ("HTTPS://Example.com", "HTTPS://Example.com"),
        ("http://[::1]/x]", "http://[::1]/x"),
        ("tel:+86-512-5550-0123,", "tel:+86-512-5550-0123"),
    ],
)
def test_links_end_where_they_end(text, url):
    written = str(plain_to_html(text))

    assert [html.unescape(found) for found in re.findall(r'<a href="([^"]*)" rel="noopener', written)] == [url]
    assert html.unescape(re.sub(r"<[^>]*>", "", written)) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "ftp://a.cn",
        "xhttp://a.cn",
        "tel:x",
        "https://。",
    ],
)
def test_other_schemes_are_no_links(text):
    assert "<a" not in plain_to_html(text)


@given(st.text(alphabet="<>\"'&\n ahtps:/.()[]。机", max_size=200))
def test_nothing_typed_becomes_html(text):
    written = str(plain_to_html(text))
    bare = re.sub(r'</?p>|<br>|<a href="[^"<>]*" rel="noopener noreferrer" target="_blank">|</a>', "", written)

    assert not set(bare) & set("<>\"'")
    assert html.unescape(bare).split() == text.split()


def test_invisible_turns_are_taken_out():
    assert plain_to_html("a\u202eb\0c\ud800") == "<p>abc</p>"


@pytest.mark.timeout(60)
def test_links_cost_no_time():
    """Milliseconds; one that looks back from each place would take hours."""
    for text in (
        "http://a" * 50_000,
        "http://a" + ")" * 300_000,
        "tel:1" * 50_000,
        "\n" * 300_000,
        "(" * 300_000,
    ):
        plain_to_html(text)


@pytest.mark.parametrize(
    ("text", "length", "clipped"),
    [
        ("王敏来电", 10, "王敏来电"),
        ("王敏来电说打印机坏了", 5, "王敏来电…"),
        ("The printer is broken", 15, "The printer is…"),
        ("The printer is broken", 14, "The printer…"),
        ("a\n  b", 10, "a b"),
        ("ab", 1, "…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("a👍🏽bcd", 3, "a…"),
    ],
)
def test_clipping(text, length, clipped):
    assert clip(text, length) == clipped


@given(st.text(max_size=100), st.integers(1, 50))
def test_clipped_text_fits(text, length):
    assert len(clip(text, length)) <= length


def test_nothing_fits_in_nothing():
    with pytest.raises(ValueError, match="one character"):
        clip("a", 0)
