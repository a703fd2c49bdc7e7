"""The lines that a person copies to their own computer."""

import os
import shlex

from tui.exports.address import address, fetching, piping

NODE = os.uname().nodename
BY_SSH = {"SSH_CONNECTION": "198.51.100.7 51234 203.0.113.9 22"}
BY_ANOTHER_PORT = {"SSH_CONNECTION": "198.51.100.7 51234 203.0.113.9 2222"}


def test_it_is_the_login_at_the_name_of_the_machine_not_an_address() -> None:
    assert address({}, "mika") == f"mika@{NODE}"
    assert address(BY_SSH, "mika") == f"mika@{NODE}"


def test_a_name_that_was_set_comes_first() -> None:
    assert address(BY_SSH, "mika", "desk.example.jp") == "mika@desk.example.jp"
    assert shlex.split(address({}, "mika", "2001:db8::1")) == ["mika@[2001:db8::1]"]


def test_what_a_shell_would_take_apart_is_quoted() -> None:
    assert shlex.split(address({}, "uid 1000; rm", "h")) == ["uid 1000; rm@h"]


def test_the_file_is_fetched_with_its_date() -> None:
    line = fetching(BY_SSH, "mika", "/home/mika/kaiyaku-12.zip", "h")
    assert line == "scp -p mika@h:/home/mika/kaiyaku-12.zip ."


def test_another_port_than_22_is_named() -> None:
    assert fetching(BY_ANOTHER_PORT, "mika", "/a.zip", "h") == "scp -p -P 2222 mika@h:/a.zip ."
    line = piping(BY_ANOTHER_PORT, "mika", "kaiyaku export 1 --output -", "a.zip", "h")
    assert line == "ssh -p 2222 mika@h 'kaiyaku export 1 --output -' > a.zip"


def test_a_connection_that_is_none_names_no_port() -> None:
    for given in ("", "x", "1 2 3", "a b c -oProxyCommand=x"):
        assert fetching({"SSH_CONNECTION": given}, "m", "/a", "h") == "scp -p m@h:/a ."


def test_a_path_is_one_word_of_the_line() -> None:
    line = fetching({}, "mika", "/home/a b/$(x)'.zip", "h")
    assert shlex.split(line) == ["scp", "-p", "mika@h:/home/a b/$(x)'.zip", "."]
