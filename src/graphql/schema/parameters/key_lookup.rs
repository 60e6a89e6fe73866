//! Keys of things: from what a client gives to the row it means, and what to tell about the way there.

use serde_json::{Value as Json, json};

use crate::{
    domain::{entity::EntityType, identifier::canonical, text::fold},
    store::{
        Snapshot,
        read::lookup::{self, NamedRecord, Redirect, Successor},
    },
};

use super::key::Key;
use crate::graphql::engine::{definition::ParameterContext, error::Error, global_id};
use crate::limits::responses::MAX_CANDIDATES;

/// The rule that a malformed global id breaks.
pub const INVALID_ID: &str = "this is no id of the registry; take one from an `id` field";

/// The row of the record with that key; None if there is none. Where the key leads to another record
/// than it says, the client is warned.
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
            lookup.by_key(ty, &key_of)
        }
        "name" => lookup.by_name(ty, text),
        "ror" => lookup.by_identifier("ROR", text),
        _ => lookup.by_identifier(key.scheme.as_deref().unwrap_or_default(), text),
    }
}

/// A look for one thing, for one argument.
struct Lookup<'a, 's> {
    argument: &'a str,
    snapshot: &'a Snapshot<'s>,
    warnings: &'a mut Vec<Json>,
}

impl Lookup<'_, '_> {
    fn by_key(&mut self, ty: &str, key: &str) -> Result<Option<i64>, Error> {
        let found = lookup::by_key(self.snapshot, ty, key)?;
        if found.is_some() || ty != "Organization" {
            return Ok(found);
        }
        let redirected = self.redirected("SLUG", key)?;
        // The slug that an imported record has by itself, wherever the record is now.
        match key.strip_prefix("ror-").filter(|id| canonical("ROR", id).is_ok()) {
            Some(id) if redirected.is_none() => self.by_identifier("ROR", id),
            _ => Ok(redirected),
        }
    }

    /// Of several with the name the one that a curator wrote down, if there is just one: thousands of
    /// imported ones do not take the names away that people know.
    fn by_name(&mut self, ty: &str, name: &str) -> Result<Option<i64>, Error> {
        let found = lookup::by_name(self.snapshot, ty, &fold(name))?;
        let curated: Vec<_> = found.iter().filter(|it| it.is_curated).collect();
        match (&found[..], &curated[..]) {
            ([], _) => Ok(None),
            ([one], _) => Ok(Some(one.row)),
            (_, [one]) => {
                let others = found.iter().filter(|it| !it.is_curated).map(|it| it.slug.clone());
                let others: Vec<_> = others.take(MAX_CANDIDATES).collect();
                let told = format!(
                    "`{name}` is taken for {} ({}), which a curator wrote down; imported ones have that name too: {}. Ask by `slug` to be sure.",
                    one.name,
                    one.slug,
                    others.join(", ")
                );
                self.tell(&told, "AMBIGUOUS", &[("candidates", &others)]);
                Ok(Some(one.row))
            }
            (several, _) => Err(ambiguous("have this name", several, self.argument)),
        }
    }

    fn by_identifier(&mut self, scheme: &str, text: &str) -> Result<Option<i64>, Error> {
        let value = canonical(scheme, text).map_err(|rule| {
            Error::bad_input(self.argument, format!("`{text}` is no {scheme} key: {rule}"))
        })?;
        let found = lookup::by_identifier(self.snapshot, scheme, &value)?;
        match &found[..] {
            [] => self.redirected(scheme, &value),
            [one] => {
                if let Some(status) = &one.inactive_status {
                    self.ceased(status, (scheme, &value), &one.record)?;
                }
                Ok(Some(one.record.row))
            }
            several => {
                let candidates: Vec<_> = several.iter().map(|it| it.record.clone()).collect();
                Err(ambiguous("have this key", &candidates, self.argument))
            }
        }
    }

    /// What took over from a record that its registry took back.
    fn redirected(&mut self, scheme: &str, value: &str) -> Result<Option<i64>, Error> {
        let Some(target) = lookup::redirect(self.snapshot, scheme, value)? else { return Ok(None) };
        let what = if scheme == "SLUG" {
            format!("`{value}` is no slug of its own any more")
        } else {
            format!("{scheme} {value} was withdrawn by its registry")
        };
        let Redirect::To(NamedRecord { row, slug, name, .. }) = target else {
            let named = self.named_successors(scheme, value)?;
            self.warn(&format!("{what}; {named}."), "WITHDRAWN", &[]);
            return Ok(None);
        };
        let told = format!(
            "{what}; this is what took its place: {name} ({slug}). Ask for that from now on."
        );
        self.warn(&told, "REDIRECTED", &[slug]);
        Ok(Some(row))
    }

    /// An organization that is at work no more is still itself; who took over is worth knowing.
    fn ceased(
        &mut self,
        status: &str,
        (scheme, value): (&str, &str),
        it: &NamedRecord,
    ) -> Result<(), Error> {
        let successors = lookup::successors(self.snapshot, it.row)?;
        let what = match status {
            "WITHDRAWN" => "was withdrawn by its registry",
            _ => "is at work no more",
        };
        let after = if successors.is_empty() {
            self.named_successors(scheme, value)?
        } else {
            format!("it was succeeded by {}", successors.join(", "))
        };
        let told = format!("{} ({scheme} {value}) {what}; {after}.", it.name);
        self.warn(&told, status, &successors);
        Ok(())
    }

    /// What its registry names as the successors of a record that leads to none of them.
    fn named_successors(&self, scheme: &str, value: &str) -> Result<String, Error> {
        let named = lookup::named_successors(self.snapshot, scheme, value)?;
        if named.is_empty() {
            return Ok("its registry names no successor".to_owned());
        }
        let named = named.into_iter().map(|one| match one {
            Successor::Present(slug) => slug,
            Successor::Absent(key) => format!("{scheme} {key}, which is not here"),
        });
        let named: Vec<_> = named.collect();
        Ok(format!("its registry names as its successor {}", named.join("; ")))
    }

    fn warn(&mut self, message: &str, code: &str, successors: &[String]) {
        self.tell(message, code, &[("successors", successors)]);
    }

    fn tell(&mut self, message: &str, code: &str, slugs: &[(&str, &[String])]) {
        let mut warning = json!({ "message": message, "code": code, "argument": self.argument });
        for (name, slugs) in slugs {
            warning[*name] = json!(slugs);
        }
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// The key in a global id, which must be one of the type asked for.
fn own_key(id: &str, ty: &str, argument: &str) -> Result<String, Error> {
    match global_id::decode(id) {
        Some((of, key)) if of == ty => Ok(key),
        Some((of, _)) if EntityType::of_name(&of).is_some() => {
            Err(Error::bad_input(argument, format!("this is the id of a {of}, expected a {ty}")))
        }
        _ => Err(Error::bad_input(argument, INVALID_ID)),
    }
}

fn ambiguous(have: &str, candidates: &[NamedRecord], argument: &str) -> Error {
    let listed = &candidates[..candidates.len().min(MAX_CANDIDATES)];
    let list: Vec<_> = listed.iter().map(|one| format!("{} ({})", one.slug, one.name)).collect();
    let more = if listed.len() < candidates.len() { ", …" } else { "" };
    let rule = format!(
        "{} things {have}; give the `slug` of one of them: {}{more}",
        candidates.len(),
        list.join(", ")
    );
    let slugs: Vec<_> = listed.iter().map(|one| one.slug.clone()).collect();
    Error::bad_input(argument, rule).with("candidates", slugs)
}
