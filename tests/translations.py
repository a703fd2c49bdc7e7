"""The interface's translations: which texts the code says, and the catalogues that hold them.

`python -m tests.translations` takes new texts into every `.po`, keeping what is translated there,
and compiles the `.mo`; it names what is left to translate.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import tui
from tui.text.translation import LANGUAGES

SOURCE: Final = Path(tui.__file__).parent
LOCALE: Final = SOURCE / "locale"
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != "en")
"""The languages that have a catalogue; English is what the code says."""

_TEXTS_IN: Final = {"words": 1, "marked": 1, "plural": 2}
"""Call -> how many of its first arguments are texts. `Words` is named `words` everywhere."""

_COMMENT: Final = "# Translate here; then `python -m tests.translations` brings it up to date."


class Catalogue(Catalog):
    """A catalogue without dates and versions: the same texts are the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header lines that a reader needs."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        """Take none over: they are the same in every catalogue."""


def said() -> Catalogue:
    """Return every text that the code can say, untranslated, in the order of the files."""
    found = Catalogue()
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE.parent).as_posix()
        for text in texts(path.read_text("utf-8"), name):
            found.add(text, locations=[(name, 0)])
    return found


def texts(source: str, name: str) -> Iterator[str | tuple[str, str]]:
    """Yield the texts of a module; a pair is one that counts.

    Babel's own extractor does not look into f-strings. Raises SyntaxError for a text that is put
    together: nobody can translate its parts.
    """
    calls = [node for node in ast.walk(ast.parse(source, name)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        called = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
        given = call.args[: _TEXTS_IN.get(str(called), 0)]
        if any(isinstance(text, ast.JoinedStr | ast.BinOp | ast.IfExp) for text in given):
            raise SyntaxError(f"{name}:{call.lineno}: a text to translate must be one literal")
        found = [str(text.value) for text in given if isinstance(text, ast.Constant)]
        if found and called == "plural":
            yield found[0], found[1]
        elif found:
            yield found[0]


def path_of(language: str) -> Path:
    """Return the `.po` of a language; its `.mo` lies beside it."""
    return LOCALE / language / "LC_MESSAGES" / "kaiyaku.po"


def read(language: str) -> Catalogue:
    """Return the catalogue of a language; an empty one where there is no file."""
    catalogue = Catalogue(language, header_comment=_COMMENT, fuzzy=False)
    path = path_of(language)
    if path.exists():
        with path.open("rb") as file:
            plain = read_po(file, language, abort_invalid=True)
        catalogue.obsolete = plain.obsolete
        for message in messages(plain):
            catalogue[message.id] = message
    return catalogue


def written(catalogue: Catalogue) -> bytes:
    """Return a catalogue as its `.po`."""
    file = BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalogue: Catalogue) -> bytes:
    """Return a catalogue as its `.mo`; what is untranslated or doubtful is left out."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a text or translation as all its forms."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def messages(catalogue: Catalog) -> list[Message]:
    """Return the entries of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def unfinished(catalogue: Catalogue) -> list[str]:
    """Return the texts that are not translated, or whose English has changed since."""
    return [
        forms(message.id)[0]
        for message in messages(catalogue)
        if message.fuzzy or not all(forms(message.string))
    ]


def main() -> int:
    """Bring every catalogue up to date; 1 when something is left to translate."""
    left = 0
    for language in TRANSLATED:
        catalogue = read(language)
        catalogue.update(said())
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        todo = unfinished(catalogue)
        left += len(todo)
        lines = [f"{language}: {len(catalogue)} texts, {len(todo)} left", *todo]
        sys.stdout.write("\n  ".join(lines) + "\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
