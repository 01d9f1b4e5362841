//! The order of the functions of a wasm. Brotli compresses similar code better if it is adjacent.

use std::collections::{BTreeSet, HashMap};

/// The length of the byte sequences by which functions are compared.
const SEQUENCE: usize = 3;

/// The indices of functions, each followed by the most similar one of those that are left, beginning with the
/// shortest one. Similar functions share many of their sequences of bytes.
pub(super) fn by_similarity(bodies: &[&[u8]]) -> Vec<usize> {
    let sequences: Vec<BTreeSet<_>> = bodies.iter().map(|body| body.windows(SEQUENCE).collect()).collect();
    let mut functions: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, own) in sequences.iter().enumerate() {
        for sequence in own {
            functions.entry(*sequence).or_default().push(index);
        }
    }
    let count = |index: usize| sequences.get(index).map_or(0, BTreeSet::len);
    let length = |index: usize| bodies.get(index).map_or(0, |body| body.len());
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let mut next = left.iter().copied().min_by_key(|index| length(*index));
    while let Some(current) = next {
        left.remove(&current);
        order.push(current);
        let mut shared = vec![0; bodies.len()];
        let those =
            sequences.get(current).into_iter().flatten().filter_map(|sequence| functions.get(sequence));
        for other in those.flatten() {
            if let Some(shared) = shared.get_mut(*other) {
                *shared += 1;
            }
        }
        // The share of common sequences, in millionths.
        let similarity = |other: usize| {
            let shared = shared.get(other).copied().unwrap_or_default();
            shared * 1_000_000 / (count(current) + count(other) - shared).max(1)
        };
        let distance = |other: usize| length(other).abs_diff(length(current));
        next = left.iter().copied().max_by_key(|other| {
            (similarity(*other), std::cmp::Reverse(distance(*other)), std::cmp::Reverse(*other))
        });
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_follows_the_most_similar_one() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345", b"abcdefxyz", b"1234567890", b"0123456789"];
        assert_eq!(by_similarity(&bodies), [1, 3, 4, 2, 0]);
        assert_eq!(by_similarity(&[]), [0; 0]);
    }
}
