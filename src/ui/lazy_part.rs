//! Parts of the app that are loaded when they are first needed.
//!
//! In a release build, each part is a separate wasm file. The attribute `wasm_split` marks the function that returns the
//! part, and `src/site/split.rs` splits the wasm at these functions. A development build has all parts in one file.

use std::pin::Pin;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub use wasm_split_helpers::SplitLoaderError;

use crate::browser::{connection, document, focus};
use crate::ui::effect::effect;

/// A part that is being loaded.
pub type PartFuture<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// Declares `load`, the function that loads a part. The first argument is the name of the part's file. Code that is
/// reachable only through the content is moved to this file, so the content should be a function or a struct of functions:
/// `month: fn(MonthProps) -> AnyView = |props| …`.
macro_rules! lazy_part {
    ($name:ident: $part:ty = $content:expr) => {
        /// Loads this part of the app.
        pub fn load() -> $crate::ui::lazy_part::PartFuture<$part> {
            use $crate::ui::lazy_part::SplitLoaderError;
            #[cfg_attr(
                all(target_arch = "wasm32", not(debug_assertions)),
                wasm_split_helpers::wasm_split($name, fallible)
            )]
            #[allow(clippy::unnecessary_wraps)] // loading it can fail
            fn $name() -> Result<$part, SplitLoaderError> {
                Ok($content)
            }
            #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
            return Box::pin($name());
            #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
            Box::pin(std::future::ready($name()))
        }
    };
}
pub(crate) use lazy_part;

/// A part of the app, usually a function that renders something. It starts to load when it is first read.
pub struct LazyPart<T: 'static> {
    load: fn() -> PartFuture<T>,
    part: StoredValue<Option<T>>,
    status: RwSignal<Status>,
    is_requested: StoredValue<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Loading,
    Loaded,
    Failed,
}

impl<T> Clone for LazyPart<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for LazyPart<T> {}

impl<T: Copy + Send + Sync + 'static> LazyPart<T> {
    /// The part that `load` loads.
    pub fn new(load: fn() -> PartFuture<T>) -> Self {
        Self {
            load,
            part: StoredValue::new(None),
            status: RwSignal::new(Status::Loading),
            is_requested: StoredValue::new(false),
        }
    }

    /// Loads the part, unless it is loaded or loading. A failed request is retried once:
    /// at the next input while online, or when the browser is online again.
    pub fn request(self) {
        self.attempt(false);
    }

    /// Loads the part and waits for it; returns `None` if that fails.
    pub async fn wait(self) -> Option<T> {
        if let Some(part) = self.part.get_value() {
            return Some(part);
        }
        document::dispatch("part");
        let part = (self.load)().await.ok();
        self.part.set_value(part);
        part
    }

    fn attempt(self, is_last: bool) {
        // The host renders no parts. The owner of the part may have been disposed.
        if cfg!(not(target_arch = "wasm32")) || self.is_requested.try_get_value() != Some(false) {
            return;
        }
        self.is_requested.set_value(true);
        // `load_app.js` loads the styles of the parts.
        document::dispatch("part");
        if self.status.get_untracked() == Status::Failed {
            self.status.set(Status::Loading);
        }
        spawn_local(async move {
            let loaded = (self.load)().await.ok();
            let status = if loaded.is_some() { Status::Loaded } else { Status::Failed };
            self.is_requested.set_value(loaded.is_some());
            self.part.set_value(loaded);
            self.status.set(status);
            if status == Status::Failed && !is_last {
                connection::retry_later(move || self.attempt(true));
            }
        });
    }

    /// The part, once it is loaded.
    pub fn get(self) -> Option<T> {
        match self.status.get() {
            Status::Loading => {
                self.request();
                None
            }
            Status::Loaded => self.part.get_value(),
            Status::Failed => None,
        }
    }

    /// Whether the part is loaded, or could not be loaded.
    pub fn has_settled(self) -> bool {
        self.status.get() != Status::Loading
    }

    /// Whether the part could not be loaded.
    pub fn has_failed(self) -> bool {
        self.status.get() == Status::Failed
    }

    /// What the part renders. While it is not loaded, a message.
    pub fn view(self, render: impl FnOnce(T) -> AnyView) -> AnyView {
        match self.get() {
            Some(part) => render(part),
            None => placeholder(self.status),
        }
    }
}

/// What is shown while a part is not loaded.
fn placeholder(status: RwSignal<Status>) -> AnyView {
    if status.get() == Status::Loading {
        return view! { <p class="lazy-part">"Loading…"</p> }.into_any();
    }
    // The part is requested again when it is read.
    let try_again = move |event: MouseEvent| {
        focus::move_out_of(&event);
        status.set(Status::Loading);
    };
    view! {
        <p class="lazy-part" role="alert">
            "This could not be loaded. Try again, or reload the page. "
            <button type="button" class="quiet-button" on:click=try_again>
                "Try again"
            </button>
        </p>
    }
    .into_any()
}

impl<State, Value> LazyPart<fn(&State) -> Value>
where
    State: Copy + Send + Sync + 'static,
    Value: Send + Sync + 'static,
{
    /// The value that the part returns for a state. The part is called once, when `is_wanted` is first true and the part is
    /// loaded.
    pub fn call_once(self, state: State, is_wanted: RwSignal<bool>) -> RwSignal<Option<Value>> {
        let value = RwSignal::new(None);
        // Signals that the part creates are not disposed when the effect runs again.
        let owner = Owner::current();
        effect(move || {
            if is_wanted.get()
                && value.with_untracked(Option::is_none)
                && let (Some(part), Some(owner)) = (self.get(), &owner)
            {
                value.set(Some(owner.with(|| untrack(|| part(&state)))));
            }
        });
        value
    }
}
