"""The verbs that are cut off and fail on purpose: one line each."""

import grp
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from tests.faults.program import CASEBOOK, done

OWN, OUT = str(CASEBOOK), "{root}/out/"
_GROUP = grp.getgrgid(os.getgid()).gr_name
"""A group of the one who runs the tests, whoever that is."""


class Verb(NamedTuple):
    """A verb, and the state of the disk that it is to change."""

    name: str
    argv: tuple[str, ...]
    prepare: Callable[[Path], None]
    changes: str
    """The file that it is all about, below the root; `*` stands for a moment in its name."""
    also: str = ""
    """A file that it keeps on purpose even where nothing came of the rest."""
    erased: str = ""
    """What stands in no file any more once it is done and the doctor has mended what was left."""

    @property
    def casebook(self) -> str:
        """The casebook that it works on, below the root."""
        return self.changes if self.argv[0] == "init" else OWN


def none(root: Path) -> None:
    """Make a home in which kaiyaku was never started, and a directory for what comes out of it."""
    (root / "home").mkdir()
    (root / "out").mkdir()


def cards(root: Path) -> None:
    """Make a casebook with two cards; on one of them work has begun, and a letter is kept."""
    none(root)
    letter(root / "first.eml", "お申し込みの確認")
    letter(root / "letter.eml", "解約のお手続き")
    done(root, "add", "postpaid", "My docomo", "--carrier", "docomo", "--departure", "2027-03-01")
    done(root, "add", "prepaid", "Spare", "--holder", "Li Na")
    done(root, "note", "add", "1", "{root}/first.eml")
    done(root, "mark", "1", "2", "waiting", "--follow-up", "2027-01-15")


def letter(path: Path, subject: str) -> None:
    """Write a mail with a file that came with it."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "info@carrier.example", "lina@example.org"
    mail["Subject"], mail["Date"] = subject, "Thu, 12 Nov 2026 10:00:00 +0900"
    mail.set_content(f"{subject}\n李 娜 様\n下記のとおりご案内いたします。\n" * 20)
    page = b"%PDF-1.7\n" + bytes(range(256)) * 60
    mail.add_attachment(page, maintype="application", subtype="pdf", filename="page.pdf")
    path.write_bytes(mail.as_bytes())


def numbered(root: Path) -> None:
    """Have a mailbox with letters of two cards, whose numbers stand in them."""
    cards(root)
    done(root, "edit", "1", "--number", "090-1111-0001")
    done(root, "edit", "2", "--number", "090-1111-0002")
    mails = []
    for number in (1, 2):
        letter(root / "one.eml", f"090-1111-000{number}")
        head = b"From info@carrier.example Thu Nov 12 10:00:00 2026\n"
        mails.append(head + (root / "one.eml").read_bytes())
    (root / "box.mbox").write_bytes(b"\n".join(mails))


def ticked(root: Path) -> None:
    """Have a change to take back."""
    cards(root)
    done(root, "tick", "1", "1")


def backed_up(root: Path) -> None:
    """Have an older backup, and more in the casebook since."""
    cards(root)
    done(root, "backup", OUT + "copy.db")
    done(root, "tick", "1", "1")
    done(root, "tick", "1", "3")


def backed_up_to_directory(root: Path) -> None:
    """Have an older backup of a timer's."""
    cards(root)
    done(root, "backup", OUT)
    [made] = (root / "out").glob("*.db")
    made.rename(made.with_name("casebook-2026-10-01T0000Z.db"))
    done(root, "tick", "1", "1")


def exported(root: Path) -> None:
    """Have an older proof."""
    cards(root)
    done(root, "export", "1", "--output", OUT + "proof.zip")
    done(root, "tick", "1", "1")


def listed(root: Path) -> None:
    """Have a list of people, one of whom is there already."""
    cards(root)
    lines = ("name,carrier,departure", "Li Na,au,2027-02-01", "Wu,docomo,2027-03-01", "Chen,,")
    (root / "people.csv").write_text("\n".join(lines))


def dumped(root: Path) -> None:
    """Have nothing but the dump of a casebook that was here."""
    cards(root)
    done(root, "dump", "--output", OUT + "all.json")
    shutil.rmtree(root / "home")
    (root / "home").mkdir()


def altered(root: Path) -> None:
    """Have a card that is not what its history says."""
    cards(root)
    with closing(sqlite3.connect(root / CASEBOOK)) as connection:
        connection.execute("UPDATE card SET label = 'not mine' WHERE id = 1")
        connection.commit()


VERBS = (
    Verb("tick", ("tick", "1", "1"), cards, OWN),
    Verb("tick with proof", ("tick", "1", "1", "--proof", "1"), cards, OWN),
    Verb("note", ("note", "add", "1", "{root}/letter.eml"), cards, OWN),
    Verb("note each", ("note", "add", "--each", "{root}/box.mbox"), numbered, OWN),
    Verb("undo", ("undo",), ticked, OWN),
    Verb("add", ("add", "postpaid", "New"), cards, OWN),
    Verb("first add", ("add", "postpaid", "New"), none, OWN),
    Verb("init", ("init", OUT + "desk"), none, "out/desk/casebook.db"),
    Verb(
        "init team",
        ("init", OUT + "desk", "--team", _GROUP),
        none,
        "out/desk/casebook.db",
    ),
    Verb("backup", ("backup", OUT + "copy.db"), cards, "out/copy.db"),
    Verb("backup again", ("backup", OUT + "copy.db", "--force"), backed_up, "out/copy.db"),
    Verb(
        "backup kept",
        ("backup", OUT, "--keep", "1"),
        backed_up_to_directory,
        "out/casebook-*.db",
    ),
    Verb("restore", ("restore", OUT + "copy.db"), backed_up, OWN),
    Verb("export", ("export", "1", "--output", OUT + "proof.zip"), cards, "out/proof.zip"),
    Verb(
        "export again",
        ("export", "1", "--output", OUT + "proof.zip", "--force"),
        exported,
        "out/proof.zip",
    ),
    Verb("import", ("import", "{root}/people.csv"), listed, OWN),
    Verb("import a dump", ("import", OUT + "all.json"), dumped, OWN),
    Verb("dump", ("dump", "--output", OUT + "all.json"), cards, "out/all.json"),
    Verb("purge", ("purge", "2", "--yes"), cards, OWN, also=OWN + ".purging", erased="Spare"),
    Verb("rebuild", ("doctor", "--rebuild"), altered, OWN, also=OWN + ".before-rebuild-*"),
)
