//! Sets of keys, and how large each thing is made that grows.

use std::fmt::Write as _;

/// How many keys a set has.
pub const KEYS: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// Gives a JWK Set of so many secrets for HS256, each with a `kid`.
#[must_use]
pub fn key_set(keys: usize) -> String {
    let mut set = String::from("{\"keys\":[");
    for at in 0..keys {
        let comma = if at == 0 { "" } else { "," };
        // A text cannot refuse what is written to it.
        let _written = write!(set, "{comma}{}", key(at));
    }
    set.push_str("]}");
    set
}

/// Gives one key of such a set.
#[must_use]
pub fn key(at: usize) -> String {
    // 43 characters of base64url are 32 octets, and the last of them ends in two zero bits.
    format!("{{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"{}\",\"k\":\"{at:042}A\"}}", key_id(at))
}

/// Gives its name.
#[must_use]
pub fn key_id(at: usize) -> String {
    format!("2023-11-key-{at}")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::key_set;

    #[test]
    fn a_set_has_as_many_keys_as_asked_for() {
        for keys in [0, 1, 100] {
            let set: Value = serde_json::from_str(&key_set(keys)).unwrap();
            assert_eq!(set["keys"].as_array().unwrap().len(), keys);
        }
    }
}
