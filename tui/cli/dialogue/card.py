"""One card in the dialogue: its questions, steps, letters, and what is made of it."""

from collections.abc import Callable, Mapping, Sequence

from tui.casebook.fields import FIELDS, NAME, Field
from tui.casebook.records import Card
from tui.casebook.tokens import NOT_APPLICABLE, OPEN, SKIPPED, WAITING
from tui.cli.dialogue.talk import Ended, Talk
from tui.cli.dialogue.writing import WrittenTalk
from tui.cli.verbs.cards import field_said
from tui.cli.verbs.show import due_said, instead_lines, mark_said, note_row, sign_of, step_said
from tui.exports.address import piping
from tui.guides.guide import in_language
from tui.guides.letters import load_letters
from tui.plan.advice.letter import letters_for, refusal_said
from tui.plan.days.line_end_said import the_sentence
from tui.plan.days.order import comes_first
from tui.plan.days.timing_said import timing_said
from tui.plan.expected import MONEY, outcomes
from tui.plan.glance import Asked, GlanceLine, glance, known_said, unanswered
from tui.plan.plan import Plan, PlannedCheck, PlannedStep
from tui.plan.proofs import fitting
from tui.text.labels import COME_LABELS, OUTCOME_LABELS, PROOF_LABELS
from tui.text.trouble import Trouble

_STATES: Mapping[str, str] = {"w": WAITING, "s": SKIPPED, "x": NOT_APPLICABLE, "o": OPEN}


