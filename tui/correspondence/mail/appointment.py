"""An appointment that came as a mail: what, when and where, as text.

Of a calendar only these lines are read. A library would unroll its rules of repetition and time
zones, which a hostile calendar makes endless.
"""

import re
from typing import Final

_SHOWN: Final = 20
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"([A-Za-z-]{1,40})((?:;[^:\"\n]{0,400}(?:\"[^\"\n]{0,400}\")?){0,20}):(.*)")
_ZONE = re.compile(r";TZID=\"?([^;:\"]{1,100})", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2}(Z?))?")
_ESCAPED = re.compile(r"\\(.)")


def text_of_appointments(calendar: str) -> str:
    """Return what a calendar file says of its appointments, a paragraph each; empty for none."""
    told: list[dict[str, str]] = []
    inside = ""
    for line in _FOLD.sub("", calendar.replace("\r\n", "\n")).split("\n"):
        found = _LINE.match(line)
        if found is None:
            continue
        name, parameters, value = found[1].upper(), found[2], found[3].strip()
        if name == "BEGIN" and value.upper() == "VEVENT" and len(told) < _SHOWN:
            told.append({})
            inside = value.upper()
        elif name in ("BEGIN", "END"):
            # What an alarm is called is not what the appointment is called.
            inside = "VEVENT" if name == "END" and value.upper() == "VALARM" else ""
        elif inside and told:
            told[-1].setdefault(name, _said(name, parameters, value))
    return "\n\n".join(filter(None, map(_paragraph, told)))


def _said(name: str, parameters: str, value: str) -> str:
    if name in ("DTSTART", "DTEND"):
        return _moment(parameters, value)
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _moment(parameters: str, value: str) -> str:
    found = _MOMENT.fullmatch(value)
    if found is None:
        return value
    year, month, day, hour, minute, utc = found.groups()
    date = f"{year}-{month}-{day}"
    if hour is None:
        return date
    named = _ZONE.search(parameters)
    zone = "UTC" if utc else named[1] if named else ""
    return f"{date} {hour}:{minute}" + (f" ({zone})" if zone else "")


def _paragraph(told: dict[str, str]) -> str:
    begin, end = told.get("DTSTART", ""), told.get("DTEND", "")
    when = f"{begin} – {end}" if begin and end else begin
    said = (told.get("SUMMARY"), when, told.get("LOCATION"), told.get("DESCRIPTION"))
    return "\n".join(line for line in said if line)
