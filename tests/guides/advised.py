"""A content directory with a guide that has days and questions, a carrier, rules and phrases."""

from pathlib import Path

from tests.guides.small import INTRODUCTION, directory, text

SOURCE = 'kind = "carrier"\nurl = "https://example.jp/cancel"\nread = "2026-11-01"\n'


def dated_guide() -> str:
    """Return the TOML of a guide with a question, conditions, days and things to bring."""
    return "".join(
        [
            'id = "dated"\nversion = 1\n',
            text("name", "Dated"),
            text("choose", "with days"),
            "[introduction]\n",
            *(text(key) for key in INTRODUCTION),
            '[[questions]]\nid = "number"\n',
            text("title", "Keep the number?"),
            text("detail", "It is lost otherwise."),
            '[[questions.answers]]\nid = "end"\n',
            text("title", "no"),
            '[[questions.answers]]\nid = "keep"\n',
            text("title", "yes"),
            '[[steps]]\nid = "look"\ntopics = ["final-month", "fee", "cut-off"]\n',
            'phrases = ["ask-fee"]\n',
            text("title", "Look"),
            text("detail", "Look at it."),
            '[[steps.due]]\nday = "departure"\ndays = -30\n',
            '[[steps.checks]]\nid = "papers"\nbring = true\n',
            text("title", "Passport"),
            '[[steps.checks]]\nid = "logins"\nharm = 1\n',
            text("title", "Logins moved"),
            '[[steps.checks.due]]\nday = "departure"\ndays = -7\n',
            '[[steps]]\nid = "move"\nwhen.answers = { number = ["keep"] }\n',
            text("title", "Move the number"),
            text("detail", "To another carrier."),
            '[[steps]]\nid = "ask"\nafter = ["look"]\n',
            text("title", "Ask for the end"),
            text("detail", "Ask for it."),
            '[[steps.due]]\nday = "apply-by"\n',
        ]
    )


def carrier() -> str:
    """Return the TOML of a carrier with a fact, an old one, a conflict and a question."""
    return "".join(
        [
            'id = "tanuki"\naliases = ["たぬき"]\n',
            text("name", "Tanuki Mobile"),
            '[ending]\nends = "same-day"\nuntil = "21:10"\nfact = "cut-off"\n',
            '[[fees]]\nfact = "young"\ncontract_from = "2024-06-01"\nmonths = 12\n',
            '[[facts]]\nid = "cut-off"\ntopic = "cut-off"\nconfidence = "high"\n',
            'review_by = "2027-05-22"\n',
            text("text", "Requests until 21:10 count today."),
            f'[[facts.sources]]\ndated = "2026-06-06"\n{SOURCE}',
            '[[facts]]\nid = "young"\ntopic = "fee"\nconfidence = "medium"\n',
            'review_by = "2026-11-01"\n',
            text("text", "990 yen in the first year."),
            text("ask", "What does it cost me?"),
            f'[[facts.sources]]\ndated = "2024-05"\n{SOURCE}',
            "[[facts.conflicts]]\n",
            text("text", "Nothing at all."),
            f"[[facts.conflicts.sources]]\n{SOURCE}",
            '[[ask]]\ntopic = "final-month"\n',
            text("text", "Is the month charged in full?"),
        ]
    )


def advised(path: Path) -> Path:
    """Make the directory."""
    made = directory(path, dated=dated_guide())
    (made / "carriers").mkdir()
    (made / "carriers" / "tanuki.toml").write_text(carrier())
    (made / "rules.toml").write_text(
        '[[facts]]\nid = "late"\ntopic = "final-month"\nconfidence = "high"\n'
        'review_by = "2027-11-22"\n'
        + text("text", "The last bill comes late.")
        + f"[[facts.sources]]\n{SOURCE}"
    )
    (made / "phrases.toml").write_text(
        '[[phrases]]\nid = "ask-fee"\njapanese = "解約料はかかりますか。"\n'
        'reading = "kaiyakuryō wa kakarimasu ka"\n' + text("meaning", "Is there a fee?")
    )
    return made
