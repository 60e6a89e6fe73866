//! Every form of EDTF: the days that it bounds, its place in the order, or why it is refused.

use super::{ALWAYS, DateError, NEVER, PartialDate, Span, StatedDate, StatedDateError};

fn date(text: &str) -> StatedDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn span(text: &str) -> Span {
    text.parse::<PartialDate>().unwrap().span()
}

/// The days from the first to the last; an empty text is no bound.
fn days(first: &str, last: &str) -> Span {
    Span {
        first: if first.is_empty() { ALWAYS } else { span(first).first },
        end: if last.is_empty() { NEVER } else { span(last).end },
    }
}

#[test]
fn a_date_formats_as_it_was_parsed() {
    for text in [
        "2005",
        "2022-02",
        "2006-12-09",
        "201X",
        "19XX",
        "00XX",
        "2XXX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "156X-12-25",
        "1XXX-1X",
        "2023-21",
        "2023-41",
        "[2023..2024]",
        "[..2021]",
        "[2026-05..]",
        "[199X..2001-02-03]",
        "[1667,1668,1670..1672]",
        "[..1667,1760-12]",
        "[2007]",
        "2023/2024",
        "../2021-06",
        "2026/..",
        "2026/",
        "/2021",
        "2007?",
        "2004-06~",
        "2004-06-11%",
        "2004-06~-11",
        "?2004-06-~11",
        "2004-%06-11",
        "2004-06-~01/2004-06-~20",
        "2007~/2009?",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
    // The specification writes a space after a comma.
    assert_eq!(date("[1667,1668, 1670..1672]").to_string(), "[1667,1668,1670..1672]");
}

#[test]
fn a_date_spans_the_days_that_it_can_mean() {
    for (text, first, last) in [
        ("2007-03", "2007-03-01", "2007-03-31"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        // Missing digits.
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("00XX", "0001-01-01", "0099-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("20X7", "2007-01-01", "2097-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("2000-02-XX", "2000-02-01", "2000-02-29"),
        ("1900-02-XX", "1900-02-01", "1900-02-28"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("201X-XX-XX", "2010-01-01", "2019-12-31"),
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("1984-0X", "1984-01-01", "1984-09-30"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("200X-02-29", "2000-02-29", "2008-02-29"),
        ("2007-XX-31", "2007-01-31", "2007-12-31"),
        // Parts of a year.
        ("2023-21", "2023-03-01", "2023-12-31"),
        ("2023-22", "2022-12-01", "2024-03-31"),
        ("2023-23", "2023-03-01", "2023-12-31"),
        ("2023-24", "2022-12-01", "2024-03-31"),
        ("2023-25", "2023-03-01", "2023-06-30"),
        ("2023-26", "2023-06-01", "2023-09-30"),
        ("2023-27", "2023-09-01", "2023-12-31"),
        ("2023-28", "2022-12-01", "2024-03-31"),
        ("2023-29", "2023-09-01", "2023-12-31"),
        ("2023-30", "2022-12-01", "2024-03-31"),
        ("2023-31", "2023-03-01", "2023-06-30"),
        ("2023-32", "2023-06-01", "2023-09-30"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2023-35", "2023-07-01", "2023-09-30"),
        ("2023-36", "2023-10-01", "2023-12-31"),
        ("2024-37", "2024-01-01", "2024-04-30"),
        ("2024-38", "2024-05-01", "2024-08-31"),
        ("2024-39", "2024-09-01", "2024-12-31"),
        ("2024-40", "2024-01-01", "2024-06-30"),
        ("2024-41", "2024-07-01", "2024-12-31"),
        // One of several.
        ("[2023..2024]", "2023-01-01", "2024-12-31"),
        ("[2023..2023]", "2023-01-01", "2023-12-31"),
        ("[2007]", "2007-01-01", "2007-12-31"),
        ("[2007,2009]", "2007-01-01", "2009-12-31"),
        ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
        ("[..2021]", "", "2021-12-31"),
        ("[..1760-12-03]", "", "1760-12-03"),
        ("[1760-12..]", "1760-12-01", ""),
        ("[1760-01,1760-02,1760-12..]", "1760-01-01", ""),
        ("[..1667,1760]", "", "1760-12-31"),
        ("[2007-XX-X1,2008-02-29]", "2007-01-01", "2008-02-29"),
        // Intervals.
        ("2023/2024-06", "2023-01-01", "2024-06-30"),
        ("../2021", "", "2021-12-31"),
        ("/2021", "", "2021-12-31"),
        ("2026/..", "2026-01-01", ""),
        ("2026/", "2026-01-01", ""),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
        // Only parts before the first qualified one bound.
        ("2007?", "", ""),
        ("2007~", "", ""),
        ("2007%", "", ""),
        ("2007-03~", "", ""),
        ("2004-06-11%", "", ""),
        ("2004-06~-11", "", ""),
        ("?2004-06-11", "", ""),
        ("2004?-06-11", "", ""),
        ("2004-%06-11", "2004-01-01", "2004-12-31"),
        ("2004-06-~11", "2004-06-01", "2004-06-30"),
        ("2006/2008~", "2006-01-01", ""),
        ("2006?/2008", "", "2008-12-31"),
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-30"),
    ] {
        assert_eq!(date(text).span(), days(first, last), "{text}");
    }
}

#[test]
fn a_qualified_date_has_the_place_of_the_date_without_qualifiers() {
    for (qualified, without) in [
        ("2007?", "2007"),
        ("2004-06~-11", "2004-06-11"),
        ("2006/2008~", "2006/2008"),
        ("2004-06-~01/2004-06-~20", "2004-06-01/2004-06-20"),
    ] {
        assert_eq!(date(qualified).unqualified(), date(without).span(), "{qualified}");
        assert_eq!(date(qualified).order(), date(without).order(), "{qualified}");
    }
}

#[test]
fn an_invalid_date_gives_the_reason() {
    use StatedDateError::{
        AllOf, Date, Form, LongYear, NoYear, Order, OrderOfSet, PartOfYear, QualifiedDigits,
        QualifiedMember, SignificantDigits, Time, TwoQualifiers, Unbounded,
    };
    for (text, error) in [
        ("", Form),
        (" ", Form),
        ("soon", Form),
        ("Tuesday", Form),
        ("2007-", Form),
        ("2007 ", Form),
        (" 2007", Form),
        ("20 07", Form),
        ("07", Form),
        ("20071", Form),
        ("2007-1", Form),
        ("2007-01-1", Form),
        ("2007-01-01-01", Form),
        ("２００７", Form),
        ("٢٠٠٧", Form),
        ("[２００７..２００８]", Form),
        ("201x", Form),
        ("201u", Form),
        ("+20X", Form),
        ("[2007..2008", Form),
        ("2007..2008]", Form),
        ("[]", Form),
        ("[2007,]", Form),
        ("[2007,  2008]", Form),
        ("[2007 ,2008]", Form),
        ("[2007...2008]", Form),
        ("[[2007]]", Form),
        ("2007..2008", Form),
        ("2007/2008/2009", Form),
        ("2005/open", Form),
        ("[2007]?", Form),
        ("~", Form),
        ("2007-?", Form),
        ("2007?-", Form),
        ("XXXX", NoYear),
        ("XXXX-12-XX", NoYear),
        ("X007", NoYear),
        ("2007?~", TwoQualifiers),
        ("~~2007", TwoQualifiers),
        ("0000", Date(DateError::Year)),
        ("0000-XX", Date(DateError::Year)),
        ("0000/2007", Date(DateError::Year)),
        ("0000-21", Date(DateError::Year)),
        ("-0043", LongYear),
        ("-1985/2007", LongYear),
        ("Y170000002", LongYear),
        ("Y-170000002", LongYear),
        ("Y-17E7", LongYear),
        ("1950S2", SignificantDigits),
        ("Y171010000S3", SignificantDigits),
        ("Y3388E2S3", SignificantDigits),
        ("{1667,1668, 1670..1672}", AllOf),
        ("{..1984}", AllOf),
        ("1985-04-12T23:20:30Z", Time),
        ("2007-13", Date(DateError::Month)),
        ("2007-00", Date(DateError::Month)),
        ("2007-20", Date(DateError::Month)),
        ("2007-42", Date(DateError::Month)),
        ("2007-2X", Date(DateError::Month)),
        ("200X-21", Date(DateError::Month)),
        ("2007-02-29", Date(DateError::Day)),
        ("1900-02-29?", Date(DateError::Day)),
        ("2001-02-3X", Date(DateError::Day)),
        ("20X1-02-29", Date(DateError::Day)),
        ("[..2007-02-29]", Date(DateError::Day)),
        ("2021-21~", PartOfYear),
        ("~2021-21", PartOfYear),
        ("[2021-21..2021-23]", PartOfYear),
        ("2021-33/2021-34", PartOfYear),
        ("2021-21-05", Date(DateError::Month)),
        ("[..]", Unbounded),
        ("../..", Unbounded),
        ("/", Unbounded),
        ("/..", Unbounded),
        ("[2024..2023]", Order),
        ("2024~/2023", Order),
        ("2024-02/2024-01", Order),
        ("[2008,2007]", OrderOfSet),
        ("[2007,2007]", OrderOfSet),
        ("[2007,2007-05]", OrderOfSet),
        ("[2007..,2010]", OrderOfSet),
        ("[2007,..2010]", OrderOfSet),
        ("[2007?,2008]", QualifiedMember),
        ("[~2007..]", QualifiedMember),
        ("201X~", QualifiedDigits),
        ("2004-XX-~11", QualifiedDigits),
    ] {
        assert_eq!(text.parse::<StatedDate>(), Err(error), "{text}");
    }
}

#[test]
fn only_a_single_calendar_date_is_a_partial_date() {
    assert_eq!(date("2007-03").partial(), "2007-03".parse().ok());
    for text in
        ["201X", "2007-XX", "2007-21", "2007?", "[2007]", "[2007..2007]", "[..2007]", "2007/2007"]
    {
        assert_eq!(date(text).partial(), None, "{text}");
    }
}

#[test]
fn placeholders_are_found_within_every_form() {
    for text in [
        "9999",
        "[2026..9999]",
        "0001-01-01/2007",
        "[2007,9999]",
        "9999?",
        "9999-XX",
        "2007/9999-12-31",
        "9999-36",
    ] {
        assert!(date(text).is_placeholder(), "{text}");
    }
    for text in ["[..2021]", "2007?", "00XX", "2007-21", "2007/"] {
        assert!(!date(text).is_placeholder(), "{text}");
    }
}

#[test]
fn dates_agree_if_they_can_be_the_same_day() {
    for (one, other, agree) in [
        ("2020", "2020-01-01", true),
        ("2020", "2021-01-01", false),
        ("[..2020]", "2019", true),
        ("2020-33", "2020-03-31", true),
        ("2020-33", "2020-04", false),
        // Days between the members of a set do not count.
        ("[2007,2009]", "2008", false),
        ("[2007,2009]", "2009-05", true),
        ("[2007,2009]", "[2008,2010..]", false),
        ("156X-12-25", "1565-12-25", true),
        ("156X-12-25", "1565-12-26", false),
        ("2007-X1", "2007-12", false),
        // What may be wrong contradicts nothing, unless a part of it is certain.
        ("2007?", "2011", true),
        ("2004-06-~11", "2004-06-20", true),
        ("2004-06-~11", "2004-07", false),
    ] {
        assert_eq!(date(one).agrees_with(&date(other)), agree, "{one} {other}");
        assert_eq!(date(other).agrees_with(&date(one)), agree, "{other} {one}");
    }
}

#[test]
fn dates_are_ordered_by_first_day_and_then_precision() {
    let sorted = [
        "200X",
        "2006-12",
        "[2007..]",
        "[2007..2008]",
        "2007~",
        "2007-40",
        "2007-01",
        "2007-01-01",
        "2007-01-02",
        "2007-25",
        "[..2007-06]",
        "2007-07?",
        "[..2007]",
        "2008",
    ];
    let mut dates = sorted.map(date);
    dates.reverse();
    dates.sort_by_key(StatedDate::order);
    assert_eq!(dates.map(|date| date.to_string()), sorted);
}
