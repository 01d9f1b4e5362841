//! A sort that is compiled only once. The standard library's sort is compiled for each type, and every
//! visitor would download about three kilobytes for each.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts by a key, which is computed once per item; items with the same key keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let compare = &mut |one, other| keys.get(one).cmp(&keys.get(other));
    let Some(order) = order(keys.len(), compare) else { return };
    let mut slots: Vec<_> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|index| slots.get_mut(index)?.take()));
}

/// Sorts a list of `Copy` items.
pub fn sort<T: Copy + Ord>(items: &mut Vec<T>) {
    sort_by_key(items, |item| *item);
}

/// A set of these items. It inserts them one by one, because `collect` would compile another sort.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// The indices of `length` items in sorted order; `None` if they are sorted already.
fn order(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    if (1..length).all(|index| compare(index - 1, index).is_le()) {
        return None;
    }
    let mut order: Vec<_> = (0..length).collect();
    order.sort_by(|one, other| compare(*one, *other));
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_with_the_same_key_keep_their_order() {
        let mut words = vec!["bb", "a", "cc", "b", "", "aa"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["", "a", "b", "bb", "cc", "aa"]);
        let mut none: Vec<String> = Vec::new();
        sort_by_key(&mut none, String::len);
        assert!(none.is_empty());
    }
}
