//! Finds the row that a key identifies, and warns where the key leads to another record.

use serde_json::{Value as Json, json};

use crate::{
    domain::{entity_type::EntityType, identifier::canonical, text::fold},
    store::{
        self, Snapshot,
        read::{
            lookup::{self, NamedRecord, Redirect, Successor},
            similar_keys::similar_keys,
        },
    },
    suggestion::question,
};

use super::{key::Key, text::NOTHING_TO_COMPARE};
use crate::graphql::engine::{
    definition::ParameterContext,
    error::{Error, excerpt},
    global_id,
};
use crate::limits::responses::MAX_CANDIDATES;

/// The rule that a malformed global id breaks.
pub const INVALID_ID: &str = "this is not an ID of the registry; use the value of an `id` field";

/// The row of the record that the key identifies, or None. Adds a warning if the key leads to another
/// record.
///
/// # Errors
/// When the key is ambiguous or malformed.
pub fn row(key: &Key, context: &mut ParameterContext<'_, '_>) -> Result<Option<i64>, Error> {
    let text = context.text(&key.value);
    let ParameterContext { argument, snapshot, warnings, .. } = context;
    let ty = key.ty.name();
    let mut lookup = Lookup { argument, snapshot, warnings };
    match key.field.as_str() {
        "slug" => lookup.by_key(ty, text),
        "id" => {
            let key_of = own_key(text, ty, argument)?;
            match lookup::by_key(lookup.snapshot, ty, &key_of)? {
                Some(row) => Ok(Some(row)),
                None => lookup.by_key(ty, &key_of),
            }
        }
        "name" => lookup.by_name(ty, text),
        "ror" => lookup.by_identifier("ROR", text),
        _ => lookup.by_identifier(key.scheme.as_deref().unwrap_or_default(), text),
    }
}

/// The error for a key that no record has, with the slugs of records that it may mean. These take a search, so the first such
/// error of a request has them and no other.
///
/// # Errors
/// When the database cannot be read.
pub fn not_found(key: &Key, context: &ParameterContext<'_, '_>) -> Result<Error, store::Error> {
    let similar = if context.failed_before == 0 { similar_to(key, context)? } else { Vec::new() };
    let error = Error::not_found(context.argument, unknown(key, context, &similar));
    Ok(if similar.is_empty() { error } else { error.with("suggestions", similar) })
}

/// Whether no record has a key for which the response has null. Warns of it if there are records that it may mean; these take
/// a search.
///
/// # Errors
/// When the database cannot be read.
pub fn warn_unknown(key: &Key, context: &mut ParameterContext<'_, '_>) -> Result<bool, Error> {
    // Where a key leads is told when the parameter is worked out.
    let told = context.warnings.len();
    let found = row(key, context)?;
    context.warnings.truncate(told);
    if found.is_some() {
        return Ok(false);
    }
    let similar = similar_to(key, context)?;
    if !similar.is_empty() {
        let message = unknown(key, context, &similar);
        context.warnings.push(json!({
            "message": message, "code": "NOT_FOUND", "argument": context.argument, "suggestions": similar,
        }));
    }
    Ok(true)
}

/// The slugs of the records that a slug or a name may mean.
fn similar_to(key: &Key, context: &ParameterContext<'_, '_>) -> Result<Vec<String>, store::Error> {
    if !matches!(key.field.as_str(), "slug" | "name") {
        return Ok(Vec::new());
    }
    similar_keys(context.snapshot, key.ty, context.text(&key.value))
}

/// Says that no record has a key, and which ones it may mean.
fn unknown(key: &Key, context: &ParameterContext<'_, '_>, similar: &[String]) -> String {
    let what = match key.field.as_str() {
        "identifier" => key.scheme.as_deref().unwrap_or_default(),
        "id" => "ID",
        "ror" => "ROR ID",
        field => field,
    };
    let text = context.text(&key.value);
    let slugs: Vec<_> = similar.iter().map(String::as_str).collect();
    let meant = question(if key.field == "slug" { "" } else { "the slug " }, &slugs);
    let (noun, text) = (key.ty.noun(), excerpt(text));
    format!("no {noun} has the {what} `{text}`.{meant}")
}

