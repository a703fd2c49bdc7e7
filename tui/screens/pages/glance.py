"""A card at a glance: the sentence, what is known and what is asked, the kind, the cautions."""

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.keys import bindings
from tui.plan.glance import GlanceLine, glance, known_said
from tui.plan.plan import Plan, Topic
from tui.screens.pages.text_page import TextPage
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.labels import INTRODUCTION_LABELS
from tui.text.width import cut, pad, width, wrap
from tui.widgets.rows import ACCENT, PLAIN, QUIET, STRONG, Piece, Row
from tui.widgets.step_rows import CHECKS, FOLDED, topic_key, topic_rows

if TYPE_CHECKING:
    from tui.screens.acts.workplace import Workplace

_END = "#end"
_OF_THE_KIND = ("good", "bad")
_SIGN = 3
_SHORTEST_GIST = 10


class GlancePage(TextPage[None]):
    """Answers or asks, a line each, what has to be known of a card before anything is done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("glance.answer", "back")
    HINTS = ("glance.answer", "back", "keys")

    def __init__(
        self,
        sitting: Sitting,
        at: "Workplace",
        answer: Callable[[str], Awaitable[object]],
        choose_end: Callable[[], Awaitable[object]],
    ) -> None:
        """Show the card of the page `at`; `answer` asks what is left on a line, by its id."""
        super().__init__(sitting)
        self._at = at
        self._answer = answer
        self._choose_end = choose_end
        self._unfolded: dict[str, int] = {}

    def heading(self) -> tuple[str, str]:
        """Return the title and the card."""
        card = self._at.card
        return self.words("At a glance"), clean_line(card.label) if card else ""

    def first_key(self) -> str | None:
        """Begin at the first line on which something is left."""
        return next(iter(self._left()), None)

    def _left(self) -> list[str]:
        plan = self._at.plan
        return [line.id for line in glance(plan) if line.left] if plan else []

    def rows_for(self, cells: int) -> list[Row]:
        """Return the sentence, a row for each line, the kind of card and the cautions."""
        plan, words = self._at.plan, self.words
        if plan is None:
            return []
        lines = glance(plan)
        titles = max((width(words(line.title)) for line in lines if line.asks), default=0)
        rows = [*self._first(cells)]
        rows += [self._line(line, titles, cells) for line in lines]
        rows.append(Row("#kind", (Piece(""),), selectable=False))
        for topic, title in self._topics(plan):
            title_row, *text = topic_rows(topic, title, self.sitting.voice, cells, self._unfolded)
            rows += [self._with_gist(title_row, topic, cells, is_open=bool(text)), *text]
        return rows

    def _first(self, cells: int) -> Iterator[Row]:
        from tui.plan.days.line_end_said import the_sentence

        card, desk = self._at.card, self.sitting.desk
        if card is None:
            return
        said = the_sentence(card, desk.guide(card), desk.situation(card), self.words)
        if said:
            first, *more = wrap(said, max(cells - 2 - _SIGN, 20))
            yield Row(_END, (Piece(" " * _SIGN), Piece(first, STRONG)))
            for number, line in enumerate(more):
                pieces = (Piece(" " * _SIGN), Piece(line, STRONG))
                yield Row(f"{_END}{number}", pieces, selectable=False)
            yield Row("#lines", (Piece(""),), selectable=False)

    def _line(self, line: GlanceLine, titles: int, cells: int) -> Row:
        words, voice = self.words, self.sitting.voice
        known = known_said(line, voice.today, words)
        title = words(line.title) if line.asks else line.title
        column = pad(title, titles + 2) if line.asks else f"{title} "
        room = max(cells - 2 - _SIGN - width(column) - 1, 8)
        dot = voice.glyphs.dot
        if known:
            # What is known of a line must not pass for the whole of it.
            said, look = cut(dot.join(known), room - 4) + f"{dot}?" * bool(line.left), PLAIN
        else:
            said, look = words(line.asks) if line.asks else "", QUIET
        sign = Piece(" ? " if line.left else f" {voice.glyphs.states['done']} ", ACCENT)
        name = Piece(column, STRONG if line.left else QUIET)
        return Row(line.id, (sign, name, Piece(cut(said, room), look)))

    def _with_gist(self, row: Row, topic: Topic, cells: int, *, is_open: bool) -> Row:
        """Return a title with the beginning of what there is to read, while that is folded."""
        room = cells - 2 - sum(width(piece.text) for piece in row.left) - 3
        if is_open or room < _SHORTEST_GIST:
            return row
        gist = cut(clean_line(topic.text.strip()), room)
        return row._replace(left=(*row.left, Piece(f"  {gist}", QUIET)))

    def _topics(self, plan: Plan) -> Iterator[tuple[Topic, str]]:
        for topic in plan.introduction:
            if topic.id in _OF_THE_KIND:
                label = self.words(INTRODUCTION_LABELS[topic.id])
                title = self.words("{field}: {value}", field=plan.type_name, value=label)
                yield topic, title
        for topic in plan.cautions:
            yield topic, topic.title

    def action_details(self) -> None:
        """Answer the line under the cursor, choose the end, or open what there is to read."""
        key, plan = self.lines.cursor_key, self._at.plan
        if key is None or plan is None:
            return
        if key in {topic_key(topic) for topic, _ in self._topics(plan)}:
            self._unfolded[key] = CHECKS if self._unfolded.get(key, FOLDED) == FOLDED else FOLDED
            self.lines.show_fitted(self.rows_for)
        elif not self.is_at_work:
            self.begin(self._ask(key))

    async def _ask(self, key: str) -> None:
        """Ask over this page, then show what is known by now and what was said."""
        said = self._at.footer_said
        await (self._choose_end() if key == _END else self._answer(key))
        if not self.is_attached:
            return
        left, ids = self._left(), [row.key for row in self.lines.rows]
        # On to what is left below, once this line is done with.
        below = [id for id in ids[ids.index(key) :] if id in left] if key in ids else []
        go_to = below[0] if below and key != _END else key
        self.lines.show_fitted(self.rows_for, go_to)
        if self._at.footer_said != said:
            self.say(self._at.footer_said)
