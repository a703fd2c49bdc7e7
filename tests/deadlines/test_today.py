"""The day is Tokyo's, wherever the person and the machine are."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tui.deadlines.today import in_tokyo, today


def test_the_day_begins_at_midnight_in_tokyo() -> None:
    assert today(datetime(2026, 11, 12, 14, 59, 59, tzinfo=UTC)) == date(2026, 11, 12)
    assert today(datetime(2026, 11, 12, 15, 0, tzinfo=UTC)) == date(2026, 11, 13)


def test_a_moment_from_another_zone_is_the_same_moment() -> None:
    there = datetime(2026, 11, 12, 18, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert in_tokyo(there).isoformat() == "2026-11-13T08:30:00+09:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        today(datetime(2026, 11, 12, 10, 0))  # noqa: DTZ001 (the naive moment is the point)


def test_there_is_no_summer_time() -> None:
    assert in_tokyo(datetime(2026, 7, 1, tzinfo=UTC)).utcoffset() == timedelta(hours=9)


def test_a_machine_without_the_zone_database_still_knows_tokyo() -> None:
    asked = "from datetime import *; from tui.deadlines.today import *; "
    asked += "print(in_tokyo(datetime(2026, 11, 12, tzinfo=UTC)))"
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules['tzdata'] = None; {asked}"],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "2026-11-12 09:00:00+09:00"
