//! The address of the page as a signal: what is shown follows it, and each change is written back.

use leptos::prelude::*;

use crate::browser::location;
use crate::page::address::Address;

/// How a change of the address appears in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As an entry of its own, which Back undoes.
    New,
    /// In the current entry.
    InPlace,
}

/// What the address says. As built it says nothing; [`go_live`](Self::go_live) reads it.
#[derive(Clone, Copy)]
pub struct AddressState(RwSignal<Address>);

impl AddressState {
    /// The address of the page as built.
    pub fn new() -> Self {
        Self(RwSignal::new(Address::default()))
    }

    /// Reads the address, now and whenever Back or Forward changes it.
    pub fn go_live(self) {
        self.read();
        location::on_pop_state(move || self.read());
    }

    /// A part of the address, as a memo.
    pub fn part<T: PartialEq + Send + Sync + 'static>(self, part: fn(&Address) -> T) -> Memo<T> {
        Memo::new(move |_| self.0.with(part))
    }

    /// Looks at the address, and tracks it.
    pub fn with<T>(self, look: impl FnOnce(&Address) -> T) -> T {
        self.0.with(look)
    }

    /// Changes the address, here and in the browser.
    pub fn change(self, step: Step, change: impl FnOnce(&mut Address)) {
        let mut address = self.0.get_untracked();
        change(&mut address);
        location::set_query(&address.query(), step == Step::New);
        self.set(address);
    }

    fn read(self) {
        self.set(Address::read(&location::query()));
    }

    fn set(self, address: Address) {
        if self.0.with_untracked(|current| *current != address) {
            self.0.set(address);
        }
    }
}

impl Default for AddressState {
    fn default() -> Self {
        Self::new()
    }
}
