"""`kaiyaku completion`: what a shell needs to complete our words; and the words themselves."""

from typing import Final

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import say, write
from tui.text.clean import clean_line
from tui.text.translation import marked

_WORDS: Final = "words"
"""In place of a shell: the words that may follow on those behind it."""

_SCRIPTS: Final = {
    "bash": r"""# Completes kaiyaku in bash: source it, or put it where bash-completion looks.
_kaiyaku() {
    local IFS=$'\n' line lines
    mapfile -t lines < <("${COMP_WORDS[0]}" completion words -- \
        "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=()
    for line in "${lines[@]}"; do
        if [[ $line == ":files" ]]; then
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            return
        fi
    done
    if [[ ${#lines[@]} -eq 1 ]]; then
        COMPREPLY=("${lines[0]%%  *}")
        return
    fi
    COMPREPLY=("${lines[@]}")
}
complete -o nosort -F _kaiyaku kaiyaku
""",
    "zsh": r"""#compdef kaiyaku
# Completes kaiyaku in zsh: save it as _kaiyaku in a directory of $fpath, or source it.
_kaiyaku() {
    local -a lines found shown
    local line
    lines=("${(@f)$(${words[1]} completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    for line in $lines; do
        if [[ $line == ":files" ]]; then
            _files
            return
        fi
        found+=("${line%%  *}")
        shown+=("$line")
    done
    (( $#found )) && compadd -U -l -d shown -a found
}
if [[ $funcstack[1] == _kaiyaku ]]; then
    _kaiyaku "$@"
else
    compdef _kaiyaku kaiyaku
fi
""",
    "fish": r"""# Completes kaiyaku in fish: save it as ~/.config/fish/completions/kaiyaku.fish
function __kaiyaku_words
    set -l before (commandline -opc)
    for line in ($before[1] completion words -- $before[2..-1] (commandline -ct) 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path (commandline -ct)
        else
            string replace -- '  ' \t $line
        end
    end
end
complete -c kaiyaku -f -a '(__kaiyaku_words)'
""",
}


def completion(command: Command) -> None:
    """Write the script for a shell, or the words that may follow, each with what it is."""
    shell = command.arguments.required("shell")
    if shell == _WORDS:
        from tui.cli.completing import candidates

        found = candidates(command, command.arguments.many("word"))
        say(*("  ".join(filter(None, (each.word, clean_line(each.says)))) for each in found))
        return
    if shell not in _SCRIPTS:
        raise Usage(
            marked("There is no completion for {shell}. There is: {shells}."),
            shell=shell,
            shells=", ".join(_SCRIPTS),
        )
    write(_SCRIPTS[shell])
