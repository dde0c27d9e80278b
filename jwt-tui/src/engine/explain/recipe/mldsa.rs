//! Recipes for ML-DSA: the hashes, which are SHAKE256. The check itself needs openssl 3.5.

use jwt_core::base64url;

use super::Algorithm;
use super::Kitchen;
use super::Made;
use super::Script;
use crate::text::explain as words;

pub(super) fn cook(kitchen: &Kitchen<'_>) -> Made {
    match kitchen.step.name {
        "mldsa.seed" => {
            let (rows, columns) = match kitchen.algorithm {
                Algorithm::MlDsa44 => (4, 4),
                Algorithm::MlDsa65 => (6, 5),
                _ => (8, 7),
            };
            let mut script = Script::new();
            kitchen.secret(&mut script, kitchen.value("ξ").ok(), words::COMMENT_SEED);
            script
                .line(&format!("bin \"${{SECRET_HEX}}{rows:02x}{columns:02x}\" | {}", shake(128)));
            Ok((script, kitchen.prints(&["ρ ‖ ρ' ‖ K"])))
        }
        "mldsa.key_hash" => {
            let mut script = Script::new();
            public(kitchen, &mut script)?;
            script.line(&format!("dec \"$A\" | {}", shake(64)));
            Ok((script, kitchen.prints(&["tr"])))
        }
        "mldsa.message" => {
            let mut script = kitchen.with_token();
            public(kitchen, &mut script)?;
            script.line(&format!("X=$(dec \"$A\" | {})", shake(64)));
            script.line(&format!(
                "{{ bin \"${{X}}0000\"; printf %s \"${{T%.*}}\"; }} | {}",
                shake(64)
            ));
            Ok((script, kitchen.prints(&["μ"])))
        }
        "mldsa.split" => {
            let digits = kitchen.value("c̃")?.octets.len().saturating_mul(2);
            let mut script = kitchen.with_token();
            script.line(&format!("dec \"$S\" | hex | cut -c1-{digits}"));
            Ok((script, kitchen.prints(&["c̃"])))
        }
        "mldsa.challenge" | "verdict" => Err(words::NO_RECIPE_MLDSA),
        _ => Err(words::NO_RECIPE_COMPARE),
    }
}

fn public(kitchen: &Kitchen<'_>, script: &mut Script) -> Result<(), crate::text::Phrase> {
    let key = kitchen.value_of("mldsa.key_hash", "public key")?;
    script.assign("A", &base64url::encode(key.octets.expose()));
    Ok(())
}

fn shake(octets: usize) -> String {
    format!("openssl dgst -shake256 -xoflen {octets} -r | cut -d' ' -f1")
}
