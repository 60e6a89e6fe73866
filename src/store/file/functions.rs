//! The functions that the program adds to SQL. Statements use them; the schema of a file cannot.

use rusqlite::{Connection, functions::FunctionFlags, types::ValueRef};

use crate::{
    domain::{
        date::{PartialDate, Span, StatedDate},
        text::fold,
        vocabulary,
    },
    store::error::Error,
};

/// Adds the functions to a connection. They return NULL for NULL.
///
/// - `fold(text)`: the text as it is compared.
/// - `is_partial_date(date)`: whether an EDTF text is a date known to the year, the month or the day.
/// - `date_order(date)`: the number that sorts the date; see [`StatedDate::order`].
/// - `date_first(date)` and `date_end(date)`: the first day that the date can mean, and the day after the last; see [`Span`].
/// - `date_year(date)`: the year that it is certainly in, such as `2018`; NULL if several are possible.
/// - `date_decade(date)`: the decade that it is certainly in, such as `2010s`.
/// - `dates_agree(one, other)`: whether a day is within both dates.
/// - `word_label(vocabulary, word, language)`: the label of a word; see [`vocabulary::label`]. The word if it has none. NULL as
///   the language stands for English.
pub(super) fn add_functions(connection: &Connection) -> Result<(), Error> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("fold", 1, flags, |arguments| {
        Ok(arguments.get_raw(0).as_str_or_null()?.map(fold))
    })?;
    connection.create_scalar_function("is_partial_date", 1, flags, |arguments| {
        let text = arguments.get_raw(0).as_str_or_null()?;
        Ok(text.map(|text| text.parse::<PartialDate>().is_ok()))
    })?;
    connection.create_scalar_function("date_order", 1, flags, |arguments| {
        Ok(date(arguments.get_raw(0))?.as_ref().map(StatedDate::order))
    })?;
    connection.create_scalar_function("date_first", 1, flags, |arguments| {
        Ok(span(arguments.get_raw(0))?.map(|span| span.first))
    })?;
    connection.create_scalar_function("date_end", 1, flags, |arguments| {
        Ok(span(arguments.get_raw(0))?.map(|span| span.end))
    })?;
    connection.create_scalar_function("date_year", 1, flags, |arguments| {
        let year = span(arguments.get_raw(0))?.and_then(Span::year);
        Ok(year.map(|year| format!("{year:04}")))
    })?;
    connection.create_scalar_function("date_decade", 1, flags, |arguments| {
        let decade = span(arguments.get_raw(0))?.and_then(Span::decade);
        Ok(decade.map(|decade| format!("{decade:04}s")))
    })?;
    connection.create_scalar_function("dates_agree", 2, flags, |arguments| {
        let (one, other) = (date(arguments.get_raw(0))?, date(arguments.get_raw(1))?);
        Ok(one.zip(other).map(|(one, other)| one.agrees_with(&other)))
    })?;
    connection.create_scalar_function("word_label", 3, flags, |arguments| {
        let vocabulary = arguments.get_raw(0).as_str()?;
        let word = arguments.get_raw(1).as_str_or_null()?;
        let language = arguments.get_raw(2).as_str_or_null()?;
        let label = |word| vocabulary::label(vocabulary, word, language).unwrap_or(word);
        Ok(word.map(|word| label(word).to_owned()))
    })?;
    Ok(())
}

/// The days that a date can mean; None for NULL and for a text that is no date.
fn span(value: ValueRef<'_>) -> rusqlite::Result<Option<Span>> {
    Ok(date(value)?.as_ref().map(StatedDate::span))
}

/// A date; None for NULL and for a text that is no date.
fn date(value: ValueRef<'_>) -> rusqlite::Result<Option<StatedDate>> {
    Ok(value.as_str_or_null()?.and_then(|text| text.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_by_the_days_that_they_can_mean() {
        let connection = Connection::open_in_memory().unwrap();
        add_functions(&connection).unwrap();
        let value = |sql: &str| -> Option<i64> {
            connection.query_row(&format!("SELECT {sql}"), [], |row| row.get(0)).unwrap()
        };
        for (sql, expected) in [
            ("dates_agree('2020', '2020-01-01')", Some(1)),
            ("dates_agree('[..2020]', '2019')", Some(1)),
            ("dates_agree('2020', '2021-01-01')", Some(0)),
            ("dates_agree('2020', NULL)", None),
            ("date_first('1970-01-02')", Some(1)),
            ("date_end('[..1970]')", Some(365)),
            ("date_order('2020') < date_order('2020-01')", Some(1)),
            ("date_order('[2020..]') < date_order('2020')", Some(1)),
            ("date_year('2018-03') = '2018'", Some(1)),
            ("date_year('[2018-01..2018-12]') = '2018'", Some(1)),
            ("date_year('[2018..2019]')", None),
            ("date_year('[..2019]')", None),
            ("date_decade('[2018..2019]') = '2010s'", Some(1)),
            ("date_decade('201X') = '2010s'", Some(1)),
            ("date_decade('[2019..2020]')", None),
            ("dates_agree('[2018,2020]', '2019')", Some(0)),
            ("dates_agree('2018?', '2020')", Some(1)),
            ("date_order('2020~') = date_order('2020')", Some(1)),
            ("date_year('2018~')", None),
            ("date_decade('2018-33') = '2010s'", Some(1)),
            ("is_partial_date('2018-12')", Some(1)),
            ("is_partial_date('2018-33')", Some(0)),
            ("is_partial_date('2018?')", Some(0)),
            ("is_partial_date('[2018]')", Some(0)),
            ("is_partial_date(NULL)", None),
            ("date_order(NULL)", None),
            ("date_order('soon')", None),
        ] {
            assert_eq!(value(sql), expected, "{sql}");
        }
    }
}
