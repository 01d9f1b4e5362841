//! `BYSETPOS` (RFC 5545 section 3.3.10), and the values of `BYHOUR`, `BYMINUTE` and `BYSECOND`.

use chrono::NaiveDateTime;

use crate::small_sort::sort;

/// The index of a `BYSETPOS` position in a set of `length` times.
fn index(position: i16, length: usize) -> Option<usize> {
    let nth = usize::from(position.unsigned_abs());
    let index = if position > 0 { nth.checked_sub(1) } else { length.checked_sub(nth) };
    index.filter(|index| *index < length)
}

/// The sorted indices that `BYSETPOS` selects from a set of `length` times.
fn indices(length: usize, positions: &[i16]) -> Vec<usize> {
    let mut indices: Vec<_> = positions.iter().filter_map(|position| index(*position, length)).collect();
    sort(&mut indices);
    indices.dedup();
    indices
}

/// The times that `BYSETPOS` selects from a sorted set.
pub(super) fn pick(set: &[NaiveDateTime], positions: &[i16]) -> Vec<NaiveDateTime> {
    indices(set.len(), positions).into_iter().filter_map(|index| set.get(index).copied()).collect()
}

/// The number of times that `BYSETPOS` selects from a set of `length` times.
pub(super) fn count_picked(length: usize, positions: &[i16]) -> usize {
    if positions.is_empty() {
        return length;
    }
    indices(length, positions).len()
}

/// The values of one unit of time: those of the rule, or that of its start.
pub(super) fn values(named: &[i16], start: u32) -> Vec<u32> {
    if named.is_empty() {
        return vec![start];
    }
    named.iter().filter_map(|value| u32::try_from(*value).ok()).collect()
}
