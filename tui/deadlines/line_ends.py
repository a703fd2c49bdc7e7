"""The ends that a line can still have around a flight: when to ask, and what each costs."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.deadlines.counted import month_end
from tui.deadlines.hours import clock_time
from tui.deadlines.today import in_tokyo
from tui.deadlines.windows import fee_until
from tui.deadlines.working import at_new_year, is_working_day, working_days_from

if TYPE_CHECKING:
    from tui.guides.facts import Billing, Ending, Fee

MONTH_END: Final = "month-end"
CHOSEN_DAY: Final = "chosen-day"
NEXT_DAY: Final = "next-day"
WORKING_DAY: Final = "next-working-day"
BY_THE_DAY: Final = "by-the-day"

NIGHTS: Final = 3
"""Nights without a phone before the flight that a whole saved period may cost at most."""
WORTH: Final = 2_000
"""Yen that an earlier end has to save before it is recommended."""
BEFORE_MONTH_END: Final = 3
"""Days before a month's end on which to ask, where the carrier's own last day is not known."""
ENQUIRE: Final = 35
"""Days before the flight on which to ask at the latest where nothing is known of the end: a
month's notice is not ruled out, and it has to be asked for first."""

_DAY: Final = timedelta(days=1)


class Terms(NamedTuple):
    """What the price of an end depends on, of one contract. Yen; days in Japan."""

    charge: int | None = None
    """What one billing period costs."""
    closing_day: int | None = None
    """The day of the month on which a period closes, 10 or 20; None for the month's end."""
    contract_start: date | None = None
    codes_left: bool = False
    """Whether codes by SMS still come to the number."""


class LineEnd(NamedTuple):
    """One end of a line: when to ask for it, on which days the line then ends, and its price."""

    ask_from: date
    ask_by: date
    until: time | None
    """The Tokyo time on `ask_by` after which the request counts as a later day's."""
    ends: date
    latest: date
    """The last of the days on which the line may end: what is not certain is a range."""
    nights: int
    """Nights without a phone before the flight, at most."""
    days_after: int
    """Days on which the line still runs after the flight, at most."""
    periods: int
    """Billing periods to pay, from the one that runs now."""
    price: int | None
    """Yen for those periods and the fee of a young contract; None where the charge is unknown."""
    saves: int = 0
    """Billing periods fewer than with the first end that keeps a phone until the flight."""

    @property
    def certain(self) -> bool:
        """Whether there is one day on which it ends."""
        return self.ends == self.latest


class LineEnds(NamedTuple):
    """The end that an adviser would take, and the others, in order of their day."""

    recommended: LineEnd
    others: tuple[LineEnd, ...]

    @property
    def all(self) -> tuple[LineEnd, ...]:
        """Every end, in order of day."""
        return tuple(sorted((self.recommended, *self.others), key=lambda end: end.ends))


def first_ask(now: datetime, ending: "Ending") -> date:
    """Return the first day in Japan on which a request made from `now` on is in time."""
    there = in_tokyo(now)
    if ending.until is None or there.time() < clock_time(ending.until):
        return there.date()
    return there.date() + _DAY


def line_ends(
    ending: "Ending",
    billing: "Billing | None",
    fees: "tuple[Fee, ...]",
    terms: Terms,
    first: date,
    departure: date,
) -> LineEnds:
    """Return the ends that a carrier still allows for requests from the day `first` on.

    The phone is kept until the flight, unless an earlier end saves a whole period, costs few
    nights, and is worth it. Raises nothing: somebody who has left asks from abroad, at once.
    """
    found = _unpriced(ending, billing, terms.closing_day, first, departure)
    price = _Price(billing, fees, terms)
    kept = price.of(found.kept)
    earlier = [price.of(end) for end in found.earlier]
    taken = next((end for end in earlier if _pays(end, kept, terms)), kept)
    beside = (price.of(end) for end in found.beside)
    others = {end.ends: end for end in (*beside, *earlier, kept) if end != taken}
    others.pop(taken.ends, None)
    return LineEnds(taken, tuple(others[day] for day in sorted(others)))


class _Unpriced(NamedTuple):
    """The ends around a flight, by what they are for, without their price."""

    kept: LineEnd
    earlier: tuple[LineEnd, ...]
    beside: tuple[LineEnd, ...]


@lru_cache(maxsize=4_096)
def _unpriced(
    ending: "Ending",
    billing: "Billing | None",
    closing_day: int | None,
    first: date,
    departure: date,
) -> _Unpriced:
    """Return the ends: at a desk many lines share them, and each contract its own price."""
    reckoning = _Reckoning(ending, billing, closing_day, first, departure)
    kept = reckoning.until_the_flight()
    earlier = tuple(reckoning.beside_kept(end, kept) for end in reckoning.before(kept))
    beside = tuple(reckoning.beside_kept(end, kept) for end in reckoning.beside(kept))
    return _Unpriced(kept, earlier, beside)


