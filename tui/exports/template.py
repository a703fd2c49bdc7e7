"""A page of HTML from its template: whatever comes from outside is cleaned and escaped there."""

from pathlib import Path

from tui.text.clean import clean


def filled(template: Path, **values: object) -> str:
    """Return the page that `template` makes of `values`."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(template.read_text("utf-8")).render(**values)


def _harmless(value: object) -> object:
    return clean(value) if isinstance(value, str) else value
