//! The destinations on the page and outside of it: its sections, its channels and its links.

mod of_community;

use serde::{Deserialize, Serialize};

pub use self::of_community::destinations;

/// A destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The kind of destination.
    pub kind: Kind,
    /// The displayed title; of an address the name of its channel.
    pub title: String,
    /// The address of a channel, or the section, channel or community that a link belongs to; empty for a
    /// section.
    pub hint: String,
    /// An absolute address, or `#id` of a section of the page.
    pub url: String,
}

impl Destination {
    /// The id of the section that it is.
    pub fn section(&self) -> Option<&str> {
        self.url.strip_prefix('#').filter(|_| self.kind == Kind::Section)
    }
}

/// The kinds of destinations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A section of the page.
    Section,
    /// A channel, by its main link.
    Channel,
    /// The address of a channel, to copy.
    Address,
    /// Any other link on the page.
    Link,
}
