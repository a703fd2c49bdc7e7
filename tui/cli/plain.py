"""The same verbs as a dialogue, a line at a time: for screen readers, serial lines and scripts.

Nothing is drawn and nothing moves: a numbered list, a question, an answer. What is done goes
through the verbs of the command, so it says what they say.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import KeptAlready
from tui.casebook.records import Card
from tui.casebook.tokens import NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.show import mark_said, note_row, sign_of
from tui.guides.guide import in_language
from tui.plan.plan import Plan, PlannedStep
from tui.text.labels import KIND_LABELS
from tui.text.trouble import Trouble

_END = "."
_GIST = 40
_STATES: Mapping[str, str] = {
    "w": WAITING,
    "s": SKIPPED,
    "x": NOT_APPLICABLE,
    "o": OPEN,
}


class _Ended(Exception):
    """Whoever answers has gone, or wants to."""


def dialogue(command: Command, act: Callable[[Sequence[str]], int]) -> None:
    """Talk until the person leaves; `act` runs a verb of the command."""
    talk = Dialogue(command, act)
    try:
        talk.begin()
    except _Ended:
        command.say(command.words("Everything is saved. Goodbye."))
    finally:
        command.desk.drafts.close()


@dataclass
class Dialogue:
    """One conversation."""

    command: Command
    act: Callable[[Sequence[str]], int]

    def _say(self, *lines: str) -> None:
        self.command.say(*lines)

    def _ask(self, question: str) -> str:
        """Return what was answered, without outer blanks; raises `_Ended` at the end of input."""
        self._say(question)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise _Ended
        return line.rstrip("\r\n").strip()

    def _choose(self, question: str, offers: Sequence[tuple[str, str]]) -> str:
        """Say what can be answered, and return one of the keys."""
        for key, says in offers:
            self._say(f"{key}  {says}")
        while True:
            answer = self._ask(question).casefold()
            if answer in dict(offers):
                return answer
            keys = ", ".join(key for key, _ in offers)
            self._say(self.command.words("Please answer one of these: {keys}", keys=keys))

    def begin(self) -> None:
        """Say whose casebook this is, offer what was left, then ask for a card, again and again."""
        words, desk = self.command.words, self.command.desk
        if desk.readers > 1:
            access = words.plural("shared by {n}", "shared by {n}", desk.readers)
        else:
            access = words("private") + self.command.dot + words("only you can read this")
        only = words("only {who}", who=desk.only.name) if desk.only else ""
        self._say(self.command.dot.join(filter(None, ("kaiyaku", access, only))))
        self._offer_what_was_left()
        while True:
            self._cards()

    def _offer_what_was_left(self) -> None:
        command, words = self.command, self.command.words
        for left in command.desk.drafts.left_behind():
            at = say_when(left.saved, command.today, words) if left.saved else ""
            gist = (left.subject or left.text.strip())[:_GIST]
            self._say(words("Unfinished text, {at}: {gist}", at=at, gist=gist))
            offers = [
                ("k", words("keep it as a note")),
                ("l", words("Later")),
                ("d", words("Discard")),
            ]
            answer = self._choose(words("What shall become of it?"), offers)
            if answer == "d":
                command.desk.drafts.discard(left.key)
            elif answer == "k":
                card = left.card or self._card_for_note()
                if card is not None:
                    self._keep(card, left)

    def _card_for_note(self) -> int | None:
        cards = self.command.desk.casebook.cards()
        offers = [(str(card.id), card.label) for card in cards]
        if not offers:
            self._say(self.command.words("It needs a card first: a adds one."))
            return None
        return int(self._choose(self.command.words("Which card?"), offers))

    def _cards(self) -> None:
        command, words = self.command, self.command.words
        cards = [card for card in command.desk.casebook.cards() if not card.closed]
        self._say("", words("Cards"))
        offers = []
        for card in cards:
            count = command.plan(card).progress
            done = words("{done} of {total} done", done=count.done, total=count.total)
            offers.append((str(card.id), command.dot.join((card.label, done))))
        offers += [("a", words("add a card")), ("q", words("quit"))]
        answer = self._choose(words("Which card?"), offers)
        if answer == "q":
            raise _Ended
        if answer == "a":
            self._add()
        else:
            self._card(int(answer))

    def _add(self) -> None:
        command, words = self.command, self.command.words
        language = words.language
        offers = [
            (
                str(number),
                f"{in_language(guide.name, language)}: {in_language(guide.choose, language)}",
            )
            for number, guide in enumerate(command.library.guides, start=1)
        ]
        if not offers:
            self._say(words("There is no guide to start a card with."))
            return
        type = command.library.guides[int(self._choose(words("Which kind?"), offers)) - 1].id
        carrier = self._ask(words("Which carrier? An empty line leaves it out."))
        departure = self._ask(words("When do you leave Japan? 12/15, or an empty line."))
        argv = ["add", type, carrier or type]
        argv += ["--carrier", carrier] if carrier else []
        argv += ["--departure", departure] if departure else []
        self.act(argv)

    def _card(self, number: int) -> None:
        words = self.command.words
        while True:
            card = self._still_there(number)
            if card is None:
                return
            plan = self.command.plan(card)
            self._say("", *self._heading(card, plan))
            offers = [(str(step.number), self._step_line(step)) for step in plan.steps]
            offers += [
                ("n", words("write a note")),
                ("l", words("Letters and notes") + f" ({len(card.notes)})"),
                ("u", words("undo")),
                ("c", words("close the card")),
                ("b", words("back to the cards")),
                ("q", words("quit")),
            ]
            answer = self._choose(words("Which step, or what else?"), offers)
            if answer == "q":
                raise _Ended
            if answer == "b":
                return
            if answer == "n":
                self._write(number)
            elif answer == "l":
                self._letters(card)
            elif answer == "u":
                self.act(["undo", str(number)])
            elif answer == "c":
                self.act(["close", str(number)])
                return
            else:
                self._step(number, plan.steps[int(answer) - 1])

    def _still_there(self, number: int) -> Card | None:
        try:
            return self.command.desk.casebook.card(number)
        except Trouble as trouble:
            self._say(trouble.say(self.command.words))
            return None

    def _heading(self, card: Card, plan: Plan) -> list[str]:
        departure = card.holder.departure
        leaves = (
            self.command.words("leaves {day}", day=self.command.say_day(departure))
            if departure
            else ""
        )
        parts = (card.label, plan.type_name, card.carrier or "", leaves)
        return [self.command.dot.join(filter(None, parts))]

    def _step_line(self, step: PlannedStep) -> str:
        said = mark_said(self.command, step.mark)
        sign = sign_of(self.command, step.mark.state).strip()
        return "  ".join(filter(None, (sign, step.title, said)))

    def _step(self, card: int, step: PlannedStep) -> None:
        command, words = self.command, self.command.words
        self._say("", step.title)
        command.say_text(step.detail)
        offers = [
            (f"{place}", f"{sign_of(command, check.mark.state).strip()} {check.title}".strip())
            for place, check in enumerate(step.checks, start=1)
        ]
        offers += [
            ("d", words("done")),
            ("w", words("waiting")),
            ("s", words("skip it, and say why")),
            ("x", words("not applicable to this card")),
            ("o", words("back to open")),
            ("b", words("back to the card")),
        ]
        answer = self._choose(words("A check, or what else?"), offers)
        if answer == "b":
            return
        item = step.id if not answer.isdecimal() else f"{step.id}/{step.checks[int(answer) - 1].id}"
        if answer == "d" or answer.isdecimal():
            self.act(["tick", str(card), item])
            return
        argv = ["mark", str(card), item, _STATES[answer]]
        if answer == "s":
            argv += ["--reason", self._ask(words("Why is it skipped?"))]
        elif answer == "w":
            day = self._ask(words("When should you ask again? +7, 12/15, or an empty line."))
            argv += ["--follow-up", day] if day else []
        self.act(argv)

    def _letters(self, card: Card) -> None:
        command, words = self.command, self.command.words
        if not card.notes:
            self._say(words("Nothing kept yet: `kaiyaku note add` keeps a mail or a file."))
            return
        offers = [
            (str(note.id), command.dot.join(filter(None, note_row(command, note)[1:])))
            for note in card.notes
        ]
        answer = self._choose(words("Which one?"), [*offers, ("b", words("back to the card"))])
        if answer != "b":
            self.act(["note", "show", answer])

    def _write(self, card: int) -> None:
        """Take lines until one that is a single dot; each is on the disk before the next."""
        words, drafts = self.command.words, self.command.desk.drafts
        kinds = [
            ("c", KIND_LABELS["call"]),
            ("v", KIND_LABELS["visit"]),
            ("m", KIND_LABELS["memo"]),
        ]
        offers = [(key, words(label)) for key, label in kinds]
        kind = {"c": "call", "v": "visit", "m": "memo"}[self._choose(words("What is it?"), offers)]
        self._say(words("Write; a line with a single dot ends it."))
        sys.stdout.flush()
        written = Unfinished(text="", kind=kind, direction="out", card=card)
        lines: list[str] = []
        while True:
            line = sys.stdin.readline()
            if not line:
                raise _Ended
            if line.rstrip("\r\n") == _END:
                break
            lines.append(line.rstrip("\r\n"))
            now = self.command.clock().isoformat(timespec="seconds")
            written = drafts.hold(written._replace(text="\n".join(lines), saved=now))
            drafts.flush()
        if written.text.strip():
            self._keep(card, written)
        else:
            self._say(words("There is nothing to save yet."))

    def _keep(self, card: int, written: Unfinished) -> None:
        words, casebook = self.command.words, self.command.desk.casebook
        draft = Draft(
            original=written.text.encode("utf-8", "surrogatepass"),
            text=written.text,
            form="typed",
            kind=written.kind,
            direction=written.direction,
            subject=written.subject or written.text.strip().split("\n")[0][:80],
        )
        if written.pasted:
            # A letter that was pasted on the full screen is read as one.
            from tui.correspondence.guess import from_text

            draft = replace(from_text(written.text, self.command.clock()), kind=written.kind)
        try:
            kept = casebook.keep(card, draft)
        except KeptAlready as already:
            self._say(already.say(words))
        except Trouble as trouble:
            self._say(trouble.say(words))
            return
        else:
            gist = draft.subject[:_GIST]
            self._say(words("Kept with {card}: {subject}", card=kept.label, subject=gist))
        if written.key:
            self.command.desk.drafts.discard(written.key)
