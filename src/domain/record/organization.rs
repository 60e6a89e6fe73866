//! Organizations, and the fields that an organization has at most once.

use super::{
    parts::{Citation, Identifier, Name},
    place::Place,
};
use crate::domain::{canonical_json::Object, date::StatedDate, stage::Stage};

/// Anything that acts as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Words of the vocabulary `OrganizationKind`, at least one.
    pub kinds: Vec<String>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// When it came into being.
    pub founded: Option<StatedDate>,
    /// When it ceased to be.
    pub dissolved: Option<StatedDate>,
    /// Address on the web.
    pub website: Option<String>,
    /// As printed, in international form where the document has it.
    pub telephone: Option<String>,
    /// Where it is.
    pub place: Place,
    /// Where it is besides.
    pub further_places: Vec<Place>,
    /// Pages about it, and its websites besides `website`.
    pub links: Vec<Link>,
    /// Its internet domains.
    pub domains: Vec<String>,
    /// Keys in other registries.
    pub identifiers: Vec<Identifier>,
    /// Whether it exists, or is only planned.
    pub stage: Stage,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

impl Organization {
    /// The members of its canonical encoding.
    pub(in crate::domain) fn members(&self) -> Object {
        let mut object = Object::new()
            .text("slug", &self.slug)
            .objects("names", self.names.iter().map(Name::members))
            .texts("kinds", self.kinds.iter().map(String::as_str))
            .optional_text("description", self.description.as_deref())
            .optional_text("note", self.note.as_deref())
            .optional_text("stage", self.stage.encoded())
            .objects("cite", self.cite.iter().map(Citation::members));
        for field in ORGANIZATION_FIELDS.iter().filter(|field| field.group.is_none()) {
            object = object.optional_text(field.name, field.get(self).as_deref());
        }
        let link = |it: &Link| Object::new().text("kind", &it.kind).text("url", &it.url);
        object
            .object("place", self.place.members())
            .objects("further_places", self.further_places.iter().map(Place::members))
            .objects("links", self.links.iter().map(link))
            .texts("domains", self.domains.iter().map(String::as_str))
            .objects("identifiers", self.identifiers.iter().map(Identifier::members))
    }
}

/// A page about an organization, or one of its websites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Word of the vocabulary `LinkKind`.
    pub kind: String,
    /// Its address on the web.
    pub url: String,
}

impl Organization {
    /// An organization of which only the slug is known. Importers fill in what their records say.
    #[must_use]
    pub fn new(slug: String) -> Self {
        Self { slug, ..Self::default() }
    }

    /// The name to display; empty if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| &name.value)
    }
}

/// A field of which an organization shows one value, although several origins may state one each.
///
/// The reader of the seed, the encoding of records, the tables `organization` and `contribution` and the list of
/// alternative values follow [`ORGANIZATION_FIELDS`].
#[derive(Clone, Copy, Debug)]
pub struct OrganizationField {
    /// Its key in the seed and its column in the tables `organization` and `contribution`.
    pub name: &'static str,
    /// Its name in the schema.
    pub public_name: &'static str,
    /// The table of the seed's record that holds the key; None for the record itself.
    pub group: Option<&'static str>,
    /// What a valid value is.
    pub form: Form,
    /// What it says, for curators.
    pub doc: &'static str,
    /// How it is read and written.
    pub access: Access,
}

/// What a valid value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text that is not blank.
    Text,
    /// A date as a source states it.
    Date,
    /// An address on the web.
    Url,
    /// An ISO 3166-1 alpha-2 code.
    Country,
}

/// How a field of an organization is read and written.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// A text.
    Text(fn(&Organization) -> &Option<String>, fn(&mut Organization) -> &mut Option<String>),
    /// A date.
    Date(
        fn(&Organization) -> &Option<StatedDate>,
        fn(&mut Organization) -> &mut Option<StatedDate>,
    ),
}

impl OrganizationField {
    /// The value as text, as the database and the encoding have it.
    #[must_use]
    pub fn get(&self, organization: &Organization) -> Option<String> {
        match self.access {
            Access::Text(get, _) => get(organization).clone(),
            Access::Date(get, _) => get(organization).as_ref().map(StatedDate::to_string),
        }
    }

    /// The key that a citation names when it supports the field: that of the group, if it is in one.
    #[must_use]
    pub fn cited_as(&self) -> &'static str {
        self.group.unwrap_or(self.name)
    }

    const fn of_place(self) -> Self {
        Self { group: Some("place"), ..self }
    }

    /// How many values of [`ORGANIZATION_FIELDS`] an organization has.
    pub const COUNT: usize = ORGANIZATION_FIELDS.len();
}

const fn text(
    name: &'static str,
    doc: &'static str,
    get: fn(&Organization) -> &Option<String>,
    get_mut: fn(&mut Organization) -> &mut Option<String>,
) -> OrganizationField {
    let access = Access::Text(get, get_mut);
    OrganizationField { name, public_name: name, group: None, form: Form::Text, doc, access }
}

const fn date(
    name: &'static str,
    public_name: &'static str,
    doc: &'static str,
    get: fn(&Organization) -> &Option<StatedDate>,
    get_mut: fn(&mut Organization) -> &mut Option<StatedDate>,
) -> OrganizationField {
    let access = Access::Date(get, get_mut);
    OrganizationField { name, public_name, group: None, form: Form::Date, doc, access }
}

/// Every such field, in the order in which alternative values are listed. A new field goes to the end.
pub const ORGANIZATION_FIELDS: [OrganizationField; 9] = [
    date("founded", "foundedOn", "When it was founded.", |it| &it.founded, |it| &mut it.founded),
    date(
        "dissolved",
        "dissolvedOn",
        "When it ceased to exist.",
        |it| &it.dissolved,
        |it| &mut it.dissolved,
    ),
    OrganizationField {
        form: Form::Url,
        ..text("website", "Web address.", |it| &it.website, |it| &mut it.website)
    },
    text(
        "telephone",
        "Telephone number as the document prints it, preferably in international form.",
        |it| &it.telephone,
        |it| &mut it.telephone,
    ),
    text(
        "address",
        "Street and number, or a post box.",
        |it| &it.place.address,
        |it| &mut it.place.address,
    )
    .of_place(),
    text("postcode", "Postal code.", |it| &it.place.postcode, |it| &mut it.place.postcode)
        .of_place(),
    text("city", "City.", |it| &it.place.city, |it| &mut it.place.city).of_place(),
    text("region", "Region.", |it| &it.place.region, |it| &mut it.place.region).of_place(),
    OrganizationField {
        form: Form::Country,
        ..text(
            "country",
            "ISO 3166-1 alpha-2 code of the country.",
            |it| &it.place.country,
            |it| &mut it.place.country,
        )
        .of_place()
    },
];
