"""The clock can be shifted in test builds only, and moments read as ux section 8 writes them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit import time as kit_time
from desk.kit.time import day_heading, full_moment, moment, now, short_day, span, to_zone

SHANGHAI = "Asia/Shanghai"
NOW = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)  # Thursday 12:00 in Shanghai


@pytest.fixture
def offset_file(tmp_path, monkeypatch):
    """A file of offsets for a clock that looks at it every time."""
    monkeypatch.setenv("DESK_CLOCK_OFFSET_FILE", str(tmp_path / "offset"))
    monkeypatch.setenv("DESK_ENVIRONMENT", "test")
    monkeypatch.setattr(kit_time, "_LOOK_AGAIN_AFTER", 0)
    monkeypatch.setattr(kit_time, "_offset_file", kit_time._OffsetFile())
    return tmp_path / "offset"


def ahead() -> timedelta:
    return now() - datetime.now(UTC)


def near(left: timedelta, right: timedelta) -> bool:
    return abs(left - right) < timedelta(seconds=5)


def test_now_is_aware_and_in_utc():
    assert now().tzinfo is UTC


def test_the_offset_moves_the_clock_and_is_read_again(offset_file):
    assert near(ahead(), timedelta(0))
    offset_file.write_text("3600\n")
    assert near(ahead(), timedelta(hours=1))
    offset_file.write_text("-86400.5")
    assert near(ahead(), timedelta(days=-1))
    offset_file.unlink()
    assert near(ahead(), timedelta(0))


def test_a_half_written_offset_leaves_the_last_one(offset_file):
    offset_file.write_text("3600")
    assert near(ahead(), timedelta(hours=1))
    for rubbish in ("-", "nan", "1e300", "时间"):
        offset_file.write_text(rubbish)
        assert near(ahead(), timedelta(hours=1))


def test_production_has_no_offset(offset_file, monkeypatch):
    offset_file.write_text("3600")
    monkeypatch.setenv("DESK_ENVIRONMENT", "production")

    assert near(ahead(), timedelta(0))


def test_the_file_is_looked_at_rarely(offset_file, monkeypatch):
    monkeypatch.setattr(kit_time, "_LOOK_AGAIN_AFTER", 1_000)
    now()
    offset_file.write_text("3600")

    assert near(ahead(), timedelta(0))


def test_to_zone_refuses_what_it_cannot_know():
    assert to_zone(NOW, SHANGHAI).hour == 12
    with pytest.raises(ValueError, match="zone"):
        to_zone(NOW.replace(tzinfo=None), SHANGHAI)
    with pytest.raises(ZoneInfoNotFoundError):
        to_zone(NOW, "Mars/Olympus")


@pytest.mark.parametrize(
    ("at", "chinese", "english"),
    [
        (datetime(2026, 11, 19, 2, 31, tzinfo=UTC), "10:31", "10:31"),
        (datetime(2026, 11, 18, 16, 5, tzinfo=UTC), "00:05", "00:05"),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), "周二 14:00", "Tue 14:00"),
        (datetime(2026, 11, 22, 6, 0, tzinfo=UTC), "周日 14:00", "Sun 14:00"),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), "11-23", "23 Nov"),
        (datetime(2026, 3, 5, 6, 0, tzinfo=UTC), "03-05", "5 Mar"),
        (datetime(2025, 11, 19, 6, 0, tzinfo=UTC), "2025-11-19", "19 Nov 2025"),
    ],
)
def test_a_moment_is_as_short_as_it_stays_clear(at, chinese, english):
    assert moment(at, NOW, SHANGHAI, "zh-CN") == chinese
    assert moment(at, NOW, SHANGHAI, "en") == english


def test_a_week_over_new_year_is_one_week():
    new_year = datetime(2027, 1, 1, 4, 0, tzinfo=UTC)

    assert moment(datetime(2026, 12, 31, 6, 0, tzinfo=UTC), new_year, SHANGHAI, "zh-CN") == "周四 14:00"
    assert moment(datetime(2026, 12, 25, 6, 0, tzinfo=UTC), new_year, SHANGHAI, "zh-CN") == "2026-12-25"


def test_headings():
    assert day_heading(date(2026, 11, 19), "zh-CN") == "11 月 19 日 星期四"
    assert day_heading(date(2026, 11, 19), "en") == "Thursday 19 November"
    assert day_heading(date(2025, 11, 19), "zh-CN", date(2026, 1, 1)) == "2025 年 11 月 19 日 星期三"
    assert day_heading(date(2025, 11, 19), "en", date(2026, 1, 1)) == "Wednesday 19 November 2025"
    assert short_day(date(2026, 11, 19), date(2026, 1, 1), "en") == "19 Nov"


def test_the_full_moment_says_seconds_and_zone():
    assert full_moment(datetime(2026, 11, 19, 2, 31, 5, tzinfo=UTC), SHANGHAI) == "2026-11-19 10:31:05 UTC+08:00"
    assert full_moment(datetime(2026, 1, 19, 2, 31, 5, tzinfo=UTC), "America/St_Johns").endswith("UTC-03:30")


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (9_000, "2 小时 30 分", "2 h 30 min"),
        (9_059, "2 小时 30 分", "2 h 30 min"),
        (7_200, "2 小时", "2 h"),
        (-720, "12 分", "12 min"),
        (719, "11 分", "11 min"),
        (45, "45 秒", "45 s"),
        (0, "0 秒", "0 s"),
        (86_400, "1 天", "1 d"),
        (86_400 + 59 * 60, "1 天", "1 d"),
        (3 * 86_400 + 7_260, "3 天 2 小时", "3 d 2 h"),
    ],
)
def test_a_span_has_at_most_two_units(seconds, chinese, english):
    assert span(seconds, "zh-CN") == chinese
    assert span(seconds, "en") == english


def test_a_working_day_can_be_shorter():
    assert span(10 * 3_600, "en", day=8 * 3_600) == "1 d 2 h"


@given(st.integers(-(10**9), 10**9), st.sampled_from(["zh-CN", "en"]))
def test_a_span_never_says_more_than_there_is(seconds, lang):
    factors = {"天": 86_400, "d": 86_400, "小时": 3_600, "h": 3_600, "分": 60, "min": 60, "秒": 1, "s": 1}
    words = span(seconds, lang).split()
    said = sum(int(count) * factors[unit] for count, unit in zip(words[::2], words[1::2], strict=True))

    assert 0 <= abs(seconds) - said < 86_400
    assert len(words) <= 4


def test_what_happened_earlier_is_told_as_of_then():
    then = datetime(2026, 11, 2, 9, 5, tzinfo=UTC)

    with kit_time.as_of(then):
        assert now() == then
        with kit_time.as_of(then + timedelta(hours=1)):
            assert now() == then + timedelta(hours=1)
        assert now() == then
    assert now() > then
