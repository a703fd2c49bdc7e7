"""Writing and pasting in the dialogue: each line is on the disk before the next."""

from dataclasses import replace

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import KeptAlready
from tui.cli.dialogue.talk import Talk
from tui.text.labels import KIND_LABELS
from tui.text.trouble import Trouble

_GIST = 40
_KINDS = {"c": "call", "v": "visit", "m": "memo"}
_MAIL = "p"


class WrittenTalk:
    """What is written line by line, and kept."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def write(self, card: int) -> None:
        """Take a note of one's own, or a letter that is pasted, and keep it with a card."""
        words, command = self._talk.words, self._talk.command
        offers = [(key, words(KIND_LABELS[kind])) for key, kind in _KINDS.items()]
        offers.append((_MAIL, words("a letter or mail, pasted")))
        chosen = self._talk.choose(words("What is it?"), offers)
        kind, drafts = _KINDS.get(chosen, "mail"), command.desk.drafts
        written = Unfinished(text="", kind=kind, direction="out", card=card, pasted=chosen == _MAIL)
        lines: list[str] = []
        for line in self._talk.lines():
            lines.append(line)
            now = command.clock().isoformat(timespec="seconds")
            written = drafts.hold(written._replace(text="\n".join(lines), saved=now))
            drafts.flush()
        if written.text.strip():
            self.keep(card, written)
        else:
            self._talk.say(words("There is nothing to save yet."))

    def keep(self, card: int, written: Unfinished) -> None:
        """Keep what was written as a note; its draft goes."""
        words, command = self._talk.words, self._talk.command
        draft = Draft(
            original=written.text.encode("utf-8", "surrogatepass"),
            text=written.text,
            form="typed",
            kind=written.kind,
            direction=written.direction,
            subject=written.subject or written.text.strip().split("\n")[0][:80],
        )
        if written.pasted:
            from tui.correspondence.guess import from_text

            read = from_text(written.text, command.clock())
            draft = replace(read, kind=written.kind) if written.looked_over else read
        try:
            kept = command.desk.casebook.keep(card, draft)
        except KeptAlready as already:
            self._talk.say(already.say(words))
        except Trouble as trouble:
            self._talk.say(trouble.say(words))
            return
        else:
            gist = draft.subject[:_GIST]
            self._talk.say(words("Kept with {card}: {subject}", card=kept.label, subject=gist))
        if written.key:
            command.desk.drafts.discard(written.key)
