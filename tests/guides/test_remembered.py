"""pydantic is asked once for each file; what is remembered about that can do no harm."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.guides.small import directory, small_cautions, small_guide
from tui.guides.build import build
from tui.guides.guide import Cautions, Guide
from tui.guides.load import load
from tui.guides.remembered import Remembered
from tui.guides.shipped import content_directory
from tui.guides.validate import validate

LOAD = """
import sys
from pathlib import Path
from tui.guides.load import load
library = load([Path(sys.argv[1])], Path(sys.argv[2]))
print(len(library.guides), len(library.faults), "pydantic" in sys.modules)
"""


def load_in_a_fresh_process(path: Path, cache: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", LOAD, str(path), str(cache)],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: stripped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def test_the_second_start_does_not_import_pydantic(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "content.json"
    assert load_in_a_fresh_process(content_directory(), cache) == ["5", "0", "True"]
    assert load_in_a_fresh_process(content_directory(), cache) == ["5", "0", "False"]


def test_a_changed_file_is_validated_again(tmp_path: Path) -> None:
    cache = tmp_path / "content.json"
    path = directory(tmp_path / "content", a=small_guide())
    load([path], cache)
    directory(path, a=small_guide(english="new"))
    assert load_in_a_fresh_process(path, cache) == ["1", "0", "True"]
    assert load_in_a_fresh_process(path, cache) == ["1", "0", "False"]


@pytest.mark.parametrize("name", ["prepaid", "postpaid", "home-internet", "tourist", "wifi"])
def test_a_plain_build_equals_what_pydantic_builds(name: str) -> None:
    table = tomli.loads((content_directory() / "guides" / f"{name}.toml").read_text("utf-8"))
    validated = TypeAdapter(Guide).validate_json(json.dumps(stripped(table)))
    assert build(Guide, table) == validated


def test_plainly_built_cautions_equal_what_pydantic_builds() -> None:
    table = tomli.loads((content_directory() / "cautions.toml").read_text("utf-8"))
    validated = TypeAdapter(Cautions).validate_json(json.dumps(stripped(table)))
    assert build(Cautions, table) == validated


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for key, item in items if isinstance(value, dict | list) else ():
        found += places(item, (*path, key)) if isinstance(item, dict | list) else [(*path, key)]
    return found


GOOD = tomli.loads(small_guide())
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 1, 2.5, "x", [], ["x"], [1], {}, {"en": "x"}, {"en": 1}, [{}], [["x"]]]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.sampled_from(places(GOOD)), odd=ODD, remove=st.booleans())
def test_the_plain_build_refuses_whatever_pydantic_refuses(
    place: tuple[Any, ...], odd: Any, remove: bool
) -> None:
    table = json.loads(json.dumps(GOOD))
    inner = table
    for key in place[:-1]:
        inner = inner[key]
    if remove:
        del inner[place[-1]]
    else:
        inner[place[-1]] = odd
    refused = bool(validate(Guide, table))
    try:
        build(Guide, table)
    except (KeyError, TypeError):
        assert refused
    else:
        # Unknown keys alone are passed over by the one and refused by the other; none is made here.
        assert not refused


def a_directory(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_file_where_a_directory_should_be(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


def holding(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


@pytest.mark.parametrize(
    "make",
    [
        a_directory,
        a_pipe,
        a_file_where_a_directory_should_be,
        holding(b""),
        holding(b"\xff\xfe\0"),
        holding(b"[" * 100_000),
        holding(b"9" * 100_000),
        holding(b"null"),
        holding(b'{"format": 1}'),
        holding(b'{"format": 1, "good": 7}'),
        holding(b'{"format": 1, "good": "abc"}'),
        holding(b'{"format": 1, "good": [[], {}, null, 1e999]}'),
        holding(b'{"format": 99, "good": {}}'),
        holding(b"x" * 1_000_000),
    ],
)
def test_a_hostile_cache_changes_nothing(tmp_path: Path, make: Callable[[Path], None]) -> None:
    cache = tmp_path / "cache" / "content.json"
    cache.parent.mkdir()
    make(cache)
    path = directory(tmp_path / "content", a=small_guide(), b="{")
    library = load([path], cache)
    assert [guide.id for guide in library.guides] == ["small"]
    assert len(library.faults) == 1


def test_a_cache_that_calls_a_broken_file_good_is_not_believed(tmp_path: Path) -> None:
    broken = small_guide().replace("version = 1", 'version = "1"')
    path = directory(tmp_path / "content", a=broken)
    cache = tmp_path / "content.json"
    lying = Remembered(cache)
    lying.add(lying.fingerprint(Guide, broken.encode()))
    lying.write()
    library = load([path], cache)
    assert library.guides == ()
    assert "a whole number was expected, a text stands there" in str(library.faults[0])


def test_a_good_guide_is_not_known_as_good_cautions(tmp_path: Path) -> None:
    remembered = Remembered(None)
    assert remembered.fingerprint(Guide, b"x") != remembered.fingerprint(Cautions, b"x")


def test_the_cache_is_private_complete_and_leaves_nothing_behind(tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache" / "content.json"
    load([directory(tmp_path / "content", a=small_guide())], cache)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    assert [path.name for path in cache.parent.iterdir()] == ["content.json"]
    assert len(json.loads(cache.read_bytes())["good"]) == 2


def test_nothing_is_written_when_nothing_is_new(tmp_path: Path) -> None:
    cache = tmp_path / "content.json"
    path = directory(tmp_path / "content", a=small_guide())
    load([path], cache)
    first = cache.stat().st_ino
    load([path], cache)
    assert cache.stat().st_ino == first


def test_a_failed_write_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = tmp_path / "cache" / "content.json"
    assert load([directory(tmp_path / "content", a=small_guide())], cache).faults == ()
    assert list(cache.parent.iterdir()) == []


def test_other_contents_stay_remembered_up_to_a_limit(tmp_path: Path) -> None:
    cache = tmp_path / "content.json"
    many = Remembered(cache)
    for number in range(600):
        many.add(f"{number}")
    many.write()
    path = directory(tmp_path / "content", small_cautions(), a=small_guide())
    load([path], cache)
    good = json.loads(cache.read_bytes())["good"]
    assert len(good) == 500
    assert "0" in good
    assert load_in_a_fresh_process(path, cache) == ["1", "0", "False"]


def test_a_caution_that_is_gone_is_missed_though_the_guide_was_found_good(tmp_path: Path) -> None:
    cache = tmp_path / "content.json"
    path = directory(tmp_path / "content", a=small_guide())
    assert load([path], cache).faults == ()
    directory(path, small_cautions("be-slow"))
    (fault,) = load([path], cache).faults
    assert "no caution has the id 'be-quick'" in str(fault)
