//! A picture in a version for each background.

use leptos::prelude::*;

use crate::community::Image;

/// A picture in a version for each background, with its name as its text; the style shows the one that fits.
#[component]
pub fn Picture(
    /// The picture.
    image: Image,
    /// Whether its name stands beside it in words, so that the picture adds nothing for the ear.
    #[prop(optional)]
    named_beside: bool,
) -> impl IntoView {
    let name = if named_beside { String::new() } else { image.name };
    // What stands at the top is there from the start; the rest is fetched when it comes near the eye.
    let loading = (!named_beside).then_some("lazy");
    let one = |file: String, shown_on: &'static str, name: String| {
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
        one(image.light, "both", name).into_any()
    } else {
        (one(image.light, "light", name.clone()), one(image.dark, "dark", name)).into_any()
    }
}
