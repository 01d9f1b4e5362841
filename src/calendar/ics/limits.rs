//! How much of a feed is read and how far it is followed: each bound in one place, with its reason.

/// Bounds for reading and expanding. Reaching one is a [`Problem`](super::Problem) that the reader can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a feed. Google's largest public calendars stay below 10 MB.
    pub feed_bytes: usize,
    /// Bytes of one unfolded line. Descriptions with embedded mails reach 100 KB.
    pub line_bytes: usize,
    /// Components inside components. RFC 5545 needs three.
    pub depth: usize,
    /// Events in a feed.
    pub events: usize,
    /// Rules of one event, or of one zone; a zone's whole history has about twenty.
    pub rules: usize,
    /// Days and times looked at for one rule before giving up, so that a rule that never matches ends: a day each for
    /// five thousand years.
    pub rule_steps: usize,
    /// Days and times looked at for all rules together, so that many such rules end too: seconds of a browser's time.
    pub steps: usize,
    /// Times of all rules of one event in one window, before exceptions.
    pub times_of_a_series: usize,
    /// Occurrences of one series in one window.
    pub occurrences_of_a_series: usize,
    /// Occurrences of all series in one window.
    pub occurrences: usize,
    /// Problems that are told one by one; those after it are counted.
    pub problems: usize,
}

impl Limits {
    /// What the page and the site tool use.
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