def end_on(
    day: date,
    ending: "Ending",
    billing: "Billing | None",
    fees: "tuple[Fee, ...]",
    terms: Terms,
    first: date,
    departure: date,
) -> LineEnd | None:
    """Return the end that lies on `day`, for requests from `first` on; None where there is none."""
    found = line_ends(ending, billing, fees, terms, first, departure)
    for end in found.all:
        if end.ends == day:
            return end
    for end in found.all:
        if end.ends < day <= end.latest:
            return end
    reckoning = _Reckoning(ending, billing, terms.closing_day, first, departure)
    asked = reckoning.asked_for(day)
    if asked is None:
        return None
    end = reckoning.beside_kept(asked, reckoning.until_the_flight())
    return _Price(billing, fees, terms).of(end)


def fixed_end(day: date, ending: "Ending | None", first: date, departure: date) -> LineEnd:
    """Return an end on a day that is settled, with the last day on which it could be asked for."""
    ask_by = day
    if ending is not None and ending.ends == MONTH_END:
        ask_by = min(_last_ask_in(day, ending), day)
    elif ending is not None and ending.ends == NEXT_DAY:
        ask_by = day - _DAY
    if first <= departure <= day:
        # Whoever flies before has to have asked before.
        ask_by = min(ask_by, max(first, departure - _DAY))
    until = clock_time(ending.until) if ending is not None and ending.until else None
    months = (day.year - first.year) * 12 + day.month - first.month
    return LineEnd(
        ask_from=min(first, ask_by),
        ask_by=ask_by,
        until=until,
        ends=day,
        latest=day,
        nights=max(0, (departure - day).days),
        days_after=max(0, (day - departure).days),
        periods=max(0, months + 1),
        price=None,
    )


def is_cut_off(end: LineEnd, ending: "Ending") -> bool:
    """Return whether an end is asked for by the very last day on which its month is still had.

    Nobody who can do it earlier should wait for that day: what goes wrong on it costs a month.
    """
    return (
        ending.ends == MONTH_END
        and ending.day is not None
        and end.ask_by == _last_ask_in(end.ends, ending)
    )


def _pays(end: LineEnd, kept: LineEnd, terms: Terms) -> bool:
    if terms.codes_left or end.saves < 1 or end.nights > NIGHTS:
        return False
    return end.price is None or kept.price is None or kept.price - end.price > WORTH


def _last_ask_in(day: date, ending: "Ending") -> date:
    """Return the last day to ask for an end with the month that `day` is in."""
    if ending.day is not None:
        return day.replace(day=ending.day)
    return month_end(day) - BEFORE_MONTH_END * _DAY


