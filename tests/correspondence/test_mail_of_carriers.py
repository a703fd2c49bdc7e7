"""Mails of every make are read as they were written."""

from typing import Any

import pytest

from tests.correspondence import carrier_mails, phone_mails, program_mails, server_mails
from tui.correspondence.mail.mail import Mail, read_mail

CASES = carrier_mails.CASES | phone_mails.CASES | program_mails.CASES | server_mails.CASES


def seen(mail: Mail, field: str) -> Any:
    """Return a field in the form in which the cases give it."""
    if field == "enclosures":
        return [(one.name, one.type, one.content) for one in mail.enclosures]
    return len(mail.remarks) if field == "remarks" else getattr(mail, field)


@pytest.mark.parametrize("name", CASES)
def test_a_mail_of_this_make_is_read_as_it_was_written(name: str) -> None:
    raw, expected = CASES[name]
    mail = read_mail(raw)
    wanted = {"lossy": False, "remarks": 0, **expected}
    assert {field: seen(mail, field) for field in wanted} == wanted
