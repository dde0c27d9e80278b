# Short names for commands; the gates themselves are listed in .ci/run.

# Opens the debugger.
run *args:
    cargo run --release -p jwt-tui -- {{args}}

# Tells what happens to twenty requests when their token expires.
story *args:
    cargo run -p interceptor --example story -- {{args}}

# Lets you watch requests and tokens, and disturb them.
live *args:
    cargo run -p interceptor --example live -- {{args}}

# Runs the tests.
test *args:
    cargo test {{args}}

# Runs every gate, as before a commit.
ci:
    .ci/run

# Formats and lints.
lint:
    cargo fmt --all && cargo clippy --workspace --all-targets --all-features -- -D warnings

# Measures us, the other libraries and the limit side by side: `just compare hs256`.
compare *args:
    cargo run -p benches --release -- {{args}}

# Builds the documentation.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --open

# Fuzzes one target until stopped: `just fuzz inspect`.
fuzz target *args:
    cargo fuzz run -s none {{target}} -- {{args}}

# Checks dependencies, known advisories included (needs the network).
deny:
    cargo deny check -A unused-wrapper

# Shows saved screens that changed, one by one.
snapshots:
    cargo insta review
