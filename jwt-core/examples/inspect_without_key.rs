//! Looks into a token without any key: `cargo run -p jwt-core --example inspect_without_key [TOKEN]`.

use std::env;
use std::error::Error;

use jwt_core::inspect;

/// As somebody's script made it: with padding, and the time in milliseconds.
const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTcwMDAwMDkwMDAwMH0=.c2lnbmF0dXJl";

/// Takes the program's own arguments.
pub fn main() -> Result<(), Box<dyn Error>> {
    run(env::args().skip(1))
}

/// Shows segments and findings; nothing of it is proven.
///
/// # Errors
///
/// When a fault of the token above is not found.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let argument = arguments.next();
    let token = argument.as_deref().unwrap_or(TOKEN);

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

    // What is wrong with the script's token is always found.
    for code in ["base64url.padding", "inspect.milliseconds"] {
        if argument.is_none() && !seen.findings.iter().any(|finding| finding.code() == code) {
            return Err(format!("{code} was not found").into());
        }
    }
    Ok(())
}
