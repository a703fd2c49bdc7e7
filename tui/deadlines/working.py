"""Working days in Japan: neither weekend, nor holiday, nor the days around New Year."""

from datetime import date, timedelta

_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Return whether offices in Japan are open on this day.

    From 29 December to 3 January they are closed, though only 1 January is a holiday by law.
    """
    if day.weekday() >= 5 or at_new_year(day):
        return False
    import jpholiday  # Longer to import than a plan takes, and only some plans count such days.

    return not jpholiday.is_holiday(day)


def at_new_year(day: date) -> bool:
    """Return whether the day is from 29 December to 3 January."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def working_days_from(day: date, count: int) -> date:
    """Return the working day that is `count` working days after `day`, before it if below 0.

    With 0 it is `day` itself, whatever it is.
    """
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
