import pytest

from tui.text.size import size


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 KB"),
        (123_456, "123 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (12_340_000, "12.3 MB"),
    ],
)
def test_sizes_are_said_in_three_figures_or_so(count: int, said: str) -> None:
    assert size(count) == said