/// The lookup of one key, given in one argument.
struct Lookup<'a, 's> {
    argument: &'a str,
    snapshot: &'a Snapshot<'s>,
    warnings: &'a mut Vec<Json>,
}

impl Lookup<'_, '_> {
    fn by_key(&mut self, ty: &str, key: &str) -> Result<Option<i64>, Error> {
        let found = lookup::by_key(self.snapshot, ty, key)?;
        let ror = key.strip_prefix("ror-").filter(|id| canonical("ROR", id).is_ok());
        if found.is_some() && ror.is_none() || ty != "Organization" {
            return Ok(found);
        }
        if let Some(row) = found
            && !lookup::is_withdrawn(self.snapshot, row)?
        {
            return Ok(found);
        }
        let redirected = self.redirected("SLUG", key)?;
        // The slug that an imported record gets by default still finds it under another slug.
        match ror {
            Some(id) if redirected.is_none() => self.by_identifier("ROR", id),
            _ => Ok(redirected),
        }
    }

    /// If several records have the name, prefers the only one that a curator recorded: an import of many
    /// thousand organizations must not make well-known names ambiguous.
    fn by_name(&mut self, ty: &str, name: &str) -> Result<Option<i64>, Error> {
        let folded = fold(name);
        if folded.is_empty() {
            return Err(Error::bad_input(self.argument, NOTHING_TO_COMPARE));
        }
        let found = lookup::by_name(self.snapshot, ty, &folded)?;
        let curated: Vec<_> = found.iter().filter(|it| it.is_curated).collect();
        match (&found[..], &curated[..]) {
            ([], _) => Ok(None),
            ([one], _) => Ok(Some(one.row)),
            (_, [one]) => {
                let others = found.iter().filter(|it| !it.is_curated).map(|it| it.slug.clone());
                let others: Vec<_> = others.take(MAX_CANDIDATES).collect();
                let message = format!(
                    "`{name}` is ambiguous. The response has {} ({}), the only candidate that a curator recorded. \
                     Other candidates: {}. Use a `slug` or an `id` to choose one, and store that.",
                    one.name,
                    one.slug,
                    others.join(", ")
                );
                self.add_warning(&message, "AMBIGUOUS", &[("candidates", &others)]);
                Ok(Some(one.row))
            }
            (several, _) => Err(ambiguous("have this name", several, self.argument)),
        }
    }

    fn by_identifier(&mut self, scheme: &str, text: &str) -> Result<Option<i64>, Error> {
        let value = canonical(scheme, text).map_err(|rule| {
            Error::bad_input(
                self.argument,
                format!("`{text}` is not a valid {scheme} identifier: {rule}"),
            )
        })?;
        let found = lookup::by_identifier(self.snapshot, scheme, &value)?;
        match &found[..] {
            [] => self.redirected(scheme, &value),
            [one] if one.is_withdrawn => {
                let successor = self.redirected(scheme, &value)?;
                if successor.is_none() {
                    self.warn_inactive("WITHDRAWN", (scheme, &value), &one.record)?;
                }
                Ok(successor.or(Some(one.record.row)))
            }
            [one] => {
                if let Some(status) = &one.inactive_status {
                    self.warn_inactive(status, (scheme, &value), &one.record)?;
                }
                Ok(Some(one.record.row))
            }
            several => {
                let candidates: Vec<_> = several.iter().map(|it| it.record.clone()).collect();
                Err(ambiguous("have this identifier", &candidates, self.argument))
            }
        }
    }

