//! Forging is out of reach unless the feature `hazmat` is asked for by name.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::fs;
use std::path::Path;

/// Does not compile when `inspect::forge` is there without the feature: two glob imports would bring
/// the same name, and a name that two of them bring cannot be used.
#[cfg(not(feature = "hazmat"))]
mod without_the_feature {
    mod both {
        mod ours {
            pub(in super::super) mod forge {
                pub(in super::super::super) const OURS: bool = true;
            }
        }

        pub(super) use self::ours::*;
        pub(super) use jwt_core::inspect::*;
    }

    #[test]
    fn there_is_no_forge() {
        assert!(both::catalog().count() > 50, "the globs bring nothing");
        const { assert!(both::forge::OURS) };
    }
}

#[cfg(feature = "hazmat")]
#[test]
fn with_the_feature_there_is_one() {
    assert_eq!(jwt_core::inspect::forge::Forgery::new().unsigned(), "e30..");
}

#[test]
fn the_feature_is_off_by_default() {
    let manifest = read(Path::new("Cargo.toml"));
    let default = manifest.lines().find(|line| line.starts_with("default")).unwrap();
    assert!(!default.contains("hazmat"), "{default}");
    assert!(manifest.lines().any(|line| line.starts_with("hazmat")), "the feature is gone");
}

/// Nothing in the library leads to it but the one gated line, so no other door can be left open.
#[test]
fn nothing_else_in_the_library_names_it() {
    let mut names = Vec::new();
    collect(Path::new("src"), &mut names);
    let gate = "src/inspect.rs: #[cfg(feature = \"hazmat\")] pub mod forge;";
    assert_eq!(names, [gate], "only the gated line may name the module");
}

fn collect(folder: &Path, names: &mut Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if root.join(&path).is_dir() {
            if path != Path::new("src/inspect/forge") {
                collect(&path, names);
            }
        } else if path.extension().is_some_and(|one| one == "rs")
            && path != Path::new("src/inspect/forge.rs")
        {
            let mut before = String::new();
            for line in read(&path).lines().map(str::trim) {
                if !line.starts_with("//") && names_the_module(line) {
                    let place = path.to_string_lossy().replace('\\', "/");
                    names.push(format!("{place}: {before} {line}"));
                }
                line.clone_into(&mut before);
            }
        }
    }
}

/// Tells a path, declaration or import of the module; a function of that name is none.
fn names_the_module(line: &str) -> bool {
    let mut words = line.split(|char: char| !char.is_alphanumeric() && char != '_');
    let import = line.starts_with("use ") || line.starts_with("pub use ");
    let place = ["mod forge", "forge::", "::forge"].iter().any(|one| line.contains(one));
    words.any(|word| word == "forge") && (import || place)
}

fn read(path: &Path) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
