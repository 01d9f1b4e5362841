//! The zones that times are shown in, with buttons to change them.

use leptos::prelude::*;

use super::zone_dialog::{Purpose, ZoneButton, ZoneChooser};
use crate::calendar::time::zone::Zone;
use crate::ui::icon::icon;
use crate::ui::static_element::{changing_words, element};
use crate::ui::visitor::{Visitor, ZONE_BUTTON, label};

/// The zones that times are shown in, with buttons to change them and to return to the visitor's own.
#[component]
pub fn ZonePicker(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// What opens the zone dialog.
    chooser: ZoneChooser,
) -> impl IntoView {
    let offset = move |zone: &Zone| {
        let (name, offset) = (label(zone), zone.offset_at(visitor.minute.get()).label());
        // Avoids «UTC (UTC)».
        Some(offset).filter(|offset| *offset != name).map(|offset| format!("({offset})"))
    };
    let second = Memo::new(move |_| visitor.clocks.with(|clocks| clocks.second().cloned()));
    let second_text = move || {
        second.get().map(|zone| {
            let name = element("strong").attr("translate", "no").child(label(&zone));
            let offset = element("bdi").attr("translate", "no").child(offset(&zone));
            element("span").class("zone-picker-second").child(" and in ").child(name).child(" ").child(offset)
        })
    };
    let is_own =
        move || visitor.own_zone.with(|own| own.as_ref().is_none_or(|own| visitor.zone.with(|it| it == own)));
    let own_label = move || visitor.own_zone.with(|own| own.as_ref().map(label));
    view! {
        <div class="zone-picker">
            <p class="zone-picker-shown">
                {icon("globe")}
                <span>"Times in " <strong translate="no">{move || changing_words(visitor.zone.with(label))}</strong> " " <bdi translate="no">{move || visitor.zone.with(offset).map(changing_words)}</bdi> {second_text}</span>
            </p>
            <div class="zone-picker-ways" data-needs-script>
                <ZoneButton chooser purpose=Purpose::Shown id=ZONE_BUTTON>"Change time zone"</ZoneButton>
                <Show when=move || !is_own()>
                    <button type="button" class="quiet-button" on:click=move |_| visitor.choose_zone(None)>
                        "Back to mine: "
                        {move || own_label().map(changing_words)}
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
        </div>
    }
}
