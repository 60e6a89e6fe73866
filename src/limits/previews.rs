//! Link previews of the pages.

/// Characters of the description.
pub const MAX_DESCRIPTION_CHARS: usize = 200;
/// Bytes of a key in the address of a page. No key is longer, and looking for one costs its folding.
pub const MAX_KEY_BYTES: usize = 200;
