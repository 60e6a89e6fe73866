//! Assigns the ranks that put the records of one type in the order of the seed.
//!
//! A rank only has to order, so records keep theirs when others are added or removed around them. Only the new records
//! are written then, and a client that pages through a list can go on: its cursor holds the rank of the last record it
//! has seen.

/// The distance between two ranks of a new list.
const GAP: i64 = 1 << 10;

/// The rank of each record of a list, given the rank that each had before; None for a new record.
///
/// As many records as possible keep their ranks. If there is no room for a new one, all ranks are new.
pub(super) fn assign_ranks(before: &[Option<i64>]) -> Vec<i64> {
    let kept = longest_increasing(before);
    let mut ranks = Vec::with_capacity(before.len());
    for next in kept.iter().copied().map(Some).chain([None]) {
        let high = next.and_then(|index| before[index]);
        let low = ranks.last().copied();
        let count = next.unwrap_or(before.len()) - ranks.len();
        match between(low, high, i64::try_from(count).unwrap_or(i64::MAX)) {
            Some(new) => ranks.extend(new),
            None => return (0..).map(|index| index * GAP).take(before.len()).collect(),
        }
        ranks.extend(high);
    }
    ranks
}

/// `count` increasing ranks between two others, as far apart as possible; None if there is no room.
fn between(low: Option<i64>, high: Option<i64>, count: i64) -> Option<impl Iterator<Item = i64>> {
    let (first, step) = match (low, high) {
        (None, None) => (0, GAP),
        (Some(low), None) => (low + GAP, GAP),
        (None, Some(high)) => (high - count * GAP, GAP),
        (Some(low), Some(high)) => {
            let step = (high - low) / (count + 1);
            (low + step, step)
        }
    };
    (step > 0 || count == 0).then(|| (0..count).map(move |place| first + place * step))
}

/// The indexes of the longest subsequence of records whose ranks increase already.
fn longest_increasing(ranks: &[Option<i64>]) -> Vec<usize> {
    // For each length, the index at which a subsequence of that length ends with the lowest rank; for each index, the
    // one before it in its subsequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; ranks.len()];
    for (index, rank) in ranks.iter().enumerate().filter(|(_, rank)| rank.is_some()) {
        let length = ends.partition_point(|end| ranks[*end] < *rank);
        previous[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let last = ends.last().copied();
    let mut longest: Vec<_> = std::iter::successors(last, |index| previous[*index]).collect();
    longest.reverse();
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn new_records_take_the_room_between_others() {
        assert_eq!(assign_ranks(&[None; 3]), [0, GAP, 2 * GAP]);
        assert_eq!(
            assign_ranks(&[None, Some(0), None, Some(GAP), None]),
            [-GAP, 0, GAP / 2, GAP, 2 * GAP]
        );
        assert!(assign_ranks(&[]).is_empty());
    }

    #[test]
    fn only_a_record_that_moved_gets_a_new_rank() {
        assert_eq!(assign_ranks(&[Some(0), Some(30), Some(10), Some(20)]), [0, 5, 10, 20]);
        assert_eq!(
            assign_ranks(&[Some(7), None, Some(8)]),
            [0, GAP, 2 * GAP],
            "no room between 7 and 8"
        );
    }

    proptest! {
        #[test]
        fn ranks_always_increase(before in prop::collection::vec(prop::option::of(0..40_i64), 0..20)) {
            let ranks = assign_ranks(&before);
            prop_assert_eq!(ranks.len(), before.len());
            prop_assert!(ranks.is_sorted_by(|one, next| one < next), "{:?}", ranks);
        }

        #[test]
        fn a_record_that_stays_in_order_keeps_its_rank(new in prop::collection::vec(any::<bool>(), 0..50)) {
            let before: Vec<_> = (0..).zip(&new).map(|(n, new)| (!new).then_some(n * GAP)).collect();
            for (rank, before) in assign_ranks(&before).into_iter().zip(before) {
                prop_assert!(before.is_none_or(|before| before == rank));
            }
        }
    }
}
