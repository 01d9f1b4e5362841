//! The limits for parsing and expanding feeds, in one place and with reasons.

/// Limits for parsing and expanding. Reaching one is a [`Problem`](super::problem::Problem) that visitors can
/// see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a feed. Google's largest public calendars stay below 10 MB.
    pub feed_bytes: usize,
    /// Bytes of one unfolded line. Descriptions with embedded mails reach 100 KB.
    pub line_bytes: usize,
    /// Levels of nested components. RFC 5545 needs three.
    pub depth: usize,
    /// Events in a feed.
    pub events: usize,
    /// Rules of one event or one zone; the whole history of a zone has about twenty.
    pub rules: usize,
    /// Days and times tested for one rule before giving up, so that a rule that never matches ends: one day
    /// each for five thousand years.
    pub rule_steps: usize,
    /// Days and times tested for all rules together, so that many such rules end too: seconds in a browser.
    pub steps: usize,
    /// Times of all rules of one event in one window, before exceptions.
    pub times_of_a_series: usize,
    /// Occurrences of one series in one window.
    pub occurrences_of_a_series: usize,
    /// Occurrences of all series in one window.
    pub occurrences: usize,
    /// Problems that are reported one by one; later ones are only counted.
    pub problems: usize,
}

impl Limits {
    /// The limits of the page and the site tool.
    pub const DEFAULT: Self = Self {
        feed_bytes: 64 << 20,
        line_bytes: 4 << 20,
        depth: 16,
        events: 200_000,
        rules: 64,
        rule_steps: 2_000_000,
        steps: 100_000_000,
        times_of_a_series: 400_000,
        occurrences_of_a_series: 20_000,
        occurrences: 200_000,
        problems: 200,
    };
}
