"""Where content is read from: what comes with the program, the machine's, one's own, one named."""

from pathlib import Path

from tests.guides.advised import carrier
from tests.guides.small import directory, small_guide
from tui.desk import open_advice, open_library
from tui.settings import Places


def places(tmp_path: Path) -> Places:
    found = Places.of({"HOME": str(tmp_path / "home")})
    return found._replace(machine=tmp_path / "etc" / "config.toml")


def test_content_can_be_replaced_for_the_whole_machine(tmp_path: Path) -> None:
    at = places(tmp_path)
    shipped = open_library(at).guide("wifi")
    assert shipped
    directory(tmp_path / "etc" / "content", wifi=small_guide("wifi", "the machine's"))
    library = open_library(at)
    found = library.guide("wifi")
    assert found
    assert found.name["en"] == "the machine's"
    assert library.guide("postpaid")


def test_ones_own_content_comes_after_the_machines_and_the_named_last(tmp_path: Path) -> None:
    at = places(tmp_path)
    directory(tmp_path / "etc" / "content", gym=small_guide("gym", "machine"))
    directory(at.config / "content", gym=small_guide("gym", "own"))
    own = open_library(at).guide("gym")
    assert own
    assert own.name["en"] == "own"
    named = directory(tmp_path / "named", gym=small_guide("gym", "named"))
    last = open_library(at, named).guide("gym")
    assert last
    assert last.name["en"] == "named"


def test_a_carrier_of_the_machine_is_known_beside_the_shipped_ones(tmp_path: Path) -> None:
    at = places(tmp_path)
    made = directory(tmp_path / "etc" / "content", gym=small_guide("gym"))
    (made / "carriers").mkdir()
    (made / "carriers" / "tanuki.toml").write_text(carrier(), "utf-8")
    advice = open_advice(at, open_library(at))
    assert advice.carrier("たぬき")
    assert advice.carrier("au")
