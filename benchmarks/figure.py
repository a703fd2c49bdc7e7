"""One measured figure, and how figures are written down."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `budget` is the most that it may be."""

    subject: str
    name: str
    value: float
    unit: str
    budget: float | None = None
    note: str = ""

    @property
    def exceeded(self) -> bool:
        """Whether it is more than it may be."""
        return self.budget is not None and self.value > self.budget


def latencies(subject: str, name: str, seconds: Sequence[float]) -> list[Figure]:
    """Return median and 95th percentile in milliseconds."""
    times = f"{len(seconds)} times"
    return [
        Figure(subject, f"{name}, median", median(seconds) * 1000, "ms", note=times),
        Figure(subject, f"{name}, p95", quantiles(seconds, n=20)[-1] * 1000, "ms", note=times),
    ]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as aligned columns."""
    rows = [("subject", "what", "measured", "budget", "")]
    for figure in figures:
        places = 0 if figure.unit == "bytes" else 2
        budget = "" if figure.budget is None else f"{figure.budget:,g}"
        note = "OVER BUDGET " * figure.exceeded + figure.note
        value = f"{figure.value:,.{places}f} {figure.unit}"
        rows.append((figure.subject, figure.name, value, budget, note))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}  {d:>{widths[3]}}  {e}".rstrip()
        for a, b, c, d, e in rows
    )


def as_json(figures: Sequence[Figure]) -> str:
    """Return the figures as JSON."""
    plain = [{**asdict(figure), "exceeded": figure.exceeded} for figure in figures]
    return json.dumps({"figures": plain}, indent=2)
