//! The address of the page as a signal; each change of the signal also changes the browser's address.

use leptos::prelude::*;

use crate::browser::location;
use crate::page::address::Address;

/// How a change of the address appears in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As a new entry, which Back undoes.
    New,
    /// In the current entry.
    InPlace,
}

/// The parameters of the address. They have their defaults until [`go_live`](Self::go_live) reads the address.
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

    /// One part of the address, as a memo.
    pub fn part<T: PartialEq + Send + Sync + 'static>(self, part: fn(&Address) -> T) -> Memo<T> {
        Memo::new(move |_| self.0.with(part))
    }

    /// Reads the address, and tracks it.
    pub fn with<T>(self, read: impl FnOnce(&Address) -> T) -> T {
        self.0.with(read)
    }

    /// Changes the signal and the browser's address.
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
