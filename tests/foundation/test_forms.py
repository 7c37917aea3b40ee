"""Forms: whatever is sent, the answer is a struct or a sentence for each field, and never a mistake of ours."""

import io
from urllib.parse import quote_from_bytes, urlencode

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.datastructures import UploadFile

from desk.foundation.errors import Invalid
from desk.foundation.translation import language
from desk.foundation.web.forms import Form, files, read_values

from .wire import Wire

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NASTY = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "\x1b[2J",
        "\ud800",
        "٣",
        "1e9",
        "-0",
        "9" * 15,
        "9" * 400,
        "%00",
        "' or 1=1 --",
        "<script>",
        "{x}",
        "{0}",
    ]
)
TEXT = st.one_of(NASTY, st.text(max_size=60))
VALUE = st.one_of(TEXT, st.lists(TEXT, max_size=3), st.none(), st.booleans(), st.integers(), st.floats())


def every_form() -> list[type[Form]]:
    """The forms of all slices that are there."""
    found, new = [], [Form]
    while new:
        new = [one for kind in new for one in kind.__subclasses__()]
        found += new
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


class Everything(Form):
    text: str
    count: int
    flag: bool = False
    several: list[str] = []
    maybe: int | None = None
    note: str | None = None


@given(values=st.dictionaries(st.text(max_size=10), VALUE, max_size=4), data=st.data())
@settings(max_examples=300, deadline=None)
def test_any_values_become_a_struct_or_sentences(application, values, data):
    form = data.draw(st.sampled_from(every_form()))
    names = [field.encode_name for field in msgspec.structs.fields(form)]
    values |= data.draw(st.dictionaries(st.sampled_from(names or ["x"]), VALUE))

    told, read = outcome(values, form)

    assert told.keys() <= set(names)
    assert all(told.values())
    assert bool(told) != isinstance(read, form)
    for text in filter(lambda one: isinstance(one, str), msgspec.structs.astuple(read) if read else ()):
        assert "\0" not in text
        text.encode()


def outcome(values, form):
    """The faults by field, or the struct."""
    try:
        return {}, read_values(values, form)
    except Invalid as refusal:
        return refusal.fields, None


def test_all_faults_are_told_at_once():
    with pytest.raises(Invalid) as told:
        read_values({"count": "many", "maybe": "x"}, Everything)
    assert told.value.fields.keys() == {"text", "count", "maybe"}


def test_what_was_typed_arrives_as_what_it_means():
    typed = {"text": "  a\r\nb\0 ", "count": "-7", "flag": "on", "several": "one", "maybe": "", "note": ""}
    assert read_values(typed, Everything) == Everything(
        text="a\nb", count=-7, flag=True, several=["one"], maybe=None, note=None
    )
    assert read_values({"text": "x", "count": ["1", "2"]}, Everything).count == 2


@pytest.mark.parametrize("bad", ["1.5", "٣", "0x10", "1_000", "９", "1e3", "--1", "9" * 16])
def test_a_whole_number_is_written_in_plain_digits(bad):
    with pytest.raises(Invalid) as told:
        read_values({"text": "x", "count": bad}, Everything)
    assert told.value.fields.keys() == {"count"}


def test_the_sentences_are_in_the_readers_language(application):
    faults = {}
    for one in ("en", "zh-CN"):
        token = language.set(one)
        with pytest.raises(Invalid) as told:
            read_values({}, Everything)
        faults[one] = told.value.fields["text"]
        language.reset(token)
    assert faults["en"] == "Please fill this in."
    assert faults["zh-CN"] != faults["en"]


def test_an_empty_file_input_is_no_file():
    empty = UploadFile("application/octet-stream", filename="", file_data=b"")
    one = UploadFile("image/png", filename="a.png", file_data=b"x")
    assert files({"f": empty}, "f") == files({}, "f") == files({"f": "text"}, "f") == []
    assert files({"f": [empty, one]}, "f") == [one]


