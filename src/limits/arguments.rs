//! Arguments of fields.

/// Conditions of all filters of one operation.
pub const MAX_FILTER_CONDITIONS: u64 = 200;
/// Conditions on relations within each other, as in `members: { some: { partners: { some: {} } } }`.
pub const MAX_FILTER_RELATIONS: usize = 2;
/// Characters of a text to search for. No name is that long, and each word costs a walk of the index.
pub const MAX_TEXT_CHARS: usize = 1_000;
/// Global ids in the argument `ids` of `nodes`.
pub const MAX_IDS: usize = 100;
/// Organizations in the argument `of` of `commonAffiliates`.
pub const MAX_COMMON_AFFILIATES: usize = 20;
/// Kilometres around a point, in the filter `near`. Half the circumference of the Earth is 20,015 km.
pub const MAX_DISTANCE_KM: u32 = 20_000;
/// Keys in the argument `by` of `groups`.
pub const MAX_GROUP_KEYS: usize = 3;
/// Objects in the JSON of a request. Each takes 600 bytes of memory, even if it has only one member.
pub const MAX_JSON_OBJECTS: usize = 5_000;
