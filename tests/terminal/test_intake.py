import pytest

from tui.terminal.intake import PASTE_AT_MOST, Intake, Keys, Paste, looks_pasted


def arrivals(*reads: tuple[float, bytes]) -> list[Keys | Paste]:
    """Feed reads at their times, and let time run out behind the last."""
    intake = Intake()
    out: list[Keys | Paste] = []
    for at, data in reads:
        out += intake.settle(at)
        out += intake.feed(data, at)
    return out + intake.settle(reads[-1][0] + 60)


def keys_in(items: list[Keys | Paste]) -> str:
    return "".join(item.text for item in items if isinstance(item, Keys))


def test_an_escape_inside_a_paste_is_text() -> None:
    assert arrivals((0, b"\x1b[200~abc \x1b\x11def\x1b[31m\x1b[201~")) == [
        Paste("abc \x1b\x11def\x1b[31m", cut=False)
    ]


@pytest.mark.parametrize("at", range(1, 6))
def test_an_end_bracket_may_come_in_two_reads(at: int) -> None:
    end = b"\x1b[201~"
    items = arrivals((0, b"\x1b[200~abc" + end[:at]), (0.4, end[at:] + b"j"))
    assert items == [Paste("abc", cut=False), Keys("j")]


@pytest.mark.parametrize("at", range(2, 6))
def test_a_start_bracket_may_come_in_two_reads(at: int) -> None:
    start = b"\x1b[200~"
    assert arrivals((0, start[:at]), (0.4, start[at:] + b"abc\x1b[201~")) == [
        Paste("abc", cut=False)
    ]


def test_an_escape_that_began_a_paste_is_no_escape_key() -> None:
    items = arrivals((0, b"\x1b"), (0.1, b"[200~abc\x1b[201~"))
    assert items == [Keys("\x1b"), Keys("", anew=True), Paste("abc", cut=False)]


def test_a_split_arrow_key_is_one_key() -> None:
    assert arrivals((0, b"\x1b["), (0.4, b"A")) == [Keys("\x1b[A")]


def test_half_a_sequence_is_given_up_in_the_end() -> None:
    assert arrivals((0, b"\x1b[")) == [Keys("\x1b[")]


def test_only_line_ends_are_changed_in_a_paste() -> None:
    text = "a\r\nb\rc\nか\u3099\x00\u2028\u202e\x85\t"
    assert arrivals((0, f"\x1b[200~{text}\x1b[201~".encode())) == [
        Paste("a\nb\nc\nか\u3099\x00\u2028\u202e\x85\t", cut=False)
    ]


def test_bytes_that_are_not_utf8_are_replaced() -> None:
    items = arrivals((0, b"\x1b[200~" + "解約".encode("euc_jp") + b"!\x1b[201~j"))
    assert isinstance(items[0], Paste)
    assert items[0].text.endswith("!")
    assert items[1:] == [Keys("j")]


def test_a_character_split_between_reads_is_whole() -> None:
    data = "\x1b[200~解約\x1b[201~".encode()
    assert arrivals((0, data[:7]), (0.1, data[7:11]), (0.2, data[11:])) == [
        Paste("解約", cut=False)
    ]


def test_a_paste_beyond_four_megabytes_is_cut_and_says_so() -> None:
    line = "解約の手続き\r".encode()
    reads = [(0.0, b"\x1b[200~")] + [(0.0, line * 3000)] * 80 + [(0.0, b"\x1b[201~j")]
    paste, key = arrivals(*reads)
    assert isinstance(paste, Paste)
    assert paste.cut
    assert PASTE_AT_MOST - 3 <= len(paste.text.encode()) <= PASTE_AT_MOST
    assert key == Keys("j")


def test_a_paste_of_four_megabytes_is_whole() -> None:
    text = "a" * PASTE_AT_MOST
    assert arrivals((0, f"\x1b[200~{text}\x1b[201~".encode())) == [Paste(text, cut=False)]


def test_a_paste_without_an_end_frees_the_keyboard_after_a_while() -> None:
    assert arrivals((0, b"\x1b[200~abc"), (30, b"j")) == [Paste("abc", cut=True), Keys("j")]


def test_a_letter_without_brackets_is_one_paste() -> None:
    letter = "".join(f"line {n} 解約\r" for n in range(200)).encode()
    pieces = [letter[n : n + 256] for n in range(0, len(letter), 256)]
    items = arrivals(*((n * 0.1, piece) for n, piece in enumerate(pieces)))
    assert items == [Paste(letter.decode().replace("\r", "\n"), cut=False)]


def test_keys_after_an_unbracketed_paste_are_keys_again() -> None:
    items = arrivals((0, b"Dear customer\r"), (0.29, b"abc"), (0.6, b"j"))
    assert items == [Paste("Dear customer\nabc", cut=False), Keys("j")]


def test_an_arrow_key_ends_an_unbracketed_paste() -> None:
    items = arrivals((0, b"Dear customer\r"), (0.1, b"\x1b[B\x1b[B"))
    assert items == [Paste("Dear customer\n", cut=False), Keys("\x1b[B\x1b[B")]


def test_the_terminals_replies_never_get_into_a_paste() -> None:
    reply = "\x1b[?2026;2$y\x1b[2;3R"
    items = arrivals((0, f"Dear {reply}customer\r".encode()))
    assert keys_in(items) == reply
    assert items[-1] == Paste("Dear customer\n", cut=False)


def test_a_bracketed_paste_right_after_an_unbracketed_one_is_its_own() -> None:
    items = arrivals((0, b"Dear customer\r"), (0.1, b"\x1b[200~abc\x1b[201~"))
    assert items == [Paste("Dear customer\n", cut=False), Paste("abc", cut=False)]


@pytest.mark.parametrize(
    "text",
    [
        "j",
        "abcdefg",
        "有很大差别",
        "abc\r",
        "\r\r\r\r\r\r\r\r\r",
        "jjjjjjjjjjjjjj",
        "jjjjjjjjjjk",
        "          ",
        "\x7f" * 20,
        "\x1b[B" * 20,
        "\x1bOB" * 20,
        "\x1bj\x1bk",
        "\r\x1b[Babc",
    ],
)
def test_what_fingers_send_is_keys(text: str) -> None:
    assert not looks_pasted(text)
    assert arrivals((0, text.encode())) == [Keys(text)]


@pytest.mark.parametrize(
    "text",
    [
        "abcdefgh",
        "a\rb",
        "a\nb",
        "ab\r\n\r\nc",
        "ありがとうございます",
        "jjjjj\rjjjjj",
        "--------\r",
    ],
)
def test_what_fingers_do_not_send_is_a_paste(text: str) -> None:
    assert looks_pasted(text)


def test_a_typed_key_waits_for_nothing() -> None:
    intake = Intake()
    assert intake.feed(b"j", 0) == [Keys("j")]
    assert intake.wait(0) is None
