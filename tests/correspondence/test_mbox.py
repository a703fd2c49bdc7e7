"""An mbox falls into the mails that were put in it, and says beforehand what it holds."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.correspondence.mail.mbox import is_wanted, messages, summary

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
POSTMARK = b"From noreply@docomo.ne.jp Thu Nov 12 01:03:00 2026\n"


def mail(
    sender: str = "noreply@docomo.ne.jp", day: int = 12, body: str = "hello\n", **more: str
) -> bytes:
    lines = "".join(f"{name.title()}: {value}\n" for name, value in more.items())
    head = f"From: Somebody <{sender}>\nDate: {day} Nov 2026 10:03:00 +0900\nSubject: x\n"
    return f"{head}{lines}\n{body}".encode()


def box(*mails: bytes) -> bytes:
    return b"".join(POSTMARK + one + b"\n" for one in mails)


def test_each_mail_comes_out_as_it_was_put_in() -> None:
    mails = [mail(), mail(body="二通目\n\n\n"), mail(body="三通目\n>From quoted\n")]
    assert list(messages(box(*mails))) == mails


def test_windows_line_ends_stay() -> None:
    mails = [mail().replace(b"\n", b"\r\n"), mail(day=13).replace(b"\n", b"\r\n")]
    raw = b"".join(POSTMARK.replace(b"\n", b"\r\n") + one + b"\r\n" for one in mails)
    assert list(messages(raw)) == mails


@pytest.mark.parametrize(
    "body",
    [
        "From Russia with love\nTo: nobody\n",
        "\nFrom Russia with love\nand more\n",
        "\nFrom 10:03 on\nwe are closed\n",
        "quoted:\nFrom noreply@docomo.ne.jp\nSubject: bill\n",
        ">From quoted\n",
        "x\nFrom\n",
    ],
)
def test_a_line_of_the_body_that_begins_with_from_is_no_new_mail(body: str) -> None:
    mails = [mail(body=body), mail()]
    assert list(messages(box(*mails))) == mails


@pytest.mark.parametrize(
    "postmark",
    [
        b"From - Thu Nov 12 01:03:00 2026\n",
        b"From - \n",
        b"From a@b Thu Nov 12 01:03 2026\n",
        b"From a@b\n",
    ],
)
def test_other_programs_write_other_lines_between(postmark: bytes) -> None:
    raw = postmark + mail() + b"\n" + postmark + mail(day=13)
    assert list(messages(raw)) == [mail(), mail(day=13)]


def test_without_a_blank_line_between_the_time_tells() -> None:
    raw = POSTMARK + mail(body="end") + b"\n" + POSTMARK + mail(day=13)
    assert list(messages(raw)) == [mail(body="end\n"), mail(day=13)]


def test_a_file_is_read_piece_by_piece() -> None:
    mails = [mail(day=day % 27 + 1, body=f"{day}\n" * 500) for day in range(200)]
    assert list(messages(io.BytesIO(box(*mails)))) == mails


def test_of_a_mail_that_is_too_large_only_a_byte_too_much_is_given() -> None:
    huge = mail(body="x" * (27 * 1024 * 1024) + "\n")
    first, second = messages(box(huge, mail()))
    assert len(first) == 25 * 1024 * 1024 + 1
    assert second == mail()


@given(
    st.lists(
        st.sampled_from([b"From a 1:03 10:03\n", b"Subject: x\n", b"\n", b"\r\n", b"From ", b"x"])
    )
)
def test_nothing_is_lost_but_the_lines_between(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    kept = b"".join(messages(raw))

    def told(text: bytes) -> list[bytes]:
        lines = text.split(b"\n")
        return [line for line in lines if line.strip() and not line.startswith(b"From ")]

    assert told(kept) == told(raw)


def test_the_summary_says_from_whom_and_when() -> None:
    told = summary(
        box(
            mail("friend@example.jp", 3),
            mail("friend@example.jp", 4),
            mail("friend@example.jp", 30),
            mail("noreply@docomo.ne.jp", 12),
            mail("li@example.jp", 14, to="LINEMO <support@linemo.jp>"),
        ),
        NOW,
    )
    assert told.count == 5
    assert (told.first, told.last) == ("2026-11-03", "2026-11-14")
    assert list(told.senders.items()) == [
        ("noreply@docomo.ne.jp", 1),
        ("friend@example.jp", 3),
        ("li@example.jp", 1),
    ]
    assert told.carriers == {"noreply@docomo.ne.jp": "docomo"}
    assert told.with_carriers == 2


@pytest.mark.parametrize(
    ("whose", "wanted"),
    [
        ("all", [0, 1, 2]),
        ("carriers", [0, 2]),
        ("friend@example.jp", [1]),
        ("FRIEND@example.jp", [1]),
        ("example.jp", [1, 2]),
        ("@example.jp", [1, 2]),
        ("docomo.ne.jp", [0]),
        ("linemo.jp", [2]),
        ("nobody@example.jp", []),
    ],
)
def test_letters_are_chosen_by_sender_and_recipient(whose: str, wanted: list[int]) -> None:
    mails = [
        mail("noreply@mail.docomo.ne.jp"),
        mail("friend@example.jp"),
        mail("li@example.jp", to="support@linemo.jp"),
    ]
    assert [number for number, one in enumerate(mails) if is_wanted(one, whose)] == wanted


def test_a_summary_of_nonsense_is_a_summary() -> None:
    for raw in (
        b"",
        b"From ",
        POSTMARK + b"From: \nDate: someday\n\n",
        b"\xff" * 100,
        b"From: <@>\n",
    ):
        told = summary(raw, NOW)
        assert told.count <= 1
        assert (told.first, told.senders) == (None, {})


@given(st.binary(max_size=400))
def test_any_bytes_have_a_summary(raw: bytes) -> None:
    assert summary(POSTMARK + b"Date: " + raw, NOW).count >= 1


def ten_thousand_letters() -> bytes:
    return box(
        *(
            mail(f"a{number % 50}@example.jp", number % 19 + 1, "line\n" * 60)
            for number in range(10_000)
        )
    )


def test_ten_thousand_letters_are_summed_up() -> None:
    assert summary(ten_thousand_letters(), NOW).count == 10_000
