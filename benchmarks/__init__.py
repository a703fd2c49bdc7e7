"""What is measured: `python -m benchmarks`, some six minutes; `--json` for machines.

One table: bytes written for each action and while resting (80x24, true colour), start-up as a
ratio to a bare Textual program that is started in turns with it, memory, processor time at rest,
latencies, opening a casebook of many cards, finding letters among 20,000 (`--notes 100000` for
more), reading what is long or meant to hurt, and how soon a session ends or shows another's work.
Times of a busy machine mean little by themselves: read the medians, and the ratios of one run.
Ends with 1 when a budget is exceeded.
`--only bytes,start` measures some of it; the names are those in the table's first column.
Needs the development dependencies, and kaiyaku installed in the Python that runs it.
"""
