"""Accounts and groups of the machine, as people name them."""

import grp
import pwd


def is_member(uid: int, gid: int) -> bool | None:
    """Say whether an account is in a group; None for one that is not known here."""
    try:
        entry = pwd.getpwuid(uid)
        return entry.pw_gid == gid or entry.pw_name in grp.getgrgid(gid).gr_mem
    except KeyError:
        return None


def account(uid: int) -> str:
    """Return the login of a uid, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"


def group(gid: int) -> str:
    """Return the name of a group, or the number where it has none."""
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return f"gid {gid}"


def members(gid: int) -> list[str]:
    """Return the logins in a group: those it lists, and the people whose first group it is."""
    try:
        listed = grp.getgrgid(gid).gr_mem
    except KeyError:
        listed = []
    first = (entry for entry in pwd.getpwall() if entry.pw_gid == gid and is_person(entry))
    return [*listed, *(entry.pw_name for entry in first)]


def is_person(entry: pwd.struct_passwd) -> bool:
    """Say whether an account is one that somebody signs in with; root is counted by nobody."""
    return entry.pw_uid != 0 and not entry.pw_shell.endswith(("/nologin", "/false"))
