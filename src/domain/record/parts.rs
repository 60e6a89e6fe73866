//! The parts that records of several types have: names, identifiers, citations, periods.

use crate::domain::{canonical_json::Object, date::StatedDate, stage::Stage};

/// Where a document says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Slug of the source.
    pub source: String,
    /// Slug of the part of the source, where the part has dates of its own.
    pub part: Option<String>,
    /// Heading and line.
    pub locator: String,
    /// Names of the fields it supports; empty means all of them.
    pub about: Vec<String>,
}

impl Citation {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        Object::new()
            .text("source", &self.source)
            .optional_text("part", self.part.as_deref())
            .text("at", &self.locator)
            .texts("about", self.about.iter().map(String::as_str))
    }
}

/// One of the names of a thing. The first of a list is the one to display.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name as written.
    pub value: String,
    /// Tag of BCP 47, where the name belongs to one language.
    pub language: Option<String>,
    /// Word of the vocabulary `NameKind`.
    pub kind: String,
    /// When it was in use.
    pub validity: Validity,
}

impl Name {
    /// A name that no document dates.
    #[must_use]
    pub fn new(
        value: impl Into<String>,
        language: Option<String>,
        kind: impl Into<String>,
    ) -> Self {
        let validity = Validity::default();
        Self { value: value.into(), language, kind: kind.into(), validity }
    }

    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("value", &self.value)
            .optional_text("language", self.language.as_deref())
            .text("kind", &self.kind);
        self.validity.add_to(object)
    }
}

/// A key under which another registry knows an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Identifier {
    /// Word of the vocabulary `IdentifierScheme`.
    pub scheme: String,
    /// The key as that registry writes it.
    pub value: String,
    /// Whether its source prefers it to others of the scheme.
    pub is_preferred: bool,
    /// When it was in use.
    pub validity: Validity,
}

impl Identifier {
    /// An identifier that no document dates.
    #[must_use]
    pub fn new(scheme: impl Into<String>, value: impl Into<String>) -> Self {
        let (scheme, value, validity) = (scheme.into(), value.into(), Validity::default());
        Self { scheme, value, is_preferred: false, validity }
    }

    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new().text("scheme", &self.scheme).text("value", &self.value);
        self.validity.add_to(object.flag("preferred", self.is_preferred))
    }
}

/// When a name or an identifier was in use, as far as documents say, and which documents have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validity {
    /// Since when.
    pub since: Option<StatedDate>,
    /// Until when.
    pub until: Option<StatedDate>,
    /// The documents that have it; empty for those of the record.
    pub cite: Vec<Citation>,
}

impl Validity {
    /// Adds its members to those of the name or identifier.
    fn add_to(&self, object: Object) -> Object {
        object
            .optional_date("since", self.since.as_ref())
            .optional_date("until", self.until.as_ref())
            .objects("cite", self.cite.iter().map(Citation::members))
    }
}

/// When a relation held, as its documents say; for a plan, when it is to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// When it began.
    pub since: Option<StatedDate>,
    /// When it ended.
    pub until: Option<StatedDate>,
    /// Known to be over although no day is known.
    pub ended: bool,
    /// Whether it is a fact or a plan.
    pub stage: Stage,
}

impl Period {
    /// Adds its members to those of the record.
    pub(super) fn add_to(&self, object: Object) -> Object {
        object
            .optional_date("since", self.since.as_ref())
            .optional_date("until", self.until.as_ref())
            .flag("ended", self.ended)
            .optional_text("stage", self.stage.encoded())
    }
}

/// What every relation carries beside its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Word of the vocabulary `Basis`.
    pub basis: String,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

impl Evidence {
    /// Adds its members to those of the record.
    pub(super) fn add_to(&self, object: Object) -> Object {
        object
            .text("basis", &self.basis)
            .optional_text("note", self.note.as_deref())
            .objects("cite", self.cite.iter().map(Citation::members))
    }
}
