//! Finds the columns that a map names in the header of its table.

use csv::StringRecord;

use super::map::{RecordMap, Table};

/// Common delimiters of CSV files, with their names.
const DELIMITERS: [(char, &str); 4] =
    [(',', "commas"), (';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];

/// The columns that a table's map names, by their headers.
pub struct Columns {
    /// The header of the table.
    pub header: StringRecord,
    /// The index of each column that the map names.
    indexes: Vec<(String, usize)>,
}

impl Columns {
    /// Finds every column that the map names.
    ///
    /// # Errors
    /// When the header has no such column, or two.
    pub fn find(table: &Table, header: StringRecord) -> Result<Self, String> {
        let organizations = table.organizations.iter().map(|it| &it.record);
        let relations = table.organizations.iter().flat_map(|it| &it.relations);
        let titles = organizations.chain(&table.records).flat_map(RecordMap::columns);
        let titles = titles.chain(relations.filter_map(|it| it.column.as_ref()));
        let mut indexes: Vec<(String, usize)> = Vec::new();
        for title in titles {
            if indexes.iter().any(|(known, _)| known == title) {
                continue;
            }
            let mut found = (0..).zip(&header).filter(|(_, it)| it.trim() == title);
            match (found.next(), found.next()) {
                (Some((index, _)), None) => indexes.push((title.clone(), index)),
                (None, _) => return Err(missing_column(title, &header, table.delimiter.into())),
                _ => return Err(format!("there are two columns {title:?}; rename one of them")),
            }
        }
        Ok(Self { header, indexes })
    }

    /// Says which columns of the table the map does not name.
    #[must_use]
    pub fn unused(&self) -> Option<String> {
        let is_unused = |index: &usize| self.indexes.iter().all(|(_, used)| used != index);
        let titles = (0..self.header.len()).filter(is_unused);
        let titles: Vec<_> =
            titles.map(|index| format!("{:?}", self.header.get(index).unwrap_or(""))).collect();
        let noun = if titles.len() == 1 { "column" } else { "columns" };
        (!titles.is_empty()).then(|| {
            format!("{} {noun} that the map does not name: {}", titles.len(), titles.join(", "))
        })
    }

    /// The index of the column with this header.
    #[must_use]
    pub fn index(&self, title: &str) -> Option<usize> {
        self.indexes.iter().find(|(known, _)| known == title).map(|(_, index)| *index)
    }

    /// A broken rule, with the column that it concerns.
    #[must_use]
    pub fn problem(&self, index: usize, rule: &str) -> String {
        let title = self.header.get(index).unwrap_or("no header");
        format!("column {} ({title}): {rule}", index + 1)
    }
}

fn missing_column(title: &str, header: &StringRecord, delimiter: char) -> String {
    let other = DELIMITERS.iter().find(|(other, _)| {
        *other != delimiter && header.iter().any(|cell| cell.split(*other).any(|it| it == title))
    });
    match other {
        Some((_, name)) => format!(
            "there is no column {title:?}; the columns are separated by {name}: correct `delimiter` in the map"
        ),
        None => format!("there is no column {title:?}; correct the map, or its `delimiter`"),
    }
}
