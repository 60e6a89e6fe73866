//! In which order a search lists what it has found: by score, and by how well known a thing is.

/// An organization with this many affiliations is as well known as can be.
const MAX_PROMINENCE: f64 = 300.0;
/// How much being recorded by a curator adds to the prominence of a thing, which goes from 0 to 1.
const CURATED_PROMINENCE: f64 = 0.5;

/// The score of a match, raised by the prominence of what it names: of two that match about as well, most
/// people mean the better known one. Prominence halves at most what the score lacks of 1.
pub(super) fn raise_score(score: f64, affiliations: usize, is_curated: bool) -> f64 {
    let affiliations = f64::from(u32::try_from(affiliations).unwrap_or(u32::MAX));
    let connected = affiliations.ln_1p() / MAX_PROMINENCE.ln_1p();
    let prominence = (connected + if is_curated { CURATED_PROMINENCE } else { 0.0 }).min(1.0);
    rounded(score + (1.0 - score) * 0.5 * prominence)
}

/// A score as it is compared and shown: with three decimal places.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 1_000.0).round() / 1_000.0
}

/// Orders matches of the same score: curated ones first, then those with more affiliations, then by their
/// place in the registry. One number, so that a cursor can hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TieBreak(i64);

impl TieBreak {
    /// The lowest bits hold the place in the registry: `node.place`.
    const PLACE_BITS: u32 = crate::domain::rank::POSITION_BITS;
    /// The next 17 bits hold how many affiliations are lacking to this many.
    const MAX_AFFILIATIONS: i64 = (1 << 17) - 1;
    /// The highest bit is set unless a curator has recorded the thing.
    const NOT_CURATED: i64 = 1 << 62;

    /// The tie break of the thing at `place` in the registry.
    pub(super) fn new(place: i64, affiliations: usize, is_curated: bool) -> Self {
        let affiliations = i64::try_from(affiliations).unwrap_or(i64::MAX);
        let lacking = Self::MAX_AFFILIATIONS - affiliations.min(Self::MAX_AFFILIATIONS);
        let curation = if is_curated { 0 } else { Self::NOT_CURATED };
        Self(curation + (lacking << Self::PLACE_BITS) + place)
    }

    /// The number to compare and to store.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prominence_raises_a_score_by_half_of_what_it_lacks_at_most() {
        assert!((raise_score(0.6, 0, false) - 0.6).abs() < 0.001);
        assert!((raise_score(0.6, 10_000, true) - 0.8).abs() < 0.001);
        assert!(raise_score(0.6, 5, false) < raise_score(0.6, 5, true));
    }

    #[test]
    fn curation_comes_before_affiliations_and_affiliations_before_the_place() {
        let order = [
            TieBreak::new(9, 200_000, true),
            TieBreak::new(3, 2, true),
            TieBreak::new(1, 1, true),
            TieBreak::new(2, 1, true),
            TieBreak::new(1, 7, false),
        ];
        assert!(order.is_sorted(), "{order:?}");
    }
}
