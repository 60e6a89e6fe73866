//! Link previews of the pages.

/// Characters of the description.
pub const MAX_DESCRIPTION_CHARS: usize = 200;
