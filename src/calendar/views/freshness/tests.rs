use super::*;

fn state(holds_events: bool, age_in_seconds: i64) -> &'static str {
    let fetched = Instant::from_unix(1_795_000_000);
    FeedState::of_feed(holds_events, fetched, fetched.plus(age_in_seconds), 7).name()
}

#[test]
fn a_feed_is_stale_once_it_is_older_than_allowed() {
    assert_eq!(state(true, 0), "live");
    assert_eq!(state(true, 7 * DAY), "live");
    assert_eq!(state(true, 7 * DAY + 1), "stale");
}

#[test]
fn a_feed_from_the_future_is_live() {
    assert_eq!(state(true, -DAY), "live");
}

#[test]
fn a_clock_is_wrong_if_it_is_long_before_the_build() {
    let made = Instant::from_unix(1_795_000_000);
    for (behind, is_wrong) in
        [(-3650 * DAY, false), (0, false), (30 * DAY, false), (30 * DAY + 1, true), (3650 * DAY, true)]
    {
        assert_eq!(is_clock_behind(made.plus(-behind), made), is_wrong, "{behind}");
    }
}

#[test]
fn a_feed_without_events_is_empty_at_any_age() {
    assert_eq!(state(false, 0), "empty");
    assert_eq!(state(false, 100 * DAY), "empty");
}

#[test]
fn every_state_has_a_name() {
    let failed = FeedState::Failed(FeedFailure::TooSlow);
    let names: Vec<_> =
        [FeedState::Snapshot, FeedState::Loading, failed].iter().map(FeedState::name).collect();
    assert_eq!(names, ["snapshot", "loading", "failed"]);
}

#[test]
fn failures_have_a_description() {
    for (failure, description) in [
        (FeedFailure::Unreachable, "the calendar file could not be reached"),
        (FeedFailure::TooSlow, "the calendar file did not arrive in time"),
        (FeedFailure::Status(404), "the calendar file is missing (404)"),
        (FeedFailure::Status(500), "the server answered 500"),
        (FeedFailure::Unreadable(NotACalendar::WebPage), "this is a web page, not an iCalendar feed"),
    ] {
        assert_eq!(failure.to_string(), description);
    }
}
