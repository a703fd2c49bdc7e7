"""The same verbs as a dialogue, a line at a time: for screen readers, serial lines and scripts.

A numbered list, a question, an answer. What is done goes through the verbs of the command, so it
says what they say.
"""

from collections.abc import Callable, Sequence

from tui.cli.command import Command
from tui.cli.days import say_when
from tui.cli.dialogue.card import CardTalk
from tui.cli.dialogue.talk import Ended, Talk
from tui.cli.dialogue.writing import WrittenTalk
from tui.guides.guide import in_language

Act = Callable[[Sequence[str]], int]
_GIST = 40


def dialogue(command: Command, act: Act) -> None:
    """Talk until the person leaves; `act` runs a verb of the command."""
    talk = Talk(command)
    try:
        Dialogue(talk, act).begin()
    except Ended:
        command.say(command.words("Everything is saved. Goodbye."))
    finally:
        command.desk.drafts.close()


class Dialogue:
    """What is said and asked before there is a card, and between cards."""

    def __init__(self, talk: Talk, act: Act) -> None:
        self._talk = talk
        self._act = act
        self._written = WrittenTalk(talk)
        self._command, self.words = talk.command, talk.words

    def begin(self) -> None:
        """Say whose casebook this is, offer what was left, then ask for a card, again and again."""
        words, desk = self.words, self._command.desk
        if desk.readers > 1:
            access = words.plural("shared by {n}", "shared by {n}", desk.readers)
        else:
            access = words("private") + self._command.dot + words("only you can read this")
        only = words("only {who}", who=desk.only.name) if desk.only else ""
        self._talk.say(self._command.dot.join(filter(None, ("kaiyaku", access, only))))
        self._offer_what_was_left()
        while True:
            self._cards()

    def _offer_what_was_left(self) -> None:
        command, words = self._command, self.words
        for left in command.desk.drafts.left_behind():
            if left.is_card or left.path:
                continue  # A form, or a file under review, which only the full screen has.
            at = say_when(left.saved, command.today, words) if left.saved else ""
            gist = (left.subject or left.text.strip())[:_GIST]
            self._talk.say(words("Unfinished text, {at}: {gist}", at=at, gist=gist))
            offers = [
                ("k", words("keep it as a note")),
                ("l", words("Not now")),
                ("d", words("Discard")),
            ]
            answer = self._talk.choose(words("What shall become of it?"), offers)
            if answer == "d":
                command.desk.drafts.discard(left.key)
            elif answer == "k":
                card = left.card or self._card_for_note()
                if card is not None:
                    self._written.keep(card, left)

    def _card_for_note(self) -> int | None:
        cards = self._command.desk.casebook.cards()
        offers = [(str(card.id), card.label) for card in cards]
        if not offers:
            self._talk.say(self.words("It needs a card first: a adds one."))
            return None
        return int(self._talk.choose(self.words("Which card?"), offers))

    def _cards(self) -> None:
        command, words = self._command, self.words
        cards = command.desk.casebook.cards()
        self._talk.say("", words("Cards"))
        offers = []
        for card in cards:
            if not card.closed:
                count = command.plan(card).progress
                done = words("{done} of {total} done", done=count.done, total=count.total)
                offers.append((str(card.id), command.dot.join((card.label, done))))
        offers += [
            ("a", words("add a card")),
            ("d", words("what is due")),
            ("f", words("find")),
            ("r", words("redo")),
        ]
        if any(card.closed for card in cards):
            offers.append(("o", words("open a closed card again")))
        offers.append(("q", words("quit")))
        answer = self._talk.choose(words("Which card?"), offers)
        if answer == "q":
            raise Ended
        if answer == "a":
            self._add()
        elif answer == "d":
            self._act(["due"])
        elif answer == "f":
            self._act(["find", "--", self._talk.ask(words("Which words?"))])
        elif answer == "r":
            self._act(["redo"])
        elif answer == "o":
            closed = [(str(card.id), card.label) for card in cards if card.closed]
            self._act(["reopen", self._talk.choose(words("Which card?"), closed)])
        else:
            CardTalk(self._talk, self._act, self._written, int(answer)).go_on()

    def _add(self) -> None:
        command, words = self._command, self.words
        language = words.language
        offers = [
            (
                str(number),
                f"{in_language(guide.name, language)}: {in_language(guide.choose, language)}",
            )
            for number, guide in enumerate(command.library.guides, start=1)
        ]
        if not offers:
            self._talk.say(words("There is no guide to start a card with."))
            return
        type = command.library.guides[int(self._talk.choose(words("Which kind?"), offers)) - 1].id
        carrier = self._talk.ask(words("Which carrier? An empty line leaves it out."))
        departure = self._talk.ask(words("When do you leave Japan? 12/15, or an empty line."))
        argv = ["add", type, carrier or type]
        argv += ["--carrier", carrier] if carrier else []
        argv += ["--departure", departure] if departure else []
        self._act(argv)
