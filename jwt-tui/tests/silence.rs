//! The debugger is silent: it has no HTTP client, its binary imports nothing that opens a connection,
//! and it opens no socket while it looks at tokens that name addresses.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
use object::Object;

/// Crates that speak HTTP, TLS or DNS, or that bring a reactor for sockets.
const NETWORK_CRATES: &[&str] = &[
    "actix-web",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
];

/// `{"alg":"RS256","jku":"https://issuer.invalid/jwks","x5u":"https://issuer.invalid/x5u"}` with
/// `{"iss":"https://issuer.invalid"}`: three addresses that others look up.
const TOKEN_WITH_ADDRESSES: &str = "eyJhbGciOiJSUzI1NiIsImprdSI6Imh0dHBzOi8vaXNzdWVyLmludmFsaWQvandrcyIsIng1dSI6Imh0dHBzOi8vaXNzdWVyLmludmFsaWQveDV1In0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5pbnZhbGlkIn0.c2ln";

#[test]
fn no_crate_of_the_tree_speaks_http() {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--package", "jwt-tui", "--all-features", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}", "--target", "all"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains("jwt-core") && names.contains("crossterm"), "a tree of its own: {tree}");
    for name in NETWORK_CRATES {
        assert!(!names.contains(name), "{name} is in the tree of jwt-tui");
    }
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn the_binary_imports_nothing_that_connects() {
    let binary = fs::read(env!("CARGO_BIN_EXE_jwt-tui")).unwrap();
    let file = object::File::parse(binary.as_slice()).unwrap();
    let imports: BTreeSet<String> = file
        .imports()
        .unwrap()
        .iter()
        .map(|import| String::from_utf8_lossy(import.name()).into_owned())
        .collect();
    assert!(imports.contains("write"), "no imports where they are looked for: {imports:?}");
    for name in [
        "accept",
        "accept4",
        "bind",
        "connect",
        "freeaddrinfo",
        "getaddrinfo",
        "gethostbyname",
        "listen",
        "recvfrom",
        "sendto",
        "socket",
    ] {
        assert!(!imports.contains(name), "the binary imports {name}()");
    }
}

/// Trap 2.25: an address in a token was called by looking at it.
#[test]
fn no_socket_is_opened_for_a_token_that_names_addresses() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not installed; with it, system calls are watched");
        return;
    }
    for arguments in [&["inspect", "-"][..], &["verify", "-"], &["inspect", "--json", "-"]] {
        let trace = env::temp_dir().join(format!("jwt-tui-trace-{}", std::process::id()));
        let mut child = Command::new("strace")
            .args(["-f", "-e", "trace=%network,write", "-o"])
            .arg(&trace)
            .arg(env!("CARGO_BIN_EXE_jwt-tui"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(TOKEN_WITH_ADDRESSES.as_bytes()).unwrap();
        child.wait().unwrap();
        let calls = fs::read_to_string(&trace).unwrap();
        fs::remove_file(&trace).unwrap();
        if !calls.contains("write(1") {
            eprintln!("skipped: strace may not trace here: {}", calls.lines().next().unwrap_or(""));
            return;
        }
        for call in calls.lines() {
            let opens = ["socket(", "connect(", "sendto(", "bind("];
            if opens.iter().any(|name| call.contains(&format!(" {name}"))) {
                panic!("{arguments:?}: {call}");
            }
        }
    }
}