class _Reckoning(NamedTuple):
    """The ends of one line, found by what they are for."""

    ending: "Ending"
    billing: "Billing | None"
    closing_day: int | None
    first: date
    departure: date

    def until_the_flight(self) -> LineEnd:
        """Return the first end that leaves a phone until the flight."""
        eve = max(self.first, self.departure - _DAY)
        if self.ending.ends == MONTH_END:
            last = max(self.departure, self.first)
            while True:
                end = self._with_month(month_end(last), eve)
                if end is not None:
                    return end
                last = month_end(last) + _DAY
        if self.ending.ends == CHOSEN_DAY:
            return self._end(self.first, eve, max(self.departure, self.first))
        if self.ending.ends == NEXT_DAY:
            return self._end(eve, eve, eve + _DAY)
        return self._asked_on(eve)

    def before(self, kept: LineEnd) -> Iterator[LineEnd]:
        """Yield the ends with the billing period before: first what surely ends in it."""
        if self.billing is not None and self.billing.charged == BY_THE_DAY:
            return
        if self.ending.ends == MONTH_END:
            end = self._with_month(kept.ends.replace(day=1) - _DAY, self.departure)
            if end is not None:
                yield end
            return
        closed = self._closing(kept.ends)
        last = self._closing_before(closed)
        if last < self.first:
            return
        if self.ending.ends == CHOSEN_DAY:
            yield self._end(self.first, last, last)
            return
        sure = self._surely_by(last)
        if sure is not None:
            yield sure
        unsure = self._asked_on(last)
        if unsure.latest > last and (sure is None or unsure.ends > sure.ends):
            yield unsure

    def beside(self, kept: LineEnd) -> Iterator[LineEnd]:
        """Yield, where the day before the flight is no working day, the working day before it."""
        if self.ending.latest != WORKING_DAY or is_working_day(kept.ask_by):
            return
        day = working_days_from(kept.ask_by, -1)
        if day >= self.first:
            yield self._asked_on(day)

    def asked_for(self, day: date) -> LineEnd | None:
        """Return the end on a day that a person names; None where it cannot be had any more."""
        if self.ending.ends == MONTH_END:
            return self._with_month(day, self.departure) if day == month_end(day) else None
        if self.ending.ends == CHOSEN_DAY:
            return self._end(self.first, day, day) if day >= self.first else None
        asked = day - _DAY if self.ending.ends == NEXT_DAY else day
        if asked < self.first:
            return None
        return self._end(asked, asked, day) if asked != day else self._asked_on(asked)

    def beside_kept(self, end: LineEnd, kept: LineEnd) -> LineEnd:
        """Return an end with how many billing periods fewer it costs than the kept one."""
        return end._replace(saves=max(0, kept.periods - end.periods))

    def _with_month(self, end: date, eve: date) -> LineEnd | None:
        """Return the end with the month of `end`, asked for not later than `eve`."""
        opens = _last_ask_in(end.replace(day=1) - _DAY, self.ending) + _DAY
        ask_from, ask_by = max(opens, self.first), _last_ask_in(end, self.ending)
        if ask_by < ask_from:
            return None
        if end >= self.departure:
            # Whoever flies before requests for that month are taken asks on the day they are.
            ask_by = max(min(ask_by, eve), ask_from)
        return self._end(ask_from, ask_by, end)

    def _surely_by(self, last: date) -> LineEnd | None:
        """Return the last request whose line has surely ended by `last`."""
        day = last
        while day >= self.first:
            asked = self._asked_on(day)
            office = self.ending.latest != WORKING_DAY or is_working_day(day)
            if office and asked.latest <= last:
                return asked
            day -= _DAY
        return None

    def _asked_on(self, day: date) -> LineEnd:
        """Return the end that a request on `day` leads to."""
        if self.ending.ends == NEXT_DAY:
            return self._end(day, day, day + _DAY)
        unsure = self.ending.latest == WORKING_DAY or (
            self.ending.then == WORKING_DAY and at_new_year(day)
        )
        return self._end(day, day, day, working_days_from(day, 1) if unsure else day)

    def _end(self, ask_from: date, ask_by: date, ends: date, latest: date | None = None) -> LineEnd:
        until = clock_time(self.ending.until) if self.ending.until else None
        return LineEnd(
            ask_from=ask_from,
            ask_by=ask_by,
            until=until,
            ends=ends,
            latest=latest or ends,
            nights=max(0, (self.departure - ends).days),
            days_after=max(0, ((latest or ends) - self.departure).days),
            periods=self._periods(ends),
            price=None,
        )

    def _closing(self, day: date) -> date:
        """Return the last day of the billing period that `day` is in."""
        closing = self.closing_day
        if closing is None:
            return month_end(day)
        if day.day <= closing:
            return day.replace(day=closing)
        return (month_end(day) + _DAY).replace(day=closing)

    def _closing_before(self, closed: date) -> date:
        closing = self.closing_day
        before = closed.replace(day=1) - _DAY
        return before if closing is None else before.replace(day=closing)

    def _periods(self, ends: date) -> int:
        closed, last = self._closing(self.first), self._closing(ends)
        return 1 + (last.year - closed.year) * 12 + last.month - closed.month


class _Price(NamedTuple):
    """What an end of one contract costs."""

    billing: "Billing | None"
    fees: "tuple[Fee, ...]"
    terms: Terms

    def of(self, end: LineEnd) -> LineEnd:
        """Return an end with its price."""
        price = self._yen(end.ends, end.periods)
        return end if price is None else end._replace(price=price)

    def _yen(self, ends: date, periods: int) -> int | None:
        charge = self.terms.charge
        if charge is None and self.billing is not None:
            charge = self.billing.least
        if charge is None:
            return None
        cost = periods * charge
        if self.billing is not None and self.billing.charged == BY_THE_DAY:
            length = month_end(ends).day
            cost = (periods - 1) * charge + charge * ends.day // length
        return cost + self._fee(ends)

    def _fee(self, ends: date) -> int:
        start = self.terms.contract_start
        if start is None:
            return 0
        return max(
            (
                fee.yen
                for fee in self.fees
                if fee.yen is not None
                and fee.contract_from <= start.isoformat() <= (fee.contract_until or "9999")
                and ends <= fee_until(start, fee.months)
            ),
            default=0,
        )
