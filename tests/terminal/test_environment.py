import subprocess
import sys

import pytest

from tui.terminal.environment import concern_of_locale, prepare, reason_not_to_draw


def prepared(**environ: str) -> dict[str, str]:
    prepare(environ)
    return environ


def test_the_kitty_protocol_and_animations_are_off() -> None:
    environ = prepared()
    assert environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert environ["TEXTUAL_SMOOTH_SCROLL"] == "0"
    assert "ESCDELAY" not in environ


def test_what_a_person_chose_stays() -> None:
    environ = prepared(TEXTUAL_ANIMATIONS="full", ESCDELAY="50", SSH_CONNECTION="x", HOME="/h")
    assert environ["TEXTUAL_ANIMATIONS"] == "full"
    assert environ["ESCDELAY"] == "50"
    assert environ["HOME"] == "/h"


def test_escape_is_patient_over_ssh() -> None:
    assert prepared(SSH_CONNECTION="192.0.2.1 1 192.0.2.2 22")["ESCDELAY"] == "250"


@pytest.mark.parametrize(
    "name",
    ["DRIVER", "LOG", "DEBUG", "PRESS", "SCREENSHOT", "SCREENSHOT_LOCATION", "DEVTOOLS_HOST"],
)
def test_variables_that_run_or_record_things_are_dropped(name: str) -> None:
    assert f"TEXTUAL_{name}" not in prepared(**{f"TEXTUAL_{name}": "x", "TEXTUAL": "debug"})
    assert "TEXTUAL" not in prepared(TEXTUAL="debug,devtools")


def test_a_wrong_colour_system_is_dropped_and_a_right_one_stays() -> None:
    assert "TEXTUAL_COLOR_SYSTEM" not in prepared(TEXTUAL_COLOR_SYSTEM="millions")
    assert prepared(TEXTUAL_COLOR_SYSTEM="standard")["TEXTUAL_COLOR_SYSTEM"] == "standard"


@pytest.mark.parametrize("term", ["alacritty", "foot", "foot-extra", "wezterm", "xterm-ghostty"])
def test_modern_terminals_get_their_colours_without_colorterm(term: str) -> None:
    assert prepared(TERM=term)["TEXTUAL_COLOR_SYSTEM"] == "256"
    assert "TEXTUAL_COLOR_SYSTEM" not in prepared(TERM=term, COLORTERM="truecolor")


@pytest.mark.parametrize("term", ["xterm", "linux", "vt100", "rxvt-unicode", "xterm-256color"])
def test_other_terminals_are_left_to_rich(term: str) -> None:
    assert "TEXTUAL_COLOR_SYSTEM" not in prepared(TERM=term)


def test_a_window_size_in_the_environment_does_not_win_over_the_window() -> None:
    assert not {"COLUMNS", "LINES"} & prepared(COLUMNS="80", LINES="24").keys()


@pytest.mark.parametrize(
    ("tty", "term", "reason"),
    [
        ((True, True), "xterm", None),
        ((False, True), "xterm", "no-keyboard"),
        ((True, False), "xterm", "no-screen"),
        ((True, True), "dumb", "no-terminal"),
        ((True, True), "unknown", "no-terminal"),
        ((True, True), "", "no-terminal"),
    ],
)
def test_a_reason_is_given_where_nothing_can_be_drawn(
    tty: tuple[bool, bool], term: str, reason: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.isatty", {0: tty[0], 2: tty[1]}.__getitem__)
    assert reason_not_to_draw({"TERM": term}) == reason


@pytest.mark.parametrize("encoding", ["ascii", "euc_jp", "latin-1"])
def test_output_is_utf8_in_any_locale(encoding: str) -> None:
    script = (
        "import sys; from tui.terminal.environment import force_utf8; force_utf8();"
        "sys.stderr.write('│解\\udc80'); sys.stdout.write('解'); sys.stdout.write(sys.stdin.read())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": encoding},
        input="約".encode(),
        capture_output=True,
        check=True,
    )
    assert run.stderr.decode() == "│解\\udc80"
    assert run.stdout.decode() == "解約"


def test_environment_and_signals_do_not_import_textual() -> None:
    script = (
        "import sys, tui.terminal.environment, tui.terminal.signals;"
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("environ", "better"),
    [
        ({"LANG": "ja_JP.EUC-JP"}, "LANG=ja_JP.UTF-8"),
        ({"LANG": "ja_JP.eucJP"}, "LANG=ja_JP.UTF-8"),
        ({"LANG": "ja_JP.SJIS"}, "LANG=ja_JP.UTF-8"),
        ({"LANG": "zh_CN.GB18030", "LC_CTYPE": ""}, "LANG=zh_CN.UTF-8"),
        ({"LANG": "ja_JP.EUC-JP", "LC_CTYPE": "C.UTF-8"}, "LANG=ja_JP.UTF-8"),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "ja_JP.SJIS"}, "LC_CTYPE=ja_JP.UTF-8"),
        ({"LANG": "C.UTF-8", "LC_ALL": "de_DE.ISO-8859-15@euro"}, "LC_ALL=de_DE.UTF-8@euro"),
    ],
)
def test_a_locale_of_another_encoding_is_told_with_the_one_to_set(
    environ: dict[str, str], better: str
) -> None:
    assert str(concern_of_locale(environ)).endswith(f"run: export {better}")


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"LANG": ""},
        {"LANG": "C"},
        {"LANG": "POSIX"},
        {"LANG": "ja_JP"},
        {"LANG": "ja_JP.UTF-8"},
        {"LANG": "zh_CN.utf8"},
        {"LANG": "ja_JP.EUC-JP", "LC_ALL": "C.UTF-8"},
    ],
)
def test_a_locale_that_is_utf_8_or_bare_is_nothing_to_speak_of(environ: dict[str, str]) -> None:
    assert concern_of_locale(environ) is None
