//! Lists the zones that match the text in the zone dialog, and applies the chosen one.

use leptos::prelude::*;

use super::zone_dialog::{DIALOG, FINDER, Purpose, ZoneChooser};
use super::zone_list::ZoneOption;
use crate::browser::dialogs;
use crate::calendar::time::zone::Zone;
use crate::page::search::{Query, matching};
use crate::ui::finder::{FinderOption, Results, TimeThere};
use crate::ui::lazy_part::lazy_part;
use crate::ui::visitor::{Visitor, label};

lazy_part!(zone_search: fn(&ZoneChooser) -> Results = search);

fn search(chooser: &ZoneChooser) -> Results {
    let chooser = *chooser;
    let ZoneChooser { visitor, zone_list, is_open, finder, .. } = chooser;
    let options = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        zone_list.has_places();
        untrack(|| options(&chooser))
    });
    // At first, the current zone is the active option.
    Effect::new(move |was_listed: Option<bool>| {
        let is_listed = options.with(|options| !options.is_empty());
        if is_listed && was_listed != Some(true) && finder.words.with_untracked(Vec::is_empty) {
            let is_current = |option: &ZoneOption| is_current(&chooser, &option.zone);
            let current = options.with_untracked(|options| options.iter().position(is_current));
            finder.activate(FINDER, current.unwrap_or(0));
        }
        is_listed
    });
    let found = Memo::new(move |_| {
        finder.words.with(|words| {
            options.with(|options| matching(options, words).into_iter().cloned().collect::<Vec<_>>())
        })
    });
    let items = Memo::new(move |_| {
        let query = finder.words.with(|words| Query::new(words));
        let (now, words) = (visitor.minute.get(), visitor.words.get());
        let time = |zone: &Zone| TimeThere {
            words: words.time(zone.civil_at(now).time()),
            language: words.language(),
        };
        let item = |option: &ZoneOption| FinderOption {
            words: label(&option.zone),
            language: None,
            note: option.search_terms.matching_name(&query).map(ToOwned::to_owned),
            time: Some(time(&option.zone)),
            hint: option.offset.clone(),
            hint_language: None,
            icon: None,
            is_current: is_current(&chooser, &option.zone),
        };
        found.with(|found| found.iter().map(item).collect::<Vec<_>>())
    });
    let on_choose = move |index: usize| {
        if let Some(option) = found.with_untracked(|found| found.get(index).cloned()) {
            dialogs::close_modal(DIALOG);
            choose(&chooser, &option.zone);
        }
    };
    let is_incomplete = Memo::new(move |_| zone_list.is_fetching());
    Results { found: items, is_incomplete, choose: Callback::new(on_choose) }
}

fn options(chooser: &ZoneChooser) -> Vec<ZoneOption> {
    let mut options = chooser.zone_list.options();
    if chooser.purpose.get() == Purpose::Second {
        // The second zone must differ from the first.
        let shown = chooser.visitor.zone.get();
        options.retain(|option| option.zone != shown);
    }
    options
}

fn is_current(chooser: &ZoneChooser, zone: &Zone) -> bool {
    match chooser.purpose.get_untracked() {
        Purpose::Shown => chooser.visitor.zone.with_untracked(|shown| shown == zone),
        Purpose::Second => chooser.visitor.clocks.with_untracked(|clocks| clocks.second() == Some(zone)),
        Purpose::Awake => {
            chooser.visitor.own_zone.with_untracked(|own| own.as_ref() == Some(zone))
                || chooser.zone_list.is_usual(zone)
                || chooser.visitor.awake_zones.with_untracked(|zones| zones.contains(zone))
        }
    }
}

fn choose(chooser: &ZoneChooser, zone: &Zone) {
    if is_current(chooser, zone) {
        return;
    }
    match chooser.purpose.get_untracked() {
        Purpose::Shown => chooser.visitor.choose_zone(Some(zone)),
        Purpose::Second => chooser.visitor.choose_second_zone(Some(zone)),
        Purpose::Awake => {
            Visitor::remember_zone(zone);
            chooser.visitor.change_awake_zones(|zones| zones.push(zone.clone()));
            chooser.announcer.say(format!("{} is now in the list", label(zone)));
        }
    }
}
