"""`kaiyaku init`: a new casebook, for one person or for a team."""

import json
import os
from pathlib import Path

from tui.casebook.access.policy import command as shell_command
from tui.casebook.access.policy import mode
from tui.casebook.errors import Refused
from tui.casebook.sqlite.file import create
from tui.casebook.sqlite.schema import fill
from tui.casebook.sqlite.team import Team, closed_door, find_team, make_casebook
from tui.casebook.which import FILE_NAME, NAMED_AS_FILE
from tui.cli.command import Command
from tui.cli.whole import refuse_only
from tui.settings import Places, remember_copies
from tui.text.translation import marked
from tui.text.trouble import Trouble


def init(command: Command) -> None:
    """Make a casebook in a directory of its own, and say what was made and how to use it."""
    refuse_only(command)
    name = command.arguments.text("team")
    team = None if name is None else find_team(name)
    asked = Path(command.arguments.required("path")).absolute()
    remember_copies(Places.of(command.environ), asked.parent)
    path = _made(asked, team)
    command.has_done = True
    answer = {"casebook": str(path), "team": name, "members": team and list(team.members)}
    command.answer(answer, *_told(command, path, team))
    closed = team and closed_door(path.parent, team)
    if closed:
        command.complain(
            Trouble(
                marked("{place} keeps the group {group} out. Let its owner run: {command}"),
                place=closed,
                group=name,
                command=shell_command("chmod", "o+x", closed),
            )
        )


def _made(path: Path, team: Team | None) -> Path:
    if path.suffix != NAMED_AS_FILE:
        return make_casebook(path, FILE_NAME, team)
    if team is not None or not os.path.lexists(path.parent):
        return make_casebook(path.parent, path.name, team)
    if os.path.lexists(path):
        raise Refused(marked("{path} is there already."), path=path)
    create(path, fill)
    return path


def _told(command: Command, path: Path, team: Team | None) -> list[str]:
    words = command.words
    directory, file = mode(path.parent.stat()), mode(path.stat())
    modes = words("Directory {directory}, file {file}.", directory=directory, file=file)
    open_it = words("Open it: {command}", command=shell_command("kaiyaku", "--casebook", path))
    if team is None:
        made = words("Made {path}, for you alone.", path=path)
        return [words.sentences(made, modes), open_it]
    made = words("Made {path}, for the group {group}.", path=path, group=team.name)
    listed = words.listed(*team.members) or words("nobody yet")
    settings = Places.of(command.environ).machine
    named = str(path.parent if path.name == FILE_NAME else path)
    return [
        words.sentences(made, modes),
        words("In the group: {members}", members=listed),
        open_it,
        words("So that everybody in the group gets it, put this into {path}:", path=settings),
        "[teams]",
        f"{json.dumps(team.name)} = {json.dumps(named, ensure_ascii=False)}",
    ]
