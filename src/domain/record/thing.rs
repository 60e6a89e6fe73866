//! Things other than organizations: sources, people, programs and events.

use super::parts::{Citation, Name};
use crate::domain::{
    canonical_json::Object,
    date::{PartialDate, StatedDate},
    stage::Stage,
};

/// A document facts are taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Stable public key.
    pub slug: String,
    /// Title as the document has it.
    pub title: String,
    /// Slug of the organization that published it.
    pub publisher: String,
    /// Word of the vocabulary `SourceKind`.
    pub kind: String,
    /// Tag of BCP 47, such as `fr`.
    pub language: String,
    /// Earliest date at which it can have been written.
    pub earliest: PartialDate,
    /// Latest date at which it can have been written.
    pub latest: PartialDate,
    /// Why it is dated so.
    pub dating: String,
    /// When it was at hand.
    pub retrieved: Option<PartialDate>,
    /// Address, where it has one.
    pub url: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// Parts that were written at other times than the rest, within the dates of the whole.
    pub parts: Vec<SourcePart>,
}

/// A part of a source with dates of its own, such as the frame of a web page.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcePart {
    /// Identifies the part within its source.
    pub slug: String,
    /// What part it is.
    pub title: String,
    /// Earliest date at which it can have been written.
    pub earliest: PartialDate,
    /// Latest date at which it can have been written.
    pub latest: PartialDate,
    /// Why it is dated so.
    pub dating: String,
}

impl SourcePart {
    /// The members of its canonical encoding.
    fn members(&self) -> Object {
        Object::new()
            .text("slug", &self.slug)
            .text("title", &self.title)
            .text("earliest", &self.earliest.to_string())
            .text("latest", &self.latest.to_string())
            .text("dating", &self.dating)
    }
}

impl Source {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("slug", &self.slug)
            .text("title", &self.title)
            .text("publisher", &self.publisher)
            .text("kind", &self.kind)
            .text("language", &self.language)
            .text("earliest", &self.earliest.to_string())
            .text("latest", &self.latest.to_string())
            .text("dating", &self.dating)
            .optional_text("url", self.url.as_deref())
            .optional_text("note", self.note.as_deref())
            .objects("part", self.parts.iter().map(SourcePart::members));
        object.optional_date("retrieved", self.retrieved.map(StatedDate::from).as_ref())
    }
}

/// Someone a document names.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

impl Person {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        Object::new()
            .text("slug", &self.slug)
            .objects("names", self.names.iter().map(Name::members))
            .optional_text("description", self.description.as_deref())
            .optional_text("note", self.note.as_deref())
            .objects("cite", self.cite.iter().map(Citation::members))
    }
}

/// Work with a purpose and a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Word of the vocabulary `ProgramKind`.
    pub kind: String,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// When it starts.
    pub starts: Option<StatedDate>,
    /// When it ends.
    pub ends: Option<StatedDate>,
    /// Whether it exists, or is only planned.
    pub stage: Stage,
    /// Slug of the program it belongs to.
    pub part_of: Option<String>,
    /// Address on the web.
    pub website: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

impl Program {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("slug", &self.slug)
            .objects("names", self.names.iter().map(Name::members))
            .text("kind", &self.kind)
            .optional_text("description", self.description.as_deref())
            .optional_text("part_of", self.part_of.as_deref())
            .optional_text("website", self.website.as_deref())
            .optional_text("note", self.note.as_deref())
            .optional_text("stage", self.stage.encoded())
            .objects("cite", self.cite.iter().map(Citation::members));
        object
            .optional_date("starts", self.starts.as_ref())
            .optional_date("ends", self.ends.as_ref())
    }
}

/// Something that happened, was announced or is planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Word of the vocabulary `EventKind`.
    pub kind: String,
    /// Word of the vocabulary `EventStatus`.
    pub status: String,
    /// When, as far as known.
    pub date: Option<StatedDate>,
    /// Last date, where it lasted.
    pub until: Option<StatedDate>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// Word of the vocabulary `Basis`.
    pub basis: String,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

impl Event {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("slug", &self.slug)
            .objects("names", self.names.iter().map(Name::members))
            .text("kind", &self.kind)
            .text("status", &self.status)
            .optional_text("description", self.description.as_deref())
            .text("basis", &self.basis)
            .optional_text("note", self.note.as_deref())
            .objects("cite", self.cite.iter().map(Citation::members));
        object.optional_date("date", self.date.as_ref()).optional_date("until", self.until.as_ref())
    }
}
