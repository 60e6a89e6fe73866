//! The columns of the register, and the rows with their cells.

use std::collections::HashMap;

use csv::StringRecord;

/// Titles of columns.
pub mod column {
    pub const NUMBER: &str = "numero_national_de_structure";
    pub const NAME: &str = "libelle";
    pub const ACRONYM: &str = "sigle";
    pub const CREATED: &str = "annee_de_creation";
    pub const TYPE: &str = "code_de_type_de_structure";
    pub const WEBSITE: &str = "site_web";
    pub const ADDRESS: &str = "adresse";
    pub const POSTCODE: &str = "code_postal";
    pub const CITY: &str = "commune";
    pub const LABELS: &str = "label_numero";
    pub const INSTITUTIONS: &str = "tutelles";
    pub const INSTITUTION_ACRONYMS: &str = "sigles_des_tutelles";
    pub const INSTITUTION_NATURES: &str = "code_de_nature_de_tutelle";
    pub const UAI: &str = "uai_des_tutelles";
    pub const SIRET: &str = "siret_des_tutelles";
    pub const ROLES: &str = "code_de_type_de_tutelle";
    pub const CHILDREN: &str = "numero_de_structure_enfant";
    pub const PARENTS: &str = "numero_de_structure_parent";
    pub const PREDECESSORS: &str = "numero_de_structure_historique";
    pub const SUCCESSION_WORDS: &str = "type_de_succession";
    pub const SUCCESSIONS: &str = "code_de_type_de_succession";
    pub const SUCCESSION_YEARS: &str = "annee_d_effet_historique";
    pub const DOMAINS: &str = "code_domaine_scientifique";
    pub const DOMAIN_NAMES: &str = "domaine_scientifique";
    pub const PANELS: &str = "code_panel_erc";
    pub const PANEL_NAMES: &str = "panel_erc";
    pub const PAGE: &str = "fiche_rnsr";
}

/// The columns that the import reads.
const READ: [&str; 27] = [
    column::NUMBER,
    column::NAME,
    column::ACRONYM,
    column::CREATED,
    column::TYPE,
    column::WEBSITE,
    column::ADDRESS,
    column::POSTCODE,
    column::CITY,
    column::LABELS,
    column::INSTITUTIONS,
    column::INSTITUTION_ACRONYMS,
    column::INSTITUTION_NATURES,
    column::UAI,
    column::SIRET,
    column::ROLES,
    column::CHILDREN,
    column::PARENTS,
    column::PREDECESSORS,
    column::SUCCESSION_WORDS,
    column::SUCCESSIONS,
    column::SUCCESSION_YEARS,
    column::DOMAINS,
    column::DOMAIN_NAMES,
    column::PANELS,
    column::PANEL_NAMES,
    column::PAGE,
];

/// Columns with the words for a code in another column.
const WORDS_OF_CODES: [&str; 4] =
    ["type_de_structure", "code_de_niveau_de_structure", "nature_de_tutelle", "type_de_tutelle"];

/// Where the columns stand.
pub struct Columns {
    indexes: HashMap<&'static str, usize>,
    count: usize,
    /// Columns of the file that are not imported.
    pub unknown: Vec<String>,
}

impl Columns {
    /// Finds the columns by the titles in the header.
    ///
    /// # Errors
    /// When one of them is missing, or stands there twice.
    pub fn find(header: &StringRecord) -> Result<Self, String> {
        let mut indexes = HashMap::new();
        for title in READ {
            let mut found = (0..).zip(header).filter(|(_, cell)| cell.trim() == title);
            let index = found.next().map(|(index, _)| index);
            if found.next().is_some() {
                return Err(format!("there are two columns {title:?}; rename one of them"));
            }
            let index = index.ok_or_else(|| {
                format!(
                    "there is no column {title}; import the file fr-esr-structures-recherche-publiques-actives.csv \
                     with its header, with semicolons between the columns"
                )
            })?;
            indexes.insert(title, index);
        }
        let is_unknown = |title: &&str| !READ.contains(title) && !WORDS_OF_CODES.contains(title);
        let unknown = header.iter().map(str::trim).filter(is_unknown).map(str::to_owned).collect();
        Ok(Self { indexes, count: header.len(), unknown })
    }
}

/// A row of the register.
pub struct Row<'r> {
    cells: &'r StringRecord,
    columns: &'r Columns,
}

impl<'r> Row<'r> {
    /// A row with these cells.
    ///
    /// # Errors
    /// When it does not have as many cells as the header.
    pub fn new(cells: &'r StringRecord, columns: &'r Columns) -> Result<Self, String> {
        if cells.len() == columns.count {
            return Ok(Self { cells, columns });
        }
        Err(format!("{} cells, but the header has {} columns", cells.len(), columns.count))
    }

    /// The text of a cell; None if it is blank.
    pub fn cell(&self, title: &str) -> Option<&'r str> {
        let cell = self.cells.get(*self.columns.indexes.get(title)?)?;
        Some(cell.trim()).filter(|text| !text.is_empty())
    }

    /// The values of a cell, of which some can be blank.
    pub fn list(&self, title: &str) -> Vec<&'r str> {
        self.cell(title).map(|cell| cell.split(';').map(str::trim).collect()).unwrap_or_default()
    }

    /// The values of a cell that stand beside `count` values of another one. A blank cell has none of them.
    ///
    /// # Errors
    /// When the cell has another number of values, so that it is not clear which belongs to which.
    pub fn list_beside(&self, title: &str, count: usize) -> Result<Vec<Option<&'r str>>, String> {
        let values = self.list(title);
        if values.is_empty() {
            return Ok(vec![None; count]);
        }
        if values.len() != count {
            return Err(format!("{title} has {} values beside {count}; left out", values.len()));
        }
        Ok(values.into_iter().map(|value| Some(value).filter(|it| !it.is_empty())).collect())
    }

    /// As [`Row::list_beside`]; a list that does not fit is reported and left out.
    pub fn fitting_list(
        &self,
        title: &str,
        count: usize,
        omit: &mut dyn FnMut(String),
    ) -> Vec<Option<&'r str>> {
        self.list_beside(title, count).unwrap_or_else(|reason| {
            omit(reason);
            vec![None; count]
        })
    }

    /// Where the register shows the structure, for citations.
    pub fn page(&self, number: &str) -> String {
        self.cell(column::PAGE).unwrap_or(number).to_owned()
    }
}
