"""Which carrier a letter is from or to, by the addresses and names that it shows."""

import re
import unicodedata
from typing import Final

_DOMAINS: Final = {
    **dict.fromkeys(("docomo.ne.jp", "nttdocomo.com", "nttdocomo.co.jp"), "docomo"),
    "ahamo.com": "ahamo",
    **dict.fromkeys(("au.com", "kddi.com", "ezweb.ne.jp", "auone.jp"), "au"),
    **dict.fromkeys(("uqmobile.jp", "uqwimax.jp", "uqcommunications.jp"), "uq"),
    "povo.jp": "povo",
    **dict.fromkeys(("softbank.jp", "softbank.ne.jp", "vodafone.ne.jp"), "softbank"),
    **dict.fromkeys(("ymobile.jp", "ymobile.ne.jp", "y-mobile.ne.jp"), "ymobile"),
    "linemo.jp": "linemo",
    "mobile.rakuten.co.jp": "rakuten",
    "iijmio.jp": "iijmio",
    "mineo.jp": "mineo",
    "sakuramobile.jp": "sakura",
    "mobal.com": "mobal",
    "bmobile.ne.jp": "b-mobile",
}
# Where customers have mailboxes of their own, next to the carrier's.
_CUSTOMERS: Final = frozenset(
    (
        *("docomo.ne.jp", "ezweb.ne.jp", "au.com", "uqmobile.jp", "mineo.jp", "vodafone.ne.jp"),
        *("softbank.ne.jp", "i.softbank.jp", "ymobile.ne.jp", "ymobile1.ne.jp", "y-mobile.ne.jp"),
    )
)
_OFFICE: Final = re.compile(
    r"(?:^|[-_.+\d])(?:no-?reply|do-?not-?reply|info(?:rmation)?|support|service|customer|billing"
    r"|bill|contact|admin|post-?master|mailer(?:-daemon)?|notice|notification|news|shop|online"
    r"|help(?:desk)?|cent(?:er|re)|cs|system|webmaster|privacy)(?:$|[-_.+\d])",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"([\w.+!#$%&'*/=?^{|}~-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})", re.ASCII
)
# Brands before the companies whose names stand beside theirs.
_NAMES: Final = (
    ("ahamo", r"\bahamo\b|アハモ"),
    ("povo", r"\bpovo\b"),
    ("uq", r"\buq ?mobile\b|uqモバイル|\buqコミュニケーションズ"),
    ("linemo", r"\blinemo\b|ラインモ"),
    ("ymobile", r"\by! ?mobile\b|ワイモバイル"),
    ("rakuten", r"\brakuten ?mobile\b|楽天モバイル|乐天移动|樂天行動"),
    ("iijmio", r"\biijmio\b|みおふぉん"),
    ("mineo", r"\bmineo\b|マイネオ"),
    ("sakura", r"\bsakura ?mobile\b|さくらモバイル|サクラモバイル"),
    ("mobal", r"\bmobal\b"),
    ("b-mobile", r"\bb-mobile\b|日本通信"),
    ("docomo", r"\bdocomo\b|ドコモ"),
    ("softbank", r"\bsoftbank\b|ソフトバンク|软银|軟銀"),
    ("au", r"\bkddi\b"),
)
_NAMED: Final = tuple((carrier, re.compile(names, re.ASCII)) for carrier, names in _NAMES)
# Two letters that stand in many a French text as well.
_AU_ALONE: Final = re.compile(r"\s*au(?![a-z])|.{0,20}[【\[(「]au[】\])」]", re.ASCII)
_LONGEST: Final = 400


def carrier_of_address(text: str) -> str | None:
    """Return the carrier whose office has the first mail address in `text`, or None."""
    found = _ADDRESS.search(text[:_LONGEST])
    if found is None:
        return None
    domain = found[2].lower()
    if domain in _CUSTOMERS and not _OFFICE.search(found[1]):
        return None
    while domain:
        if domain in _DOMAINS:
            return _DOMAINS[domain]
        domain = domain.partition(".")[2]
    return None


def carrier_named(text: str) -> str | None:
    """Return the one carrier that `text` names, or None where it names none or several."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST])
    small = folded.casefold()
    found = [carrier for carrier, names in _NAMED if names.search(small)]
    if not found and _AU_ALONE.match(folded):
        return "au"
    return found[0] if len(found) == 1 or _one_house(found) else None


def carrier_of_person(person: str) -> str | None:
    """Return the carrier that a sender or recipient, a name with or without address, is."""
    office = carrier_of_address(person)
    if office is not None:
        return office
    found = _ADDRESS.search(person[:_LONGEST])
    name = person[: found.start()] if found else person
    return carrier_named(name)


def _one_house(carriers: list[str]) -> bool:
    """Say whether these are one brand and the company that it belongs to."""
    houses = {"docomo": {"ahamo"}, "au": {"uq", "povo"}, "softbank": {"ymobile", "linemo"}}
    return len(carriers) == 2 and carriers[0] in houses.get(carriers[1], set())
