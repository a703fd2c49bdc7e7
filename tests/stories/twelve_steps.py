"""A guide of twelve steps, to measure with: nobody edits it, so its sizes stay."""

from pathlib import Path

from tests.guides.small import INTRODUCTION, directory, small_cautions, text

TITLES = tuple(f"Step {word} of the twelve" for word in "abcdefghijkl")


def twelve_steps(path: Path) -> Path:
    """Make a content directory with the guide `twelve`; return it."""
    guide = "".join(
        [
            'id = "twelve"\nversion = 1\n',
            text("name", "Twelve"),
            text("choose", "twelve steps"),
            "[introduction]\n",
            *(text(key, "A sentence or two about it.") for key in INTRODUCTION),
            *(
                f'[[steps]]\nid = "step-{title[5]}"\n'
                + text("title", title)
                + text("detail", "What to do, whom to ask and what to bring along. " * 4)
                for title in TITLES
            ),
        ]
    )
    return directory(path, small_cautions(), twelve=guide.encode())
