"""What the page of a proof says of what is proven, and of what is still to come."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.examples import filled, write
from tui.exports.proof.verify import verify

UNPROVEN = {"en": "no proof kept", "zh": "没存凭证", "ja": "控えなし"}
PROVEN = {"en": "proof: note 0001", "zh": "凭证：记录0001", "ja": "控え：記録0001"}
BILL = {
    "en": "Last bill, about ¥3,300",
    "zh": "最后一期账单，约3,300日元",
    "ja": "最後の請求、約3,300円",
}


def page(archive: bytes) -> str:
    with zipfile.ZipFile(BytesIO(archive)) as found:
        name = next(name for name in found.namelist() if name.endswith(".html"))
        return found.read(name).decode()


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_step_that_is_done_says_which_letter_proves_it_or_that_none_does(language: str) -> None:
    book = filled(MemoryStore())
    book.mark(1, "fill-form", "done")
    archive, _ = write(book, language=language)
    assert UNPROVEN[language] in page(archive)
    book.prove(1, "fill-form", 1)
    archive, _ = write(book, language=language)
    told = page(archive)
    assert UNPROVEN[language] not in told
    # Once at the step, once in what happened.
    assert told.count(PROVEN[language]) == 2


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_what_is_still_to_come_stands_there_before_anybody_has_seen_it(language: str) -> None:
    book = filled(MemoryStore())
    book.edit_card(1, {"monthly_charge": (None, 3300)})
    archive, _ = write(book, language=language)
    assert BILL[language] in page(archive)


def test_a_proof_with_a_letter_named_verifies(tmp_path: Path) -> None:
    book = filled(MemoryStore())
    book.mark(1, "fill-form", "done", proof=1)
    book.mark(1, "confirm-done/statement-30", "waiting", outcome="wrong", follow_up="2027-01-20")
    archive, _ = write(book, (1, 2))
    (tmp_path / "proof.zip").write_bytes(archive)
    assert verify(tmp_path / "proof.zip").cards
