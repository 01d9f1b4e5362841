"""Reads an iCalendar text with one series from standard input and prints the starts, as another program computes them.

The arguments are the window's start and exclusive end, in seconds since 1970. The output is one start a line: seconds
since 1970, or a date. icalendar parses the text, dateutil follows the rules, and the zones come from dateutil's own
data.
"""

import datetime
import sys

import icalendar
from dateutil import rrule
from dateutil.zoneinfo import get_zonefile_instance

UTC = datetime.timezone.utc
ZONES = get_zonefile_instance()


def is_date(value):
    return not isinstance(value, datetime.datetime)


def zoned(value, parameters):
    """A time in dateutil's zone for its TZID."""
    name = parameters.get("TZID")
    if is_date(value) or name is None:
        return value
    zone = ZONES.get(name)
    if zone is None:
        sys.exit(f"dateutil does not know {name}")
    return value.replace(tzinfo=zone)


def identity(value):
    if is_date(value):
        return value.strftime("%Y%m%d")
    return int(value.astimezone(UTC).timestamp())


def several(event, name):
    """All times of the properties with this name."""
    lines = event.get(name, [])
    for line in lines if isinstance(lines, list) else [lines]:
        for time in line.dts:
            start = time.dt[0] if isinstance(time.dt, tuple) else time.dt
            yield zoned(start, line.params)


def start_of(event, name="DTSTART"):
    return zoned(event[name].dt, event[name].params)


def by_rules(event):
    """The starts of a series from its rules, DTSTART and RDATEs, before EXDATEs are removed."""
    start = start_of(event)
    zone = None if is_date(start) else start.tzinfo
    # Rules are followed in local wall-clock time; the zone is attached afterwards.
    wall = datetime.datetime.combine(start, datetime.time()) if is_date(start) else start.replace(tzinfo=None)
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        text = rule.to_ical().decode()
        parts = dict(part.split("=", 1) for part in text.split(";"))
        until = parts.pop("UNTIL", None)
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        last = None
        if until and until.endswith("Z"):
            last = datetime.datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        elif until:
            last = datetime.datetime.strptime(until[:8], "%Y%m%d")
        for time in rrule.rrulestr(text, dtstart=wall):
            if (last and time > last) or time.year > 2030:
                break
            yield time.date() if is_date(start) else time.replace(tzinfo=zone)
    yield start
    yield from several(event, "RDATE")


def main():
    first, end = (datetime.datetime.fromtimestamp(int(text), UTC) for text in sys.argv[1:3])
    calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
    events = calendar.walk("VEVENT")
    starts = {}
    for event in (event for event in events if "RECURRENCE-ID" not in event):
        excluded = {identity(time) for time in several(event, "EXDATE")}
        starts.update({identity(time): time for time in by_rules(event) if identity(time) not in excluded})
    for event in (event for event in events if "RECURRENCE-ID" in event):
        starts[identity(start_of(event, "RECURRENCE-ID"))] = start_of(event)
    def inside(time):
        if is_date(time):
            return first.date() <= time < end.date()
        return first <= time.astimezone(UTC) < end
    for time in sorted({str(identity(time)) for time in starts.values() if inside(time)}):
        print(time)


main()
