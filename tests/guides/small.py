"""A small guide that is right, and a content directory to put it in."""

from pathlib import Path

INTRODUCTION = ("what", "for_whom", "good", "bad", "if_nothing", "whom_to_ask")


def text(key: str, english: str = "text") -> str:
    """Return one text in the three languages, as TOML."""
    return f'{key}.en = "{english}"\n{key}.zh = "{english} 中"\n{key}.ja = "{english} 日"\n'


def small_guide(guide_id: str = "small", english: str = "text", version: int = 1) -> str:
    """Return the TOML of a guide with two steps, the first with two checks."""
    return "".join(
        [
            f'id = "{guide_id}"\nversion = {version}\n',
            text("name", english),
            text("choose", english),
            "[introduction]\n",
            *(text(key, english) for key in INTRODUCTION),
            '[[steps]]\nid = "first"\ncautions = ["be-quick"]\n',
            text("title", english),
            text("detail", english),
            '[[steps.checks]]\nid = "one"\n',
            text("title", english),
            '[[steps.checks]]\nid = "two"\n',
            text("title", english),
            '[[steps]]\nid = "second"\ncontact = true\nlapses_with = ["first"]\n',
            text("title", english),
            text("detail", english),
        ]
    )


def small_cautions(caution_id: str = "be-quick", english: str = "text") -> str:
    """Return the TOML of a file with one caution."""
    return f'[[cautions]]\nid = "{caution_id}"\n' + text("title", english) + text("detail", english)


def directory(path: Path, cautions: str | None = None, **guides: str | bytes) -> Path:
    """Make a content directory of a file of cautions and guides by file name."""
    (path / "guides").mkdir(parents=True, exist_ok=True)
    (path / "cautions.toml").write_text(small_cautions() if cautions is None else cautions)
    for name, content in guides.items():
        encoded = content.encode() if isinstance(content, str) else content
        (path / "guides" / f"{name}.toml").write_bytes(encoded)
    return path
