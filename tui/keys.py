"""The one declaration of every key: footer, key sheet, palette and README derive from it."""

from typing import NamedTuple

from textual.binding import Binding, BindingType

from tui.text.translation import marked


class Key(NamedTuple):
    """A command and its keys. `id` is what a user's settings name it by."""

    id: str
    keys: tuple[str, ...]
    action: str
    """The act that it runs, `marks.tick`; a name without a point is the widget's or page's own."""
    says: str
    """What it does, in a word or two, to be translated."""
    group: str = ""
    """The heading of the key sheet it stands under; empty for none."""
    palette: bool = False
    """Whether the palette offers it."""
    priority: bool = False


MOVING = marked("Moving")
STEPS = marked("Steps")
CARDS = marked("Cards")
BOARD = marked("The board")
NOTES = marked("Letters and notes")
FILES = marked("Choosing a file")
EVERYWHERE = marked("Everywhere")
TYPING = marked("While typing")

KEYS = (
    Key("list.up", ("up", "k"), "up", marked("up"), MOVING),
    Key("list.down", ("down", "j"), "down", marked("down"), MOVING),
    Key("list.page-up", ("pageup",), "page_up", marked("a page up"), MOVING),
    Key("list.page-down", ("pagedown",), "page_down", marked("a page down"), MOVING),
    Key("list.first", ("home", "g"), "first", marked("first"), MOVING),
    Key("list.last", ("end", "G"), "last", marked("last"), MOVING),
    Key("pane.next", ("tab",), "panes.following", marked("next pane"), MOVING),
    Key("pane.previous", ("shift+tab",), "panes.previous", marked("pane before"), MOVING),
    Key("pane.left", ("left", "h"), "panes.left", marked("to the left, or fold"), MOVING),
    Key("pane.right", ("right", "l"), "panes.right", marked("to the right, or unfold"), MOVING),
    Key("step.go", tuple("123456789"), "go('{key}')", marked("go to that step"), STEPS),
    Key("step.mark", ("space",), "marks.tick", marked("done"), STEPS, palette=True),
    Key("step.wait", ("w",), "marks.wait", marked("waiting"), STEPS, palette=True),
    Key("step.skip", ("s",), "marks.skip", marked("skip or not applicable"), STEPS, palette=True),
    Key("step.prove", ("r",), "marks.prove", marked("letter that proves it"), STEPS, palette=True),
    Key("step.details", ("enter",), "details", marked("details"), STEPS),
    Key("phrases", ("p",), "look.phrases", marked("phrases"), STEPS, palette=True),
    Key("phrase.show", ("enter",), "details", marked("large"), STEPS),
    Key("phrase.next", ("right", "l", "space"), "next_phrase", marked("next phrase"), STEPS),
    Key("phrase.previous", ("left", "h"), "previous_phrase", marked("phrase before"), STEPS),
    Key("phrase.words", ("g",), "glossary", marked("words you meet"), STEPS),
    Key("card.open", ("enter",), "details", marked("to its steps"), CARDS),
    Key("card.add", ("a",), "cards.add", marked("add a card"), CARDS, palette=True),
    Key("card.edit", ("e",), "cards.edit", marked("edit the card"), CARDS, palette=True),
    Key(
        "card.close", ("c",), "cards.close", marked("close or reopen the card"), CARDS, palette=True
    ),
    Key("holder.only", ("o",), "look.only_holder", marked("only this person"), CARDS, palette=True),
    Key("card.export", ("x",), "proof.export", marked("export proof"), CARDS, palette=True),
    Key("card.history", ("t",), "look.history", marked("history"), CARDS, palette=True),
    Key("card.thread", ("v",), "letters.thread", marked("thread"), CARDS, palette=True),
    Key(
        "card.glance",
        ("f",),
        "questions.at_a_glance",
        marked("at a glance"),
        CARDS,
        palette=True,
    ),
    Key("glance.answer", ("enter",), "details", marked("answer, or read"), CARDS),
    Key("card.end", ("E",), "ends.choose", marked("another end"), CARDS, palette=True),
    Key("due", ("d",), "look.due", marked("what is due"), CARDS, palette=True),
    Key("due.open", ("enter",), "details", marked("go there"), CARDS),
    Key("due.narrow", ("f",), "narrow", marked("which cards"), CARDS),
    Key("due.view", ("s",), "next_view", marked("other order"), CARDS),
    Key("take-home", ("P",), "look.take_home", marked("print plan"), CARDS, palette=True),
    Key("thread.open", ("enter",), "details", marked("go there"), CARDS),
    Key("board", ("b",), "look.board", marked("board of all cards"), CARDS, palette=True),
    Key("board.filter", ("slash",), "filter", marked("filter"), BOARD),
    Key("board.narrow", ("f",), "narrow", marked("which cards"), BOARD),
    Key("board.sort", ("s",), "sort", marked("sort"), BOARD),
    Key("board.pick", ("v",), "pick", marked("mark"), BOARD),
    Key("board.pick-all", ("V",), "pick_all", marked("mark all or none"), BOARD),
    Key("board.assign", ("a",), "assign", marked("assign"), BOARD),
    Key("board.departure", ("d",), "departure", marked("departure"), BOARD),
    Key("board.plan", ("P",), "take_home", marked("print plan"), BOARD),
    Key("board.close", ("c",), "close_card", marked("close"), BOARD),
    Key("note.open", ("enter",), "details", marked("read"), NOTES),
    Key("note.write", ("n",), "letters.write", marked("note"), NOTES, palette=True),
    Key("note.file", ("i",), "letters.keep_file", marked("keep a file"), NOTES, palette=True),
    Key("note.save-file", ("S",), "files.save", marked("save files"), NOTES),
    Key("note.files", ("enter",), "files.save_each", marked("its files"), NOTES),
    Key("note.charset", ("C",), "notes.reread", marked("charset"), NOTES),
    Key("note.other", ("o",), "other", marked("other part of a mail"), NOTES),
    Key("note.headers", ("H",), "headers", marked("all headers"), NOTES),
    Key("note.annotate", ("A",), "notes.annotate", marked("annotate"), NOTES),
    Key("note.move", ("m",), "notes.move", marked("move to another card"), NOTES),
    Key("note.withdraw", ("W",), "notes.withdraw", marked("withdraw or bring back"), NOTES),
    Key("letter.write", ("M",), "letters.send", marked("letter to send"), NOTES, palette=True),
    Key("letter.edit", ("e",), "edit_letter", marked("edit"), NOTES),
    Key("letter.keep", ("ctrl+s",), "keep_letter", marked("sent: keep it"), NOTES),
    Key("note.next", ("right", "l", "]"), "next_note", marked("next note"), NOTES),
    Key("note.previous", ("left", "h", "["), "previous_note", marked("note before"), NOTES),
    Key("file.take", ("enter",), "take", marked("take"), FILES),
    Key("file.mark", ("space",), "mark_file", marked("mark"), FILES),
    Key("file.above", ("backspace", "left", "h"), "go_above", marked("folder above"), FILES),
    Key("file.all", ("full_stop",), "all_files", marked("all files"), FILES),
    Key("file.line", ("tab",), "path_line", marked("path"), FILES),
    Key("note.ways", ("w",), "ways_in", marked("elsewhere"), FILES),
    Key("copy", ("y",), "look.copy", marked("copy"), EVERYWHERE, palette=True),
    Key(
        "note.unframed",
        ("Y",),
        "look.unframed",
        marked("bare text"),
        EVERYWHERE,
        palette=True,
    ),
    Key("find", ("slash",), "letters.find", marked("find"), EVERYWHERE, palette=True),
    Key("undo", ("u",), "undo.undo", marked("undo"), EVERYWHERE, palette=True),
    Key("redo", ("ctrl+r",), "undo.redo", marked("redo"), EVERYWHERE, palette=True),
    Key("language", ("L",), "look.language", marked("language"), EVERYWHERE, palette=True),
    Key("theme", ("T",), "look.theme", marked("theme"), EVERYWHERE, palette=True),
    Key(
        "repaint",
        ("ctrl+l",),
        "look.repaint",
        marked("repaint the screen"),
        EVERYWHERE,
        palette=True,
    ),
    Key("keys", ("question_mark", "f1"), "look.keys", marked("keys"), EVERYWHERE, palette=True),
    Key("palette", ("colon", "ctrl+p"), "look.palette", marked("all commands"), EVERYWHERE),
    Key("back", ("q", "escape"), "back", marked("back"), EVERYWHERE),
    Key("leave", ("q",), "app.quit_now", marked("quit"), EVERYWHERE),
    Key("quit", ("ctrl+q",), "quit_now", marked("quit at once"), EVERYWHERE, priority=True),
    Key("find.open", ("enter",), "take", marked("go there"), TYPING),
    Key("answer.take", ("enter",), "take", marked("choose"), TYPING),
    Key("choice.next", ("right", "l", "space"), "next_value", marked("next value"), TYPING),
    Key("choice.previous", ("left", "h"), "previous_value", marked("value before"), TYPING),
    Key("text.keep", ("ctrl+s",), "keep", marked("save"), TYPING, priority=True),
    Key("text.leave", ("escape",), "leave_text", marked("leave, keep a draft"), TYPING),
    Key("form.leave", ("escape",), "leave_text", marked("back"), TYPING),
    Key("text.next", ("tab",), "next_field", marked("next field"), TYPING, priority=True),
    Key(
        "text.previous",
        ("shift+tab",),
        "previous_field",
        marked("field before"),
        TYPING,
        priority=True,
    ),
)

BY_ID = {key.id: key for key in KEYS}

_SHOWN = {
    "question_mark": "?",
    "full_stop": ".",
    "colon": ":",
    "slash": "/",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "f1": "F1",
}


def bindings(*ids: str) -> list[BindingType]:
    """Return Textual's bindings for these commands."""
    made: list[BindingType] = []
    for id in ids:
        key = BY_ID[id]
        if "{key}" in key.action:
            made += [
                Binding(name, key.action.format(key=name), key.says, id=f"{id}.{name}", show=False)
                for name in key.keys
            ]
        else:
            made.append(
                Binding(
                    ",".join(key.keys),
                    _bound(key.action),
                    key.says,
                    show=False,
                    id=id,
                    priority=key.priority,
                )
            )
    return made


def _bound(action: str) -> str:
    return f"act({action!r})" if "." in action and not action.startswith("app.") else action


def shown(name: str) -> str:
    """Return how a key is written for a reader."""
    return _SHOWN.get(name, name)


def ascii_key(character: str) -> str | None:
    """Return the key that an input method's full-width form stands for; None for other text."""
    code = ord(character)
    if code == 0x3000:
        return " "
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return {"。": ".", "、": ",", "・": "/"}.get(character)
