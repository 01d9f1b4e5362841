//! The engine as the page runs it, with zones from `Intl`, for `in_node.mjs` to measure.

#[cfg(target_arch = "wasm32")]
mod engine {
    use hearth::browser::zone::BrowserZones;
    use hearth::calendar::ics::event::Status;
    use hearth::calendar::time::zone::Viewer;
    use hearth::calendar::time::zone::Zone;
    use hearth::calendar::time::{Instant, Window};
    use hearth::calendar::{self, Feed, Limits};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// A parsed feed.
    #[wasm_bindgen]
    pub struct OpenFeed(Feed);

    #[wasm_bindgen]
    impl OpenFeed {
        /// Reads a feed; `None` if the text is not a feed.
        pub fn read(text: &str) -> Option<Self> {
            calendar::read(text.as_bytes(), &Limits::DEFAULT).ok().map(Self)
        }

        /// The number of occurrences that take place between two instants, in seconds since the epoch, for a
        /// visitor in UTC.
        pub fn expand(&self, from: f64, to: f64) -> usize {
            #[expect(clippy::cast_possible_truncation, reason = "seconds of a date are far below 2^53")]
            let window =
                Window { start: Instant::from_unix(from as i64), end: Instant::from_unix(to as i64) };
            let found = self.0.expand(Viewer::new(&Zone::utc(), &BrowserZones), window);
            found.occurrences.iter().filter(|one| one.status != Status::Cancelled).count()
        }
    }
}
