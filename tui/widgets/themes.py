"""The colours. State never rests on them alone."""

from textual.theme import Theme


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
    own = ("line", "quiet", "problem", "chosen", "chosen-text", "field")
    return Theme(
        name=f"kaiyaku-{name}",
        primary=colours["accent"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["background"],
        dark=dark,
        variables={colour: colours[colour.replace("-", "_")] for colour in own},
    )


THEMES = (
    _theme(
        "dark",
        dark=True,
        background="#16181d",
        foreground="#d8dbe2",
        accent="#7fb4ca",
        line="#3a404c",
        quiet="#8b93a1",
        problem="#f07178",
        chosen="#2b3a4a",
        chosen_text="#ffffff",
        field="#22262e",
    ),
    _theme(
        "light",
        dark=False,
        background="#fbfaf7",
        foreground="#24272e",
        accent="#1f6f8b",
        line="#c9ccd2",
        quiet="#666d79",
        problem="#b3261e",
        chosen="#d5e6ee",
        chosen_text="#000000",
        field="#efeee9",
    ),
    _theme(
        "contrast",
        dark=True,
        background="#000000",
        foreground="#ffffff",
        accent="#ffe14d",
        line="#ffffff",
        quiet="#d0d0d0",
        problem="#ff6b6b",
        chosen="#ffffff",
        chosen_text="#000000",
        field="#202020",
    ),
    _theme(
        "terminal",
        dark=True,
        background="ansi_default",
        foreground="ansi_default",
        accent="ansi_cyan",
        line="ansi_bright_black",
        quiet="ansi_bright_black",
        problem="ansi_bright_red",
        chosen="ansi_blue",
        chosen_text="ansi_bright_white",
        field="ansi_default",
    ),
)
