"""The lines that bring a letter here, filled in for this machine and this casebook."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.screens.running import KEN, desk_at
from tui.casebook.event import Who
from tui.screens.ways import Here, broken, here, ways
from tui.settings import Settings
from tui.text.translation import Words

AT = Here("li@ssh.example.ac.jp", None, ".local/share/kaiyaku/inbox/", "kaiyaku")
WORDS = Words("en")


def lines(at: Here, card: int | None = 12, file: str = "letter.eml") -> list[str]:
    return [way.line for way in ways(WORDS, at, card, file)]


def test_every_way_is_filled_in() -> None:
    assert lines(AT) == [
        "scp letter.eml li@ssh.example.ac.jp:.local/share/kaiyaku/inbox/",
        "pbpaste | ssh li@ssh.example.ac.jp kaiyaku note add 12 -",
        "wl-paste | ssh li@ssh.example.ac.jp kaiyaku note add 12 -",
        "xclip -o -selection clipboard | ssh li@ssh.example.ac.jp kaiyaku note add 12 -",
        'cmd /c "ssh li@ssh.example.ac.jp kaiyaku note add 12 - < letter.eml"',
    ]


def test_a_port_that_is_not_the_usual_one_is_named() -> None:
    first, second, *_ = lines(AT._replace(port="2222"))
    assert first.startswith("scp -P 2222 letter.eml li@")
    assert second.startswith("pbpaste | ssh -p 2222 li@")


def test_without_a_card_only_the_inbox_can_take_a_letter() -> None:
    assert lines(AT, card=None) == [
        "scp letter.eml li@ssh.example.ac.jp:.local/share/kaiyaku/inbox/"
    ]


@pytest.mark.parametrize(
    ("file", "quoted"),
    [
        ("/Users/li/解約 のご案内.eml", "'/Users/li/解約 のご案内.eml'"),
        ("/tmp/a'b;rm -rf.eml", "'/tmp/a'\"'\"'b;rm -rf.eml'"),
        (r"C:\Users\li\my letter.eml", '"C:\\Users\\li\\my letter.eml"'),
        (r"C:\letter.eml", r"C:\letter.eml"),
    ],
)
def test_a_file_on_another_computer_is_named_as_its_shell_takes_it(file: str, quoted: str) -> None:
    assert lines(AT, file=file) == [
        f"scp {quoted} li@ssh.example.ac.jp:.local/share/kaiyaku/inbox/"
    ]


def test_a_line_that_is_too_long_goes_on_where_a_shell_goes_on() -> None:
    line = lines(AT)[1]
    assert broken(line, 80) == [line]
    parts = broken(line, 40)
    assert all(len(part) <= 40 for part in parts)
    assert all(part.endswith(" \\") for part in parts[:-1])
    assert " ".join(part.removesuffix(" \\") for part in parts) == line


def test_what_windows_reads_has_no_sign_of_a_shell_in_it() -> None:
    line = lines(AT)[-1]
    assert "\\" not in "".join(broken(line, 40))
    assert " ".join(broken(line, 40)) == line


def at(home: Path, who: Who = KEN, **environ: str) -> Here:
    return here(replace(desk_at(home, who), environ={"PATH": "/nowhere", **environ}))


def test_the_line_names_who_is_here_and_the_inbox_as_the_server_sees_it(tmp_path: Path) -> None:
    found = at(tmp_path, SSH_CONNECTION="10.0.0.1 50000 10.0.0.2 2222")
    assert found.address.startswith("ken@")
    assert (found.port, found.inbox) == ("2222", ".local/share/kaiyaku/inbox/")
    assert found.command == "kaiyaku"
    assert at(tmp_path).port is None


def test_the_name_that_was_set_is_the_machines_name(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, settings=Settings(host="ssh.example.ac.jp"))
    assert here(desk).address == "mika@ssh.example.ac.jp"


def test_a_shared_login_names_the_person(tmp_path: Path) -> None:
    assert at(tmp_path, Who("desk", "Mika Sato")).command == "kaiyaku --as 'Mika Sato'"


def test_another_casebook_than_the_persons_own_is_named(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    elsewhere = desk.places._replace(home=tmp_path / "other")
    told = here(replace(desk, places=elsewhere)).command
    assert told == f"kaiyaku --casebook {desk.places.casebook}"


def test_a_program_that_ssh_would_not_find_is_named_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / ".local" / "bin"
    own.mkdir(parents=True)
    (own / "kaiyaku").write_text("#!/bin/sh\n")
    (own / "kaiyaku").chmod(0o755)
    assert at(tmp_path, PATH=str(own)).command == ".local/bin/kaiyaku"


def test_a_windows_path_goes_on_without_a_sign_of_a_shell() -> None:
    [line] = lines(AT, file=r"C:\Users\li\Downloads\a long name of a letter.eml")
    assert " ".join(broken(line, 50)) == line