@given(
    values=st.dictionaries(st.sampled_from(["login", "password", "next", "x"]), st.lists(TEXT, max_size=2), max_size=4)
)
@SLOW
async def test_no_form_of_a_stranger_is_a_mistake_of_ours(door, trial, values):
    body = urlencode(values, doseq=True, errors="surrogatepass").encode()
    kind = "application/x-www-form-urlencoded"
    answer = await Wire(door.signed_out(trial), "POST", "/sign-in", body=body, content_type=kind).run()
    assert answer.status in (422, 429)


KINDS = [
    "",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nonsense",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=",
    "application/json",
    "application/msgpack",
    "text/plain",
    "nonsense",
    "/",
    ";;;",
]


@given(
    body=st.one_of(st.binary(max_size=80), TEXT.map(lambda t: t.encode("utf-8", "replace"))),
    kind=st.sampled_from(KINDS),
)
@SLOW
async def test_no_bytes_of_any_kind_are_a_mistake_of_ours(door, trial, body, kind):
    """To a page, to the API, and to a signed-in page."""
    member, program = await door.member(trial), await door.api(trial)
    for client, path in (
        (door.signed_out(trial), "/sign-in"),
        (member, "/members"),
        (program, "/api/v1/trial/things"),
    ):
        answer = await Wire(client, "POST", path, body=body, content_type=kind).run()
        assert answer.status < 500, (path, answer.text)


PARTS = (
    b'--x\r\ncontent-disposition: form-data; name="login"\r\n\r\nwei\r\n',
    b'--x\r\ncontent-disposition: form-data; name="login"; filename="a.txt"\r\n\r\nwei\r\n',
    b'--x\r\ncontent-disposition: form-data; name="password"; filename="../../etc/passwd"\r\n'
    b"content-type: text/html\r\n\r\n<b>\r\n",
    b"--x\r\n\r\n\r\n",
    b"--x\r\ncontent-disposition: form-data\r\n\r\n\r\n",
    b'--x\r\ncontent-disposition: form-data; name="next"\r\ncontent-type: text/plain; charset=nonsense\r\n\r\n/\r\n',
)


@given(parts=st.lists(st.sampled_from(PARTS), max_size=4), end=st.sampled_from([b"--x--\r\n", b"--x--", b"--x", b""]))
@SLOW
async def test_no_multipart_is_a_mistake_of_ours(door, trial, parts, end):
    body = b"".join(parts) + end
    kind = "multipart/form-data; boundary=x"
    for path in ("/sign-in", "/sign-out", "/api/v1/trial/things"):
        answer = await Wire(await door.member(trial), "POST", path, body=body, content_type=kind).run()
        assert answer.status < 500, (path, answer.text)


def test_an_empty_list_is_nothing(application):
    """As a program may send it where a word is wanted."""
    faults, _ = outcome({"text": [], "count": []}, Everything)
    assert faults.keys() == {"text", "count"}


async def test_a_form_of_very_many_fields_is_no_way_to_keep_us_busy(door, trial):
    for body, kind in (
        (b"&".join(b"a%d=" % n for n in range(100_000)), "application/x-www-form-urlencoded"),
        (PARTS[0] * 10_000 + b"--x--\r\n", "multipart/form-data; boundary=x"),
    ):
        answer = await Wire(door.signed_out(trial), "POST", "/sign-in", body=body, content_type=kind).run()
        assert answer.status in (400, 413, 422)


@given(path=st.binary(max_size=30), query=st.binary(max_size=30))
@SLOW
async def test_no_address_is_a_mistake_of_ours(door, trial, path, query):
    for client in (await door.member(trial), door.signed_out(trial)):
        address = f"/{quote_from_bytes(path)}?{quote_from_bytes(query)}"
        wire = Wire(client, "GET", address)
        wire.scope["path"] = "/" + path.decode("utf-8", "replace")
        answer = await wire.run()
        assert answer.status < 500, answer.text


def test_a_picture_stays_a_picture():
    """What is read of an upload is its bytes; a form never turns them into text."""
    one = UploadFile("image/png", filename="a.png", file_data=b"\x89PNG\0")
    assert io.BytesIO(files({"f": one}, "f")[0].file.read()).getvalue() == b"\x89PNG\0"
