//! Looks into a token without any key: `cargo run -p jwt-core --example inspect_without_key [TOKEN]`.

use std::env;
use std::error::Error;

use jwt_core::inspect;

/// As somebody's script made it: with padding, and the time in milliseconds.
const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTcwMDAwMDkwMDAwMH0=.c2lnbmF0dXJl";

/// Shows segments and findings; nothing of it is proven.
pub fn main() -> Result<(), Box<dyn Error>> {
    let argument = env::args().skip(1).find(|argument| argument.contains('.'));
    let token = argument.unwrap_or_else(|| TOKEN.to_owned());

    let seen = inspect::inspect(token.as_bytes());
    println!("form: {:?}", seen.form);
    for segment in &seen.segments {
        let text = segment.decoded_text().unwrap_or("(octets)");
        println!("{:>10}  bytes {:?}  {text}", segment.name, segment.span);
    }
    for finding in &seen.findings {
        println!("\n{}: {} at bytes {:?}", finding.severity, finding.message, finding.span);
        println!("  {}\n  {}", finding.explanation.meaning, finding.explanation.reference);
    }
    if seen.findings.is_empty() {
        println!("\nnothing to remark, and nothing proven: there was no key");
    }
    Ok(())
}
