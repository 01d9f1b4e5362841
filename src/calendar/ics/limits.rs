//! The limits for parsing and expanding feeds, with reasons. Those of a `VTIMEZONE` are in `vtimezone`.

/// Limits for parsing and expanding. Reaching one is a [`Problem`](super::problem::Problem) that visitors can
/// see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a feed. Google's largest public calendars stay below 10 MB.
    pub feed_bytes: usize,
    /// Bytes of one unfolded line. Descriptions with embedded mails reach 100 KB.
    pub line_bytes: usize,
    /// Bytes of the line of a detail that is not a description: a title, a location, an address. The page may show it
    /// for each occurrence.
    pub detail_bytes: usize,
    /// Levels of nested components. RFC 5545 needs three.
    pub depth: usize,
    /// Events in a feed.
    pub events: usize,
    /// Rules of one event or one zone; the whole history of a zone has about twenty.
    pub rules: usize,
    /// Steps for the rules with a `COUNT` of all zones that a feed defines.
    pub steps_of_zones: usize,
    /// Steps for the rules and dates of one series in one window. Testing a day or time is one step, and each time that
    /// is found takes a few more. This is enough for each day of 270 years, and takes a browser less than 50 ms.
    pub steps_of_a_series: usize,
    /// Steps for the rules of all series in one window: about half a second on the host, whatever the rules.
    pub steps: usize,
    /// Overrides of one series.
    pub overrides_of_a_series: usize,
    /// Occurrences of one series in one window.
    pub occurrences_of_a_series: usize,
    /// Occurrences of all series in one window.
    pub occurrences: usize,
    /// Problems that are reported one by one; later ones are only counted.
    pub problems: usize,
}

impl Limits {
    /// The limits of the page, which has to render what it reads, and of the site tool.
    pub const DEFAULT: Self = Self {
        feed_bytes: 64 << 20,
        line_bytes: 1 << 20,
        detail_bytes: 8 << 10,
        depth: 16,
        events: 200_000,
        rules: 32,
        steps_of_zones: 1_000_000,
        steps_of_a_series: 100_000,
        steps: 6_000_000,
        overrides_of_a_series: 20_000,
        occurrences_of_a_series: 3_000,
        occurrences: 30_000,
        problems: 200,
    };

    /// The limits for listing occurrences as text.
    pub const OF_A_LIST: Self =
        Self { occurrences_of_a_series: 10_000, occurrences: 50_000, ..Self::DEFAULT };
}