class CardTalk:
    """What is said and asked of one card."""

    def __init__(
        self, talk: Talk, act: Callable[[Sequence[str]], int], written: WrittenTalk, card: int
    ) -> None:
        self._talk = talk
        self._act = act
        self._written = written
        self._number = card
        self._command, self.words = talk.command, talk.words

    def go_on(self) -> None:
        """Ask what is to be done with the card, again and again, until it is left."""
        does: Mapping[str, Callable[[], object]] = {
            "?": self._answer,
            "n": lambda: self._written.write(self._number),
            "l": self._letters,
            "e": self._edit,
            "p": lambda: self._do("phrases"),
            "t": self._letter,
            "h": lambda: self._do("plan"),
            "x": self._export,
            "u": lambda: self._do("undo"),
        }
        words = self.words
        while True:
            card = self._still_there()
            if card is None:
                return
            plan = self._command.plan(card)
            self._talk.say("", *self._heading(card, plan))
            offers = [(str(step.number), self._step_line(step)) for step in plan.steps]
            if glance(plan):
                left = words.plural(
                    "{n} thing not answered yet",
                    "{n} things not answered yet",
                    unanswered(plan),
                )
                offers.append(("?", self._command.dot.join((words("at a glance"), left))))
            offers += [
                ("n", words("write a note, or paste a letter")),
                ("l", words("Letters and notes") + f" ({len(card.notes)})"),
                ("e", words("change the card")),
                ("p", words("phrases for the counter")),
                ("t", words("write a letter to the carrier")),
                ("h", words("the plan to take home")),
                ("x", words("export the proof")),
                ("u", words("undo")),
                ("c", words("close the card")),
                ("b", words("back to the cards")),
                ("q", words("quit")),
            ]
            answer = self._talk.choose(words("Which step, or what else?"), offers)
            if answer == "q":
                raise Ended
            if answer == "b":
                return
            if answer == "c":
                self._do("close")
                return
            if answer in does:
                does[answer]()
            else:
                self._step(plan.steps[int(answer) - 1])

    def _do(self, verb: str, *more: str) -> int:
        return self._act([verb, str(self._number), *more])

    def _still_there(self) -> Card | None:
        try:
            return self._command.desk.casebook.card(self._number)
        except Trouble as trouble:
            self._talk.say(trouble.say(self.words))
            return None

    def _heading(self, card: Card, plan: Plan) -> list[str]:
        departure = card.holder.departure
        leaves = (
            self.words("leaves {day}", day=self._command.say_day(departure)) if departure else ""
        )
        parts = (card.label, plan.type_name, card.carrier or "", leaves)
        return [self._command.dot.join(filter(None, parts))]

    def _step_line(self, step: PlannedStep) -> str:
        told = step_said(self._command, step) or comes_first(step, self.words)
        if not told and step.timing is not None:
            told = timing_said(step.timing, self._command.today, self.words)
        sign = sign_of(self._command, step.mark.state).strip()
        return "  ".join(filter(None, (sign, step.title, told)))

    def _check_line(self, check: PlannedCheck) -> str:
        told = mark_said(self._command, check.mark, check.expects)
        told = told or due_said(self._command, check)
        sign = sign_of(self._command, check.mark.state).strip()
        return "  ".join(filter(None, (sign, check.title, told)))

    def _answer(self) -> None:
        """Say the card at a glance, and ask what is left on the line that is chosen."""
        card, command, words = self._still_there(), self._command, self.words
        if card is None:
            return
        desk = command.desk
        first = the_sentence(card, desk.guide(card), desk.situation(card), words)
        command.say_text(first)
        lines = glance(command.plan(card))
        offers = [(str(n), self._glance_line(line)) for n, line in enumerate(lines, start=1)]
        answer = self._talk.choose(
            words("Which line is to be answered?"), [*offers, ("b", words("back to the card"))]
        )
        if answer == "b":
            return
        self._ask_line(lines[int(answer) - 1])

    def _ask_line(self, line: GlanceLine) -> None:
        """Ask what is left on a line, or all of it again; an answer can raise another question."""
        anew, asked_before = not line.left, set[str]()
        found: GlanceLine | None = line
        while found is not None:
            things = found.things if anew else found.left
            asked = next((it for it in things if it.name not in asked_before), None)
            if asked is None:
                return
            asked_before.add(asked.name)
            self._ask(asked)
            card = self._still_there()
            lines = glance(self._command.plan(card)) if card else ()
            found = next((each for each in lines if each.id == line.id), None)

    def _glance_line(self, line: GlanceLine) -> str:
        words = self.words
        title = words(line.title) if line.asks else line.title
        known = known_said(line, self._command.today, words)
        said = self._command.dot.join((*known, "?") if line.left else known)
        told = said if known or not line.asks else words(line.asks)
        return words("{field}: {value}", field=title, value=told)

    def _ask(self, asked: Asked) -> None:
        thing, words = asked.thing, self.words
        if not isinstance(thing, Field):
            self._talk.say(thing.title)
            self._command.say_text(thing.detail)
            offers = [(str(n), answer.title) for n, answer in enumerate(thing.answers, start=1)]
            offers.append(("b", words("leave it for later")))
            chosen = self._talk.choose(words("Which is it?"), offers)
            if chosen != "b":
                self._do("answer", asked.id, thing.answers[int(chosen) - 1].id)
            return
        for token, label in thing.tokens.items():
            self._talk.say(f"{token}  {words(label)}")
        written = self._talk.ask(
            words("{field}: what is it? An empty line leaves it.", field=words(thing.label))
        )
        if written:
            self._do("answer", asked.id, written)

    def _edit(self) -> None:
        card = self._still_there()
        if card is None:
            return
        command, words = self._command, self.words
        offers = [
            (str(number), field_said(command, field, field.value(card)))
            for number, field in enumerate(FIELDS, start=1)
        ]
        offers.append(("b", words("back to the card")))
        answer = self._talk.choose(words("What is to be changed?"), offers)
        if answer == "b":
            return
        field = FIELDS[int(answer) - 1]
        value = self._talk.ask(words("What shall it be? A - clears it."))
        if field.with_card or field is NAME:
            # Another name is another person; what a person is called changes with `holder edit`.
            self._do("edit", f"--{field.on_card.replace('_', '-')}={value}")
        else:
            self._act(["holder", "edit", str(card.holder.id), f"{field.option}={value}"])

    def _letter(self) -> None:
        desk, language = self._command.desk, self.words.language
        letters, _ = load_letters(desk.library.directories, desk.places.cache / "content.json")
        card = self._still_there()
        carrier = desk.carrier(card) if card is not None else None
        offers: list[tuple[str, str]] = []
        offered = letters_for(letters.letters, carrier)
        for number, letter in enumerate(offered, start=1):
            refused = refusal_said(letter, carrier, self.words)
            offers.append((str(number), refused or in_language(letter.title, language)))
        offers.append(("b", self.words("back to the card")))
        answer = self._talk.choose(self.words("Which letter?"), offers)
        if answer != "b":
            self._do("letter", offered[int(answer) - 1].id)

    def _export(self) -> None:
        if self._command.is_kiosk:
            self._tell_pipe()
            return
        file = self._talk.ask(self.words("Into which new file? It should end in .zip."))
        if file:
            self._do("export", "--output", file)

    def _tell_pipe(self) -> None:
        """Say how the proof is fetched where no file of this machine may be written."""
        from tui.exports.proof.member_names import archive

        card, command, words = self._still_there(), self._command, self.words
        if card is None:
            return
        line = piping(
            command.environ,
            command.desk.who.login,
            f"kaiyaku export {card.id} --output -",
            archive(card),
            command.settings.host,
        )
        self._talk.say(
            words("The archive is written on your own computer, by that line alone."), line
        )

    def _step(self, step: PlannedStep) -> None:
        command, words = self._command, self.words
        self._talk.say("", step.title, *instead_lines(command, step.timing))
        for each in step.checks:
            self._talk.say(*instead_lines(command, each.timing))
        command.say_text(step.detail)
        offers = [
            (str(place), self._check_line(check))
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
        answer = self._talk.choose(words("A check, or what else?"), offers)
        if answer == "b":
            return
        item = step.id if not answer.isdecimal() else f"{step.id}/{step.checks[int(answer) - 1].id}"
        if answer == "d" or answer.isdecimal():
            check = step.checks[int(answer) - 1] if answer.isdecimal() else None
            if check is not None and check.expects in MONEY and check.mark.state == OPEN:
                self._came(check)
            elif self._do("tick", item) == 0 and check is None:
                self._prove(item)
            return
        more = [item, _STATES[answer]]
        if answer == "s":
            more += ["--reason", self._talk.ask(words("Why is it skipped?"))]
        elif answer == "w":
            day = self._talk.ask(words("When should you ask again? +7, 12/15, or an empty line."))
            more += ["--follow-up", day] if day else []
        self._do("mark", *more)

    def _came(self, check: PlannedCheck) -> None:
        """Ask whether what was to come is as it should be."""
        words, expects = self.words, check.expects or ""
        offers = [("1", words("Yes: {state}", state=words(COME_LABELS[expects])))]
        amiss = outcomes(expects)
        for number, outcome in enumerate(amiss, start=2):
            said = words("No: {state}. Write to them…", state=words(OUTCOME_LABELS[outcome]))
            offers.append((str(number), said))
        question = words("{title}: is it as it should be?", title=check.title)
        answer = self._talk.choose(question, [*offers, ("b", words("back to the card"))])
        if answer == "1":
            self._do("tick", check.item)
        elif answer != "b":
            self._do("mark", check.item, WAITING, "--outcome", amiss[int(answer) - 2])

    def _prove(self, item: str) -> None:
        """Offer the letters that can prove what is done now; without one it stays done."""
        card, words = self._still_there(), self.words
        step = self._command.plan(card).step(item) if card else None
        if card is None or step is None or not step.unproven or step.proof is None:
            return
        offers = [
            (str(note.id), self._command.dot.join(filter(None, note_row(self._command, note)[1:])))
            for note in fitting(card, item, step.proof)
        ]
        if not offers:
            return
        what = words(PROOF_LABELS[step.proof])
        question = words("{step}: which letter is {what}?", step=step.title, what=what)
        answer = self._talk.choose(question, [*offers, ("n", words("None: no proof kept"))])
        if answer != "n":
            self._do("tick", item, "--proof", answer)

    def _letters(self) -> None:
        card, command, words = self._still_there(), self._command, self.words
        if card is None:
            return
        if not card.notes:
            self._talk.say(words("Nothing kept yet: `kaiyaku note add` keeps a mail or a file."))
            return
        offers = [
            (str(note.id), command.dot.join(filter(None, note_row(command, note)[1:])))
            for note in card.notes
        ]
        answer = self._talk.choose(words("Which one?"), [*offers, ("b", words("back to the card"))])
        if answer != "b":
            self._act(["note", "show", answer])
