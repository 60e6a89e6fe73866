//! What a table contains and what it leaves out, for its file name, its sheet "about" and its headers: the records
//! that its keys identify, its filters in words, and incomplete lists.

use serde_json::Value as Json;

use super::{error::TableError, options::TableOptions, rows::ResponseValue};
use crate::{
    domain::{date::Day, entity_type::EntityType},
    graphql::{
        Engine, Error, PreparedOperation, Request,
        tabular::{DeclaredVariable, IS_INCOMPLETE},
    },
    limits::search::MAX_RESULTS,
    store::Snapshot,
};

/// What a table is about and what it leaves out.
#[derive(Clone, Debug, Default)]
pub struct TableAbout {
    /// The records that its keys name.
    pub records: Vec<NamedRecord>,
    /// Its other variables, and the arguments in its URL.
    pub filters: Vec<Filter>,
    /// What was left out.
    pub omissions: Vec<Omission>,
    /// What is remarkable about its arguments: a key that was redirected to another record, a date that is ahead.
    pub warnings: Vec<String>,
}

/// A record that a key names.
#[derive(Clone, Debug)]
pub struct NamedRecord {
    /// The variable with the key.
    pub variable: String,
    /// The public key of the record.
    pub slug: String,
    /// Its display name.
    pub name: String,
}

/// A filter.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The variable or argument.
    pub name: String,
    /// Its value in words.
    pub value: String,
    /// Whether the value is clear without the name, as the values of enums are.
    pub is_self_explanatory: bool,
}

/// Something that was left out.
#[derive(Clone, Debug)]
pub struct Omission {
    /// In a sentence.
    pub sentence: String,
    /// For file names.
    pub file_name_part: String,
}

/// Looks up the records that the keys of a request identify.
pub(super) struct AboutSource {
    lookups: Vec<(String, PreparedOperation)>,
    filters: Vec<Filter>,
}

impl AboutSource {
    /// Reads the variables of a request and the options of its table.
    ///
    /// # Errors
    /// When a key is malformed.
    pub async fn new(
        engine: &Engine,
        request: &Request,
        declared: &[DeclaredVariable],
        options: &TableOptions,
    ) -> Result<Self, Vec<Error>> {
        let mut source = Self { lookups: Vec::new(), filters: Vec::new() };
        for variable in declared {
            let Some(value) = request.variables.get(&variable.name) else { continue };
            if value.is_null() {
                continue;
            }
            match lookup(variable) {
                Some(query) => {
                    let mut variables = serde_json::Map::new();
                    variables.insert("key".to_owned(), value.clone());
                    let request = Request { query: query.into(), variables, ..Request::default() };
                    let lookup = engine.prepare(&request).await?;
                    source.lookups.push((variable.name.clone(), lookup));
                }
                None => source.filters.push(Filter {
                    name: variable.name.clone(),
                    value: in_words(value),
                    is_self_explanatory: !variable.enum_values.is_empty(),
                }),
            }
        }
        source.filters.extend(arguments(options));
        Ok(source)
    }

    /// The records with their names, and the filters.
    ///
    /// # Errors
    /// [`TableError::Failed`] if a record cannot be read.
    pub fn read(
        &self,
        engine: &Engine,
        snapshot: &Snapshot<'_>,
        today: Day,
    ) -> Result<TableAbout, TableError> {
        let mut about = TableAbout { filters: self.filters.clone(), ..TableAbout::default() };
        for (variable, lookup) in &self.lookups {
            let response = engine.execute(lookup, snapshot, today);
            // A record that cannot be read is null, as one that does not exist. Of a key that is not valid, or that
            // identifies no single record, writing the table says what is wrong with it.
            if !response.causes.is_empty() {
                let cause = format!("the record of {variable} could not be read");
                return Err(TableError::Failed(vec![Error::internal(cause)]));
            }
            let response: Json = serde_json::from_str(&response.body).unwrap_or_default();
            let record = &response["data"]["record"];
            if let (Some(slug), Some(name)) = (record["slug"].as_str(), record["name"].as_str()) {
                let (slug, name) = (slug.to_owned(), name.to_owned());
                about.records.push(NamedRecord { variable: variable.clone(), slug, name });
            }
        }
        Ok(about)
    }
}

/// A document that reads the record of a key, if the variable has one.
fn lookup(variable: &DeclaredVariable) -> Option<String> {
    let ty = variable.ty.trim_end_matches('!').strip_suffix("Key")?;
    let field = EntityType::of_name(ty)?.name().to_lowercase();
    let name = if field == "source" { "name: title" } else { "name" };
    Some(format!("query ($key: {ty}Key!) {{ record: {field}(by: $key) {{ slug {name} }} }}"))
}

/// The arguments that the address of a table gives to its fields.
fn arguments(options: &TableOptions) -> Vec<Filter> {
    let arguments = &options.arguments;
    let word = |name: &str, value: &str| Filter {
        name: name.to_owned(),
        value: value.to_owned(),
        is_self_explanatory: true,
    };
    let mut filters = Vec::new();
    if let Some(certainty) = arguments.certainty {
        filters.push(word("certainty", certainty));
    }
    if arguments.history == Some(true) {
        filters.push(word("history", "all dates"));
    }
    if let Some(stages) = &arguments.stages {
        let words: Vec<_> = stages.iter().map(|stage| stage.word()).collect();
        filters.push(word("stages", &words.join(", ")));
    }
    if let Some(language) = &arguments.lang {
        filters.push(word("lang", language));
    }
    filters
}

fn in_words(value: &Json) -> String {
    match value {
        Json::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Omission {
    /// The document limits a list: `organizations (first: 20)`.
    pub(super) fn of_list(list: &str) -> Self {
        Self {
            sentence: format!("The list {list} is limited by the query"),
            file_name_part: "limited".to_owned(),
        }
    }

    /// A result of type `Network`, `Path` or `SearchConnection` is incomplete; None if it is complete.
    pub(super) fn of_result(ty: &str, result: &ResponseValue<'_>) -> Option<Self> {
        if result.get(IS_INCOMPLETE) != Some(&ResponseValue::Boolean(true)) {
            return None;
        }
        if ty == "Network" {
            return Some(Self::of_network(result));
        }
        let sentence = match ty {
            "Path" => "There are more paths of this length than the query asks for".to_owned(),
            _ => format!(
                "The search found more than {MAX_RESULTS}, and the table has {MAX_RESULTS} of them"
            ),
        };
        Some(Self { sentence, file_name_part: "limited".to_owned() })
    }

    /// A network has organizations beyond those shown.
    fn of_network(network: &ResponseValue<'_>) -> Self {
        let Some(ResponseValue::List(nodes)) = network.get("nodes") else {
            let sentence = "Some organizations within reach are left out".to_owned();
            return Self { sentence, file_name_part: "limited".to_owned() };
        };
        let shown = nodes.len();
        match network.get("totalCount") {
            Some(ResponseValue::Integer(total)) => Self {
                sentence: format!(
                    "The nearest {shown} of {total} organizations, and the affiliations between them"
                ),
                file_name_part: format!("first-{shown}-of-{total}"),
            },
            _ => Self {
                sentence: format!(
                    "The nearest {shown} organizations only, and the affiliations between them"
                ),
                file_name_part: format!("first-{shown}"),
            },
        }
    }
}
