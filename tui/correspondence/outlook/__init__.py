"""Letters in Outlook's own forms: .msg and winmail.dat."""
