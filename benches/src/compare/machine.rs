//! The machine and the versions, without which a figure says nothing.

use std::fs;
use std::process::Command;

use super::contender::Contenders;
use super::contender::workspace;

/// Processor, system and compiler, in one line.
pub(crate) fn machine() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor_of(&processor);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (system, architecture) = (std::env::consts::OS, std::env::consts::ARCH);
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let compiler = Command::new(rustc).arg("--version").output().ok();
    let compiler = compiler.and_then(|output| String::from_utf8(output.stdout).ok());
    let compiler = compiler.as_deref().map_or("an unknown rustc", compiler_of);
    format!("{processor}, {cores} cores, {system} on {architecture}, {compiler}")
}

/// The model, and those of its extensions that matter here.
fn processor_of(info: &str) -> String {
    let field = |name| {
        let line = info.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
    };
    let model = match field("model name") {
        "" => "an unknown processor".to_owned(),
        name => {
            let [family, number] = ["cpu family", "model\t"].map(field);
            format!("{name} (family {family}, model {number})")
        }
    };
    let flags: Vec<_> = field("flags").split(' ').collect();
    let known = [("sha_ni", "SHA"), ("avx2", "AVX2"), ("avx512f", "AVX-512")];
    let has = known.into_iter().filter(|(flag, _)| flags.contains(flag)).map(|(_, name)| name);
    let has: Vec<_> = has.collect();
    if has.is_empty() { model } else { format!("{model} with {}", has.join(", ")) }
}

/// `rustc 1.95.0`, without the commit and its day.
fn compiler_of(version: &str) -> &str {
    version.split(" (").next().unwrap_or(version).trim()
}

/// The crates whose versions are told beside the libraries.
const BESIDE: [&str; 5] = ["aws-lc-rs", "base64-simd", "hmac", "serde_json", "sha2"];

/// The versions of all contenders, as the lock file has them.
pub(crate) fn versions(contenders: &Contenders) -> String {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap_or_default();
    let compared = contenders.all.iter().map(|contender| contender.package.crate_name);
    let mut names: Vec<_> = compared.chain(BESIDE).collect();
    names.sort_unstable();
    names.dedup();
    let told = names.into_iter().map(|name| format!("`{name}` {}", locked(&lock, name)));
    told.collect::<Vec<_>>().join(", ")
}

/// The commit of ours, and whether files differ from it. `None`: this is no clone.
pub(crate) fn commit() -> Option<String> {
    let describe = ["describe", "--always", "--dirty", "--exclude=*", "--abbrev=10"];
    let told = Command::new("git").arg("-C").arg(workspace()).args(describe).output().ok()?;
    let commit = String::from_utf8(told.stdout).ok()?;
    let commit = commit.trim();
    (told.status.success() && !commit.is_empty()).then(|| commit.to_owned())
}

/// The versions of a crate in a lock file, oldest first.
fn locked(lock: &str, name: &str) -> String {
    let wanted = format!("name = \"{name}\"");
    let lines: Vec<_> = lock.lines().collect();
    let versions = lines.windows(2).filter_map(|pair| match pair {
        [line, version] if *line == wanted => {
            version.strip_prefix("version = \"")?.strip_suffix('"')
        }
        _ => None,
    });
    versions.collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::compiler_of;
    use super::locked;
    use super::processor_of;

    #[test]
    fn a_lock_file_is_read_for_one_crate() {
        let lock = "[[package]]\nname = \"sha2\"\nversion = \"0.10.9\"\n\n[[package]]\nname = \"sha2\"\n\
                    version = \"0.11.0\"\n\n[[package]]\nname = \"sha2-asm\"\nversion = \"1.0.0\"\n";
        assert_eq!(locked(lock, "sha2"), "0.10.9 and 0.11.0");
        assert_eq!(locked(lock, "sha3"), "");
    }

    #[test]
    fn a_processor_is_told_by_its_model_and_extensions() {
        let info =
            "cpu family\t: 6\nmodel\t\t: 143\nmodel name\t: Some CPU\nflags\t\t: fpu sha_ni avx2\n";
        assert_eq!(processor_of(info), "Some CPU (family 6, model 143) with SHA, AVX2");
        assert_eq!(processor_of(""), "an unknown processor");
    }

    #[test]
    fn a_compiler_is_told_without_its_day() {
        assert_eq!(compiler_of("rustc 1.95.0 (59807616e 2026-04-14)\n"), "rustc 1.95.0");
    }
}
