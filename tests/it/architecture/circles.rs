//! Files that use each other, directly or indirectly, can only be read together: there are none.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{ModulePath, dependencies, modules};

#[test]
fn no_file_uses_a_file_that_uses_it() {
    let modules = modules();
    let uses = dependencies(&modules);
    let circles: Vec<_> = circles(&uses)
        .into_iter()
        .map(|circle| {
            let names = circle.iter().map(|path| modules[*path].file.display().to_string());
            let edges = circle.iter().flat_map(|from| {
                let within = uses[*from].iter().filter(|to| circle.contains(*to));
                within.map(move |to| format!("    {} uses {}", from.join("::"), to.join("::")))
            });
            let names: Vec<_> = names.collect();
            format!("{}\n{}", names.join(", "), edges.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), circles.join("\n"));
}

/// Groups of modules each of which can be reached from each other of its group.
fn circles<'m>(
    uses: &BTreeMap<&'m ModulePath, BTreeSet<&'m ModulePath>>,
) -> Vec<BTreeSet<&'m ModulePath>> {
    let reached: BTreeMap<_, _> = uses.keys().map(|from| (*from, reach(uses, from))).collect();
    let mut found: Vec<BTreeSet<&ModulePath>> = Vec::new();
    for (from, to) in &reached {
        if to.contains(from) && !found.iter().any(|circle| circle.contains(from)) {
            found.push(to.iter().copied().filter(|other| reached[other].contains(from)).collect());
        }
    }
    found
}

/// What a module uses directly or indirectly.
fn reach<'m>(
    uses: &BTreeMap<&'m ModulePath, BTreeSet<&'m ModulePath>>,
    from: &ModulePath,
) -> BTreeSet<&'m ModulePath> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&ModulePath> = uses[from].iter().copied().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&uses[module]);
        }
    }
    reached
}

#[test]
fn a_circle_of_three_is_found() {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| vec![name.to_owned()]);
    let uses = BTreeMap::from([
        (&a, BTreeSet::from([&b])),
        (&b, BTreeSet::from([&c, &d])),
        (&c, BTreeSet::from([&a])),
        (&d, BTreeSet::new()),
    ]);
    assert_eq!(circles(&uses), [BTreeSet::from([&a, &b, &c])]);
}
