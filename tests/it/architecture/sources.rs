//! The source tree as modules and the modules that each of them names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{
    Attribute, Item, ItemMod, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

/// The path of a module below `crate`, such as `["store", "sql"]`; empty for `lib.rs`.
pub type ModulePath = Vec<String>;

/// One source file.
pub struct Module {
    /// Its file, below `src`.
    pub file: PathBuf,
    /// The names that it brings into scope: the name and the path that it stands for.
    imports: BTreeMap<String, Vec<String>>,
    /// The paths that its code names, tests left out. Re-exports of a folder are no uses.
    paths: BTreeSet<Vec<String>>,
}

/// Every module of `src` by its path.
pub fn modules() -> BTreeMap<ModulePath, Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = BTreeMap::new();
    collect(&root, &root, &mut modules);
    modules
}

/// The modules that each module uses.
pub fn dependencies(
    modules: &BTreeMap<ModulePath, Module>,
) -> BTreeMap<&ModulePath, BTreeSet<&ModulePath>> {
    let used = |(path, module): (&'_ ModulePath, &Module)| -> BTreeSet<ModulePath> {
        let targets = module.paths.iter().filter_map(|used| resolve(modules, path, used, 0));
        targets.filter(|target| target != path).collect()
    };
    let known = |target: &ModulePath| modules.get_key_value(target).map(|(path, _)| path);
    modules
        .iter()
        .map(|(path, module)| (path, used((path, module)).iter().filter_map(known).collect()))
        .collect()
}

/// The module in which the item of a path is defined, as far as it is one of ours: re-exports are followed.
fn resolve(
    modules: &BTreeMap<ModulePath, Module>,
    from: &ModulePath,
    path: &[String],
    steps: usize,
) -> Option<ModulePath> {
    let mut at = from.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            at.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|segment| segment == "super") {
                at.pop();
                rest = &rest[1..];
            }
        }
        first => {
            let mut child = from.clone();
            child.push(first.to_owned());
            if !modules.contains_key(&child) {
                return None;
            }
        }
    }
    while let Some((next, after)) = rest.split_first() {
        at.push(next.clone());
        if !modules.contains_key(&at) {
            at.pop();
            // Where the name was itself imported there, its home is elsewhere.
            let imported = modules.get(&at).and_then(|module| module.imports.get(next));
            return match imported {
                Some(origin) if steps < 8 => {
                    let whole = [origin.as_slice(), after].concat();
                    resolve(modules, &at, &whole, steps + 1).or(Some(at))
                }
                _ => Some(at),
            };
        }
        rest = after;
    }
    Some(at)
}

fn collect(root: &Path, folder: &Path, modules: &mut BTreeMap<ModulePath, Module>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(root, &path, modules);
            continue;
        }
        if path.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let file = path.strip_prefix(root).unwrap().to_path_buf();
        let mut module: ModulePath =
            file.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
        if module.contains(&"tests".to_owned()) {
            continue;
        }
        let is_folder = ["mod", "lib", "main"].contains(&module.last().unwrap().as_str());
        if is_folder {
            module.pop();
        }
        if file == Path::new("main.rs") {
            module = vec!["main".to_owned()];
        }
        let text = fs::read_to_string(&path).unwrap();
        let mut reader = Reader { is_folder, imports: BTreeMap::new(), paths: BTreeSet::new() };
        reader.visit_file(&syn::parse_file(&text).unwrap());
        let Reader { imports, paths, .. } = reader;
        modules.insert(module, Module { file, imports, paths });
    }
}

/// Collects the paths that a file names.
struct Reader {
    is_folder: bool,
    imports: BTreeMap<String, Vec<String>>,
    paths: BTreeSet<Vec<String>>,
}

impl Reader {
    fn import(&mut self, tree: &UseTree, before: &[String], is_use: bool) {
        let joined = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        let mut add = |path: Vec<String>, name: String| {
            let path = match path.split_last() {
                Some((last, start)) if last == "self" => start.to_vec(),
                _ => path,
            };
            if is_use {
                self.paths.insert(path.clone());
            }
            self.imports.insert(name, path);
        };
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &joined(&path.ident), is_use),
            UseTree::Name(name) if name.ident == "self" => {
                add(before.to_vec(), before.last().cloned().unwrap_or_default());
            }
            UseTree::Name(name) => add(joined(&name.ident), name.ident.to_string()),
            UseTree::Rename(name) => add(joined(&name.ident), name.rename.to_string()),
            UseTree::Glob(_) => add(before.to_vec(), "*".to_owned()),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, is_use);
                }
            }
        }
    }
}

impl Visit<'_> for Reader {
    fn visit_item(&mut self, item: &Item) {
        let attributes: &[Attribute] = match item {
            Item::Mod(it) => &it.attrs,
            Item::Use(it) => &it.attrs,
            Item::Const(it) => &it.attrs,
            Item::Static(it) => &it.attrs,
            Item::Fn(it) => &it.attrs,
            Item::Impl(it) => &it.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &ItemMod) {
        // What stands in a module inside the file names paths from one level deeper.
        let Some((_, items)) = &module.content else { return };
        let mut inner =
            Reader { is_folder: false, imports: BTreeMap::new(), paths: BTreeSet::new() };
        for item in items {
            inner.visit_item(item);
        }
        for mut path in inner.paths {
            if path.first().is_some_and(|first| first == "super") {
                path.remove(0);
                if path.first().is_some_and(|first| first != "super") {
                    path.insert(0, "self".to_owned());
                }
            }
            self.paths.insert(path);
        }
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        let is_reexport = self.is_folder && !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &[], !is_reexport);
    }

    /// `pub(in crate::store)` names a module and uses nothing of it.
    fn visit_visibility(&mut self, _: &Visibility) {}

    fn visit_path(&mut self, path: &syn::Path) {
        self.paths.insert(path.segments.iter().map(|it| it.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, macro_: &Macro) {
        let text = macro_.tokens.to_string().replace(" :: ", "::");
        let words = text.split(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
        for word in words.filter(|word| word.contains("::")) {
            self.paths.insert(word.split("::").map(str::to_owned).collect());
        }
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
}
