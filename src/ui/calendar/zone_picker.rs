//! The zones that times are shown in, with buttons to change them.

use leptos::prelude::*;

use super::zone_dialog::{Purpose, ZoneButton, ZoneChooser};
use crate::calendar::time::Instant;
use crate::calendar::time::zone::Zone;
use crate::ui::icon::icon;
use crate::ui::static_element::{StaticElement, changing, changing_words, element, untranslated};
use crate::ui::visitor::{Visitor, ZONE_BUTTON, label};

/// The zones that times are shown in.
#[component]
pub fn ShownZones(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
) -> impl IntoView {
    changing(move || {
        // The offset may change with each minute.
        let now = visitor.minute.get();
        let zones = visitor.clocks.with(|clocks| {
            let second = clocks.second().map(|zone| {
                let second = element("span").class("zone-picker-second").child(" and in ");
                (" ", second.child(with_offset(zone, now)))
            });
            element("span").child("Times in ").child(with_offset(&clocks.zone, now)).child(second)
        });
        let shown = element("p").class("zone-picker-shown").attr("data-island", "zones");
        shown.child(icon("globe")).child(zones).into()
    })
}

/// The name of a zone and its offset.
fn with_offset(zone: &Zone, now: Instant) -> StaticElement {
    let (name, offset) = (label(zone), zone.offset_at(now).label());
    // Avoids «UTC (UTC)».
    let offset = (offset != name).then(|| (" ", untranslated("bdi").child(format!("({offset})"))));
    element("span").child(untranslated("strong").child(name)).child(offset)
}

/// Buttons to change the zones that times are shown in, and to return to the visitor's own.
#[component]
pub fn ZoneButtons(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// What opens the zone dialog.
    chooser: ZoneChooser,
) -> impl IntoView {
    let second = Memo::new(move |_| visitor.clocks.with(|clocks| clocks.second().cloned()));
    let is_own =
        move || visitor.own_zone.with(|own| own.as_ref().is_none_or(|own| visitor.zone.with(|it| it == own)));
    let back_to_own = move || {
        let own = visitor.own_zone.with(|own| own.as_ref().map(label));
        element("span").child("Back to mine: ").child(own.map(|own| untranslated("bdi").child(own)))
    };
    view! {
        <div class="zone-picker-ways" data-island="zone-buttons" data-needs-script>
            <ZoneButton chooser purpose=Purpose::Shown id=ZONE_BUTTON>"Change time zone"</ZoneButton>
            <Show when=move || !is_own()>
                <button type="button" class="quiet-button" on:click=move |_| visitor.choose_zone(None)>
                    {back_to_own}
                </button>
            </Show>
            <ZoneButton chooser purpose=Purpose::Second>
                {move || changing_words(if second.with(Option::is_some) { "Change the second" } else { "Add a second" })}
                <span class="visually-hidden">" time zone"</span>
            </ZoneButton>
            <Show when=move || second.with(Option::is_some)>
                <button type="button" class="quiet-button" on:click=move |_| visitor.choose_second_zone(None)>
                    "Remove the second"
                    <span class="visually-hidden">" time zone"</span>
                </button>
            </Show>
        </div>
    }
}
