"""`python -m screenshots` draws all pictures anew."""

import asyncio
import sys
import tempfile
from pathlib import Path

from screenshots.scenes import SIZES, pictures
from tui.text.translation import LANGUAGES

HERE = Path(__file__).parent


async def draw_all() -> int:
    """Draw every scene in every language and size; return how many."""
    drawn = 0
    with tempfile.TemporaryDirectory() as home:
        for language in LANGUAGES:
            for size in SIZES:
                async for name, picture in pictures(
                    language, size, Path(home) / language / str(size[0])
                ):
                    target = HERE / f"{name}.{language}.{size[0]}x{size[1]}.svg"
                    target.write_text(picture, encoding="utf-8")
                    drawn += 1
    return drawn


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(draw_all())} pictures\n")
