//! Units of figures: codes of UCUM, and of ISO 4217 for money, and how numbers in different units compare.
//!
//! A figure keeps the unit in the words of its document. The code beside it says which figures have the same kind of
//! number: `1` counts people or things, `%` gives a share, `a` is a year, `EUR` is money. `/a` after a code, or alone, means
//! per year.

use crate::domain::{invalid_value::InvalidValue, text::fold};

/// A unit that has a code.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The code, such as `%`, `min` or `EUR/a`.
    pub code: String,
    /// The code of the unit that numbers of this kind are compared in.
    pub base: String,
    /// How many of the base unit one of this unit is, as a fraction: 1 / 100 for percent.
    size: (f64, f64),
}

impl Unit {
    /// A number of this unit in the base unit.
    #[must_use]
    pub fn to_base(&self, number: f64) -> f64 {
        number * self.size.0 / self.size.1
    }
}

/// Per year: the suffix of a rate.
const PER_YEAR: &str = "/a";

/// A unit of UCUM: its code, words for it, the code of its base unit, and its size in that unit.
type UcumUnit = (&'static str, &'static [&'static str], &'static str, (f64, f64));

/// The units of UCUM that figures have. UCUM defines a year (`a`) as 365.25 days and a month as a twelfth of it.
const UCUM: [UcumUnit; 16] = [
    ("1", &["people", "persons", "units", "count", "number"], "1", (1.0, 1.0)),
    ("%", &["percent", "per cent"], "1", (1.0, 100.0)),
    ("[ppth]", &["per mille", "per thousand"], "1", (1.0, 1_000.0)),
    ("s", &["second", "seconds"], "s", (1.0, 1.0)),
    ("min", &["minute", "minutes"], "s", (60.0, 1.0)),
    ("h", &["hour", "hours"], "s", (3_600.0, 1.0)),
    ("d", &["day", "days"], "s", (86_400.0, 1.0)),
    ("wk", &["week", "weeks"], "s", (604_800.0, 1.0)),
    ("mo", &["month", "months"], "s", (2_629_800.0, 1.0)),
    ("a", &["year", "years"], "s", (31_557_600.0, 1.0)),
    ("m", &["metre", "metres", "meter", "meters"], "m", (1.0, 1.0)),
    ("km", &["kilometre", "kilometres", "kilometer", "kilometers"], "m", (1_000.0, 1.0)),
    ("m2", &["square metre", "square metres"], "m2", (1.0, 1.0)),
    ("km2", &["square kilometre", "square kilometres"], "m2", (1_000_000.0, 1.0)),
    ("har", &["ha", "hectare", "hectares"], "m2", (10_000.0, 1.0)),
    ("t", &["tonne", "tonnes"], "t", (1.0, 1.0)),
];

/// The codes of the currencies in use (ISO 4217, list one, without funds and metals).
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Names of currencies that people write instead of the code.
const CURRENCY_NAMES: [(&str, &str); 8] = [
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("franc", "CHF"),
    ("yen", "JPY"),
];

/// Reads the code of a unit.
///
/// # Errors
/// When it is no code of a known unit. The error suggests the code that was probably meant.
pub fn parse(code: &str) -> Result<Unit, InvalidValue> {
    let code = code.trim();
    let (counted, rate) = match code.strip_suffix(PER_YEAR) {
        Some("") => ("1", PER_YEAR),
        Some(counted) => (counted, PER_YEAR),
        None => (code, ""),
    };
    let Some((base, size)) = simple(counted) else {
        let rule = "not the code of a unit in UCUM or of a currency in ISO 4217";
        let cure = match meant(counted) {
            Some(meant) => format!("did you mean {meant}{rate}?"),
            None => "use a code such as 1, %, a, min or EUR, or leave it out if there is none"
                .to_owned(),
        };
        return Err(InvalidValue::new(rule, cure));
    };
    Ok(Unit { code: code.to_owned(), base: format!("{base}{rate}"), size })
}

/// The base unit and the size of a unit that is no rate.
fn simple(code: &str) -> Option<(&str, (f64, f64))> {
    let ucum = UCUM.iter().find(|(known, ..)| *known == code);
    let is_currency = || CURRENCIES.split_ascii_whitespace().any(|known| known == code);
    let ucum = ucum.map(|(_, _, base, size)| (*base, *size));
    ucum.or_else(|| is_currency().then_some((code, (1.0, 1.0))))
}

/// The code that a text probably stands for: it has other letters, or is a word for the unit.
fn meant(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words = |(code, words, ..): &UcumUnit| {
        (words.contains(&folded.as_str()) || code.eq_ignore_ascii_case(text)).then_some(*code)
    };
    UCUM.iter().find_map(words).or_else(|| {
        let named = CURRENCY_NAMES.iter().find(|(name, _)| *name == folded);
        let mut codes = CURRENCIES.split_ascii_whitespace();
        named.map(|(_, code)| *code).or_else(|| codes.find(|code| code.eq_ignore_ascii_case(text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> Unit {
        parse(code).unwrap()
    }

    #[test]
    fn a_code_has_a_base_unit_and_a_size() {
        for (code, base, factor) in [
            ("1", "1", 1.0),
            ("%", "1", 0.01),
            ("min", "s", 60.0),
            ("a", "s", 31_557_600.0),
            ("har", "m2", 10_000.0),
            ("EUR", "EUR", 1.0),
            ("/a", "1/a", 1.0),
            ("1/a", "1/a", 1.0),
            ("EUR/a", "EUR/a", 1.0),
        ] {
            let unit = unit(code);
            assert_eq!((&*unit.code, &*unit.base), (code, base));
            assert!((unit.to_base(1.0) - factor).abs() < 1e-12, "{code}");
        }
    }

    #[test]
    fn a_month_is_a_twelfth_of_a_year() {
        assert!((unit("mo").to_base(12.0) - unit("a").to_base(1.0)).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_one_that_was_meant() {
        for (text, meant) in [
            ("eur", "did you mean EUR?"),
            ("euros", "did you mean EUR?"),
            ("percent", "did you mean %?"),
            ("ha", "did you mean har?"),
            ("Euros/a", "did you mean EUR/a?"),
            (
                "professionals",
                "use a code such as 1, %, a, min or EUR, or leave it out if there is none",
            ),
            ("", "use a code such as 1, %, a, min or EUR, or leave it out if there is none"),
        ] {
            assert_eq!(parse(text).unwrap_err().cure, meant, "{text}");
        }
    }

    #[test]
    fn no_code_is_twice_in_the_lists() {
        let mut codes: Vec<_> = CURRENCIES.split_ascii_whitespace().collect();
        assert!(codes.iter().all(|code| code.len() == 3));
        codes.extend(UCUM.iter().map(|(code, ..)| *code));
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
