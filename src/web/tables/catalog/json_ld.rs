//! The catalog in the DCAT vocabulary of the W3C, as JSON-LD.

use serde_json::{Value as Json, json};

use super::entries::{example_path, formats};
use crate::report::Report;

/// The catalog: a dataset for each report, and one for the database.
pub fn catalog(
    reports: &[Report],
    licences: &[String],
    data_version: &str,
    base_url: &str,
) -> Json {
    let licences: Json = licences.iter().map(|url| json!({ "@id": url })).collect();
    let datasets = reports.iter().map(|report| dataset(report, base_url, &licences));
    let datasets = datasets.chain([database(base_url, &licences)]);
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
        },
        "@id": format!("{base_url}/data"),
        "@type": "dcat:Catalog",
        "dct:title": "consortia: reports",
        "dct:license": licences,
        "dcat:version": data_version,
        "dcat:dataset": datasets.collect::<Vec<_>>(),
    })
}

fn dataset(report: &Report, base_url: &str, licences: &Json) -> Json {
    let distributions = formats(report).map(|info| {
        let url = format!("{base_url}{}", example_path(report, info.extension));
        json!({
            "@type": "dcat:Distribution",
            "dct:title": info.title,
            "dcat:downloadURL": { "@id": url },
            "dcat:mediaType": info.media_type.split(';').next(),
        })
    });
    json!({
        "@id": format!("{base_url}/data#{}", report.name),
        "@type": "dcat:Dataset",
        "dct:identifier": report.name,
        "dct:title": report.title,
        "dct:description": report.description,
        "dct:license": licences,
        "dcat:distribution": distributions.collect::<Vec<_>>(),
    })
}

fn database(base_url: &str, licences: &Json) -> Json {
    let url = format!("{base_url}/data/snapshot.sqlite");
    json!({
        "@id": url,
        "@type": "dcat:Dataset",
        "dct:title": "The whole database",
        "dct:description": "All tables of the registry in one SQLite file.",
        "dct:license": licences,
        "dcat:distribution": [{
            "@type": "dcat:Distribution",
            "dcat:downloadURL": { "@id": url },
            "dcat:mediaType": "application/vnd.sqlite3",
        }],
    })
}
