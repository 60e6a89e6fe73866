//! Where the value of a field comes from: columns, words for their texts, a constant.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where the value of a field comes from, as the map has it.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "a field is the header of a column, a list of headers, or a table such as { value = \"PROJECT\" } or { column = \"role\", values = { coordinator = \"COORDINATOR\" } }"
)]
pub enum FieldInput {
    /// The header of a column.
    Column(String),
    /// Headers of columns whose texts are joined by spaces.
    Columns(Vec<String>),
    /// All else.
    Table(Box<FieldTable>),
}

/// A field with more than columns.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldTable {
    column: Option<String>,
    #[serde(default)]
    columns: Vec<String>,
    format: Option<String>,
    value: Option<Constant>,
    slug: Option<String>,
    #[serde(default)]
    slugs: bool,
    #[serde(default)]
    values: BTreeMap<String, String>,
    other: Option<String>,
    #[serde(default)]
    keep_others: bool,
    default: Option<String>,
    #[serde(default)]
    placeholders: Vec<String>,
    decimal: Option<String>,
    date: Option<String>,
}

/// A constant.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Constant {
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
}

/// Where the value of a field comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldMap {
    /// Headers of columns, whose texts are joined by spaces.
    pub columns: Vec<String>,
    /// The text in which the texts of the columns stand for each `{}`; empty if they are joined by spaces.
    pub format: String,
    /// What stands for a text of the columns. An empty text: no value.
    pub values: BTreeMap<String, String>,
    /// What stands for a text that is not in `values`.
    pub other: Option<String>,
    /// Whether a text that is not in `values` stands for itself.
    pub keep_others: bool,
    /// The value if the columns are blank, or if there are none.
    pub default: Option<String>,
    /// Texts that mean that there is no value.
    pub placeholders: Vec<String>,
    /// Whether `default` or the columns hold slugs of records of the database, not keys of rows.
    pub is_slug: bool,
    /// The characters that can stand before the decimals of a number: `.`, `,` or both.
    pub decimal: String,
    /// The form of dates, such as `DD/MM/YYYY`; empty for ISO 8601 and EDTF.
    pub date: String,
}

/// The forms of dates besides ISO 8601 and EDTF.
pub const DATE_FORMS: [&str; 7] =
    ["DD/MM/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "MM/DD/YYYY", "YYYY/MM/DD", "YYYYMMDD", "MM/YYYY"];

impl FieldMap {
    /// The field that a column has.
    #[must_use]
    pub fn column(title: &str) -> Self {
        Self { columns: vec![title.to_owned()], ..Self::default() }
    }

    /// The field as the map has it.
    ///
    /// # Errors
    /// When its parts contradict each other.
    pub fn new(input: FieldInput) -> Result<Self, String> {
        match input {
            FieldInput::Column(title) => Ok(Self::column(&title)),
            FieldInput::Columns(columns) if columns.is_empty() => {
                Err("the list of columns is empty".to_owned())
            }
            FieldInput::Columns(columns) => Ok(Self { columns, ..Self::default() }),
            FieldInput::Table(table) => Self::of_table(*table),
        }
    }

    fn of_table(table: FieldTable) -> Result<Self, String> {
        let FieldTable { column, columns, value, slug, slugs, values, other, default, .. } = table;
        if column.is_some() && !columns.is_empty() {
            return Err("`column` and `columns` exclude each other".to_owned());
        }
        let columns: Vec<_> = column.into_iter().chain(columns).collect();
        let constants = [value.is_some(), slug.is_some(), !columns.is_empty()];
        if constants.into_iter().filter(|it| *it).count() != 1 {
            return Err("a field needs either `column`, `columns`, `value` or `slug`".to_owned());
        }
        let needs_column = [
            ("format", table.format.is_some()),
            ("values", !values.is_empty()),
            ("other", other.is_some()),
            ("keep_others", table.keep_others),
            ("default", default.is_some()),
            ("placeholders", !table.placeholders.is_empty()),
            ("slugs", slugs),
        ];
        let unused = needs_column.iter().find(|(_, is_given)| *is_given && columns.is_empty());
        if let Some((name, _)) = unused {
            return Err(format!("`{name}` needs a `column`"));
        }
        if values.is_empty() && (other.is_some() || table.keep_others) {
            return Err("`other` and `keep_others` need `values`".to_owned());
        }
        if other.is_some() && table.keep_others {
            return Err("`other` and `keep_others` exclude each other".to_owned());
        }
        let format = table.format.unwrap_or_default();
        if !format.is_empty() && format.matches("{}").count() != columns.len() {
            return Err(format!("format: {format:?}; write one {{}} for each column"));
        }
        let decimal = table.decimal.unwrap_or_else(|| ".".to_owned());
        if ![".", ",", ".,"].contains(&decimal.as_str()) {
            return Err(format!("decimal: {decimal:?}; use \".\", \",\", or \".,\" for both"));
        }
        let date = table.date.unwrap_or_default();
        if !date.is_empty() && !DATE_FORMS.contains(&date.as_str()) {
            return Err(format!("date: {date:?}; use one of {}", DATE_FORMS.join(", ")));
        }
        let is_slug = slugs || slug.is_some();
        Ok(Self {
            columns,
            format,
            values,
            other,
            keep_others: table.keep_others,
            default: value.map(Constant::text).or(slug).or(default),
            placeholders: table.placeholders,
            is_slug,
            decimal,
            date,
        })
    }

    /// The texts that the map itself gives: constants, defaults and words for texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let words = self.values.values().chain(&self.other).chain(&self.default);
        words.map(String::as_str).filter(|text| !text.is_empty())
    }
}

impl Constant {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Integer(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}
