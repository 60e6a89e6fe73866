//! The schema of a library, for tests of checks that need types and no data: its fields are never executed.

use crate::{
    graphql::engine::definition::{
        AbstractType, EnumType, EnumValue, FieldDefinition, FieldSource, InputObjectType,
        InputValue, ObjectType, RowAccess, SchemaDefinition, field, input,
    },
    store::sql::tables,
};

/// The object types that implement `Item`.
pub const ITEMS: [&str; 6] = ["Book", "Film", "Map", "Song", "Game", "Photo"];

/// The definition of the schema.
pub fn definition() -> SchemaDefinition {
    let mut objects = vec![query()];
    objects.extend(ITEMS.map(item));
    objects.extend([
        object("Part", vec![of("title", "String!"), of("whole", "Item!")]),
        object("Shelf", vec![of("floor", "Int!")]),
        object("BookConnection", vec![of("nodes", "[Book!]!"), of("totalCount", "Int!")]),
    ]);
    SchemaDefinition {
        doc: "A schema for tests.",
        objects,
        abstracts: vec![AbstractType {
            name: "Item",
            doc: "",
            fields: vec![("id", "ID!", ""), ("parts", "[Part!]!", "")],
            possible: &ITEMS,
        }],
        inputs: vec![
            input_object("BookKey", true, vec![input("isbn", "String", ""), input("id", "ID", "")]),
            input_object("BookFilter", false, vec![input("isbn", "StringFilter", "")]),
            input_object("StringFilter", false, vec![input("in", "[String!]", "")]),
            input_object("BookOrder", false, vec![input("field", "OrderField!", "")]),
        ],
        enums: vec![words("Format", "PAPER"), words("OrderField", "TITLE")],
        scalars: Vec::new(),
        orders: Vec::new(),
        inherited: None,
        rows: RowAccess { table_of: |_| None, id: tables::ID, has_id: &tables::HAS_ID },
    }
}

fn query() -> ObjectType {
    let books = vec![
        input("first", "Int", ""),
        input("filter", "BookFilter", ""),
        input("format", "Format", ""),
        input("orderBy", "BookOrder", ""),
    ];
    object(
        "Query",
        vec![
            of("book", "Book").with(vec![input("by", "BookKey!", "")]),
            of("books", "BookConnection!").with(books),
            of("items", "[Item]!").with(vec![input("ids", "[ID!]!", "")]),
        ],
    )
}

fn item(name: &str) -> ObjectType {
    let title = of("title", "String!");
    let title =
        if name == "Book" { title.with(vec![input("language", "String", "")]) } else { title };
    object(
        name,
        vec![
            of("id", "ID!"),
            title,
            of("isbn", "String!"),
            of("kind", &format!("{name}Kind!")),
            of("parts", "[Part!]!"),
            of("shelf", "Shelf"),
        ],
    )
}

fn of(name: &'static str, ty: &str) -> FieldDefinition {
    field(name, ty, FieldSource::SameRow, "")
}

fn object(name: &str, fields: Vec<FieldDefinition>) -> ObjectType {
    ObjectType { name: name.to_owned(), doc: String::new(), implements: &[], fields }
}

fn input_object(name: &'static str, one_of: bool, fields: Vec<InputValue>) -> InputObjectType {
    InputObjectType {
        name,
        doc: "",
        one_of,
        any_field: false,
        shorthand: None,
        fields,
        condition: None,
    }
}

fn words(name: &'static str, word: &'static str) -> EnumType {
    let values = vec![EnumValue { name: word, doc: "", deprecation: None }];
    EnumType { name, doc: "", values }
}
