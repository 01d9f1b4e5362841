//! A picture with a version for each theme.

use leptos::prelude::*;

use crate::community::Image;

/// A picture with a version for each theme, of which style sheets show one; its name is the alternative text.
#[component]
pub fn Picture(
    /// The picture.
    image: Image,
    /// Whether its name is next to it as text, so that it needs no alternative text.
    #[prop(optional)]
    named_beside: bool,
) -> impl IntoView {
    let name = if named_beside { String::new() } else { image.name };
    // The picture in the header is needed at once; others are fetched when they come near the viewport.
    let loading = (!named_beside).then_some("lazy");
    let img = |file: String, shown_on: &'static str, name: String| {
        view! {
            <img
                class="picture"
                data-shown-on=shown_on
                src=file
                alt=name
                width=image.width.to_string()
                height=image.height.to_string()
                loading=loading
            />
        }
    };
    if image.light == image.dark {
        img(image.light, "both", name).into_any()
    } else {
        (img(image.light, "light", name.clone()), img(image.dark, "dark", name)).into_any()
    }
}
