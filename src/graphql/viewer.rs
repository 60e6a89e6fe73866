//! Who sends a request, as far as the response depends on it.

/// Who sends a request. Whatever keeps responses must distinguish them by their viewer, so that nobody receives what
/// only others may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Anyone. All data of the registry is public.
    #[default]
    Public,
}