    /// The record that replaced a withdrawn one, or the record whose slug has changed.
    fn redirected(&mut self, scheme: &str, value: &str) -> Result<Option<i64>, Error> {
        let Some(target) = lookup::redirect(self.snapshot, scheme, value)? else { return Ok(None) };
        let what = if scheme == "SLUG" {
            format!("The slug `{value}` is no longer in use")
        } else {
            format!("{scheme} {value} was withdrawn by its registry")
        };
        let Redirect::To(NamedRecord { row, slug, name, .. }) = target else {
            let named = self.named_successors(scheme, value)?;
            self.warn(&format!("{what}. {named}."), "WITHDRAWN", &[]);
            return Ok(None);
        };
        let message = format!(
            "{what}. The response has its replacement: {name} ({slug}). Use the new key from now on."
        );
        self.warn(&message, "REDIRECTED", &[slug]);
        Ok(Some(row))
    }

    /// Warns that an organization is no longer active, and names its successors.
    fn warn_inactive(
        &mut self,
        status: &str,
        (scheme, value): (&str, &str),
        it: &NamedRecord,
    ) -> Result<(), Error> {
        let successors = lookup::successors(self.snapshot, it.row)?;
        let what = match status {
            "WITHDRAWN" => "was withdrawn by its registry",
            _ => "is no longer active",
        };
        let after = if successors.is_empty() {
            self.named_successors(scheme, value)?
        } else {
            format!("Successors: {}", successors.join(", "))
        };
        let message = format!("{} ({scheme} {value}) {what}. {after}.", it.name);
        self.warn(&message, status, &successors);
        Ok(())
    }

    /// The successors that the registry of a record names, if no affiliation leads to them.
    fn named_successors(&self, scheme: &str, value: &str) -> Result<String, Error> {
        let named = lookup::named_successors(self.snapshot, scheme, value)?;
        if named.is_empty() {
            return Ok("Its registry names no successor".to_owned());
        }
        let named = named.into_iter().map(|one| match one {
            Successor::Present(slug) => slug,
            Successor::Absent(key) => format!("{scheme} {key} (not in this registry)"),
        });
        let named: Vec<_> = named.collect();
        Ok(format!("Its registry names as successor: {}", named.join("; ")))
    }

    fn warn(&mut self, message: &str, code: &str, successors: &[String]) {
        self.add_warning(message, code, &[("successors", successors)]);
    }

    fn add_warning(&mut self, message: &str, code: &str, slugs: &[(&str, &[String])]) {
        let mut warning = json!({ "message": message, "code": code, "argument": self.argument });
        for (name, slugs) in slugs {
            warning[*name] = json!(slugs);
        }
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// The key in a global ID, which must be of the expected type. IDs are opaque to clients, which store them: one that is wrong
/// fails its field, as one that no record has.
fn own_key(id: &str, ty: &str, argument: &str) -> Result<String, Error> {
    match global_id::decode(id) {
        Some((of, key)) if of == ty => Ok(key),
        Some((of, _)) if EntityType::of_name(&of).is_some() => Err(Error::bad_input(
            argument,
            format!("expected an ID of type {ty}, found one of type {of}"),
        )
        .of_field()),
        _ => Err(Error::bad_input(argument, INVALID_ID).of_field()),
    }
}

fn ambiguous(have: &str, candidates: &[NamedRecord], argument: &str) -> Error {
    let listed = &candidates[..candidates.len().min(MAX_CANDIDATES)];
    let list: Vec<_> = listed.iter().map(|one| format!("{} ({})", one.slug, one.name)).collect();
    let more = if listed.len() < candidates.len() { ", …" } else { "" };
    let rule = format!(
        "{} things {have}: {}{more}. Use the `slug` or the `id` of one of them, and store that: unlike names, these stay \
         unique when records are added",
        candidates.len(),
        list.join(", ")
    );
    let slugs: Vec<_> = listed.iter().map(|one| one.slug.clone()).collect();
    Error::ambiguous(argument, rule).with("candidates", slugs)
}
