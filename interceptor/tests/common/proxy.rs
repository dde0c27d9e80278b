//! A test again, in an environment that names a proxy.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::Command;

/// Runs one test of this binary again, in a process whose environment names a proxy that never answers: the test
/// must pass, and the proxy must not have been asked.
pub(crate) fn passes_without_the_proxy_of_the_environment(test: &str) {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    // The environment is read when a client is made: only a process of its own can have another one.
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test])
        .env("HTTP_PROXY", &address)
        .env("http_proxy", &address)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
    proxy.set_nonblocking(true).unwrap();
    assert_eq!(proxy.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}
