//! Manifests: lints and versions come from the workspace.

use toml::{Table, Value};

use super::finding::Finding;
use super::tree::Tree;

/// The manifest of a workspace member.
pub(crate) struct Manifest {
    pub(crate) path: String,
    pub(crate) name: String,
    table: Table,
}

/// A dependency as a manifest declares it.
pub(crate) struct Declared<'a> {
    /// `dependencies`, `dev-dependencies` or `build-dependencies`.
    pub(crate) section: &'static str,
    /// The crate's name, whatever it is called here.
    pub(crate) name: &'a str,
    pub(crate) optional: bool,
    from_workspace: bool,
}

const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The members of the workspace; none if the root manifest is missing or cannot be read, which Cargo itself says.
pub(crate) fn members(tree: &Tree) -> Vec<Manifest> {
    let members = || {
        let root = tree.get("Cargo.toml")?.parse::<Table>().ok()?;
        let folders = root.get("workspace")?.get("members")?.as_array()?.clone();
        Some(folders.iter().filter_map(|folder| manifest(tree, folder.as_str()?)).collect())
    };
    members().unwrap_or_default()
}

fn manifest(tree: &Tree, folder: &str) -> Option<Manifest> {
    let path = format!("{folder}/Cargo.toml");
    let table = tree.get(&path)?.parse::<Table>().ok()?;
    let name = table.get("package")?.get("name")?.as_str()?.to_owned();
    Some(Manifest { path, name, table })
}

impl Manifest {
    /// Every dependency, also those of one platform.
    pub(crate) fn declared(&self) -> impl Iterator<Item = Declared<'_>> {
        let platforms = self.table.get("target").and_then(Value::as_table);
        let tables =
            platforms.into_iter().flat_map(|platforms| platforms.values().filter_map(Value::as_table));
        tables
            .chain([&self.table])
            .flat_map(|table| SECTIONS.map(|section| (section, table.get(section))))
            .flat_map(|(section, entries)| {
                entries.and_then(Value::as_table).into_iter().flatten().map(move |(key, spec)| {
                    let flag = |name| spec.get(name).and_then(Value::as_bool) == Some(true);
                    Declared {
                        section,
                        name: spec.get("package").and_then(Value::as_str).unwrap_or(key),
                        optional: flag("optional"),
                        from_workspace: flag("workspace"),
                    }
                })
            })
    }

    /// The names of the features that mention `text`.
    pub(crate) fn features_mentioning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let features = self.table.get("features").and_then(Value::as_table);
        features.into_iter().flatten().filter_map(move |(name, items)| {
            let mentions = items.as_array()?.iter().filter_map(Value::as_str).any(|item| item.contains(text));
            mentions.then_some(name.as_str())
        })
    }

    fn has_workspace_lints(&self) -> bool {
        let lints = self.table.get("lints").and_then(|lints| lints.get("workspace"));
        lints.and_then(Value::as_bool) == Some(true)
    }
}

/// Lint tables and versions.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in members(tree) {
        if !manifest.has_workspace_lints() {
            findings.push(Finding::file(
                &manifest.path,
                "expected `[lints] workspace = true`, got none: the workspace's lints hold everywhere; add it",
            ));
        }
        findings.extend(manifest.declared().filter(|declared| !declared.from_workspace).map(|declared| {
            let name = declared.name;
            Finding::file(
                &manifest.path,
                format!(
                    "expected `{name}.workspace = true` in `[{}]`: a version is named once, in the root's `[workspace.dependencies]`; move it there",
                    declared.section
                ),
            )
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::finding::shown;
    use super::*;

    fn planted(manifest: &str) -> Tree {
        Tree::planted(&[("Cargo.toml", "[workspace]\nmembers = [\"a\"]"), ("a/Cargo.toml", manifest)])
    }

    #[test]
    fn a_tidy_manifest_passes() {
        let tree = planted(
            "[package]\nname = \"a\"\n[lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\n\
             url = { workspace = true, optional = true }",
        );
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn lints_and_versions_come_from_the_workspace() {
        let tree = planted(
            "[package]\nname = \"a\"\n[dependencies]\nserde = \"1\"\n\
             [target.'cfg(unix)'.dev-dependencies]\nlibc = { version = \"0.2\" }",
        );
        assert_snapshot!(shown(&check(&tree)));
    }
}
