"""A value for every field, each told from all others."""

from tui.casebook.fields import FIELDS, Field

_OF_YEN = ("yen", "sum")


def written(field: Field) -> str:
    """Return what somebody would write into a field."""
    place = FIELDS.index(field)
    if field.kind == "choice":
        return list(field.tokens)[-1]
    if field.kind in _OF_YEN:
        return f"¥3,2{place:02}"
    if field.is_day:
        year = {"day": 2027, "past-day": 2024, "birthday": 1998}[field.kind]
        return f"{year}-03-{place + 1:02}"
    return f"{field.name.replace('_', '')} 770{place:02} 88"


def kept(field: Field) -> str | int:
    """Return that value as it is kept."""
    return int(f"32{FIELDS.index(field):02}") if field.kind in _OF_YEN else written(field)
