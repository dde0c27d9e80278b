//! Shows every value on the way to a signature, and to its check:
//! `cargo run -p jwt-core --features trace --example watch_a_signature [ALGORITHM]`.

use std::env;
use std::error::Error;

use jwt_core::Algorithm;
use jwt_core::inspect::trace;
use jwt_core::inspect::trace::Trace;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::SigningKey;

/// Takes an algorithm such as RS256; without one it is ES256.
pub fn main() -> Result<(), Box<dyn Error>> {
    run(env::args().skip(1))
}

/// Signs with a key made for this, then changes one character and checks again.
///
/// # Errors
///
/// When there is no such algorithm.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let algorithm: Algorithm = arguments.next().as_deref().unwrap_or("ES256").parse()?;
    let key = SigningKey::generate(algorithm)?;
    let (token, made) = trace::signing(&key, &HeaderBuilder::new(), br#"{"sub":"alice"}"#)?;
    println!("{token}\n");
    print(&made);

    let mut changed = token.into_bytes();
    // The payload begins behind the first dot.
    let byte = changed.iter_mut().skip_while(|byte| **byte != b'.').nth(1);
    let byte = byte.ok_or("a token has a payload")?;
    *byte = if *byte == b'e' { b'f' } else { b'e' };
    let checked = trace::verifying(&changed, &key.verifying_key());
    println!("One character of the payload is changed:\n");
    checked.steps.iter().filter(|step| !step.holds()).for_each(|step| println!("{step}"));
    if made.holds() && !checked.holds() { Ok(()) } else { Err("the verdicts are wrong".into()) }
}

/// A step writes itself, its secret values masked.
fn print(trace: &Trace) {
    for (number, step) in (1..).zip(&trace.steps) {
        println!("{number}. {step}");
    }
}
