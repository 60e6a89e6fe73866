//! Ranks: where a record stands among its kind, as the documents list them.
//!
//! A rank only has to order, so records keep theirs when others come and go around them. Nothing but
//! the newcomer is written then, and a client in the middle of a list goes on where it was: its cursor
//! holds the rank of the last record it has seen.

/// Room between two records of a fresh list.
const GAP: i64 = 1 << 10;

/// The rank of each record of a list, given the rank that each had, None for a new one.
///
/// As many as possible keep theirs. Where there is no room left for newcomers, all ranks are new.
pub(super) fn settle(had: &[Option<i64>]) -> Vec<i64> {
    let kept = longest_rise(had);
    let mut ranks = Vec::with_capacity(had.len());
    for next in kept.iter().copied().map(Some).chain([None]) {
        let high = next.and_then(|place| had[place]);
        let low = ranks.last().copied();
        let count = next.unwrap_or(had.len()) - ranks.len();
        match between(low, high, i64::try_from(count).unwrap_or(i64::MAX)) {
            Some(newcomers) => ranks.extend(newcomers),
            None => return (0..).map(|place| place * GAP).take(had.len()).collect(),
        }
        ranks.extend(high);
    }
    ranks
}

/// `count` rising ranks between two others, as far apart as they can be; None without room.
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

/// Places of the longest run of records whose ranks rise already.
fn longest_rise(had: &[Option<i64>]) -> Vec<usize> {
    // For each length the place at which the run of that length ends lowest, and for each place the one
    // before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; had.len()];
    for (place, rank) in had.iter().enumerate().filter(|(_, rank)| rank.is_some()) {
        let length = ends.partition_point(|end| had[*end] < *rank);
        before[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut run: Vec<_> =
        std::iter::successors(ends.last().copied(), |place| before[*place]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fresh_list_has_room_and_newcomers_take_it() {
        assert_eq!(settle(&[None; 3]), [0, GAP, 2 * GAP]);
        assert_eq!(
            settle(&[None, Some(0), None, Some(GAP), None]),
            [-GAP, 0, GAP / 2, GAP, 2 * GAP]
        );
        assert!(settle(&[]).is_empty());
    }

    #[test]
    fn only_what_moved_gets_a_new_rank() {
        assert_eq!(settle(&[Some(0), Some(30), Some(10), Some(20)]), [0, 5, 10, 20]);
        assert_eq!(settle(&[Some(7), None, Some(8)]), [0, GAP, 2 * GAP], "no room between 7 and 8");
    }

    proptest! {
        #[test]
        fn ranks_always_rise(had in prop::collection::vec(prop::option::of(0..40_i64), 0..20)) {
            let ranks = settle(&had);
            prop_assert_eq!(ranks.len(), had.len());
            prop_assert!(ranks.is_sorted_by(|one, next| one < next), "{:?}", ranks);
        }

        #[test]
        fn who_stays_in_order_keeps_its_rank(new in prop::collection::vec(any::<bool>(), 0..50)) {
            let had: Vec<_> = (0..).zip(&new).map(|(n, new)| (!new).then_some(n * GAP)).collect();
            for (rank, had) in settle(&had).into_iter().zip(had) {
                prop_assert!(had.is_none_or(|had| had == rank));
            }
        }
    }
}
