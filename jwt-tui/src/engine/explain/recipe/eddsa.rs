//! Recipes for Ed25519: openssl signs and hashes, `bc` reduces modulo L.

use super::Kitchen;
use super::Made;
use super::Prints;
use crate::text::explain as words;

/// The group order, 2^252 + 27742317777372353535851937790883648493.
const ORDER: &str = "1000000000000000000000000000000014DEF9DEA2F79CD65812631A5CF5D3ED";

pub(super) fn cook(kitchen: &Kitchen<'_>) -> Made {
    let mut script = kitchen.with_token();
    match kitchen.step.name {
        "eddsa.seed_hash" => {
            kitchen.private_key(&mut script)?;
            script.line("openssl pkey -in \"$K\" -outform DER | tail -c 32 | openssl dgst -sha512 -r | cut -d' ' -f1");
            Ok((script, kitchen.prints(&["h"])))
        }
        "eddsa.nonce" | "eddsa.response" => {
            kitchen.private_key(&mut script)?;
            script.fill("input", "printf %s \"${T%.*}\"");
            let (cut, name) =
                if kitchen.step.name == "eddsa.nonce" { ("1-64", "R") } else { ("65-", "S") };
            script.line(&format!(
                "openssl pkeyutl -sign -rawin -inkey \"$K\" -in \"$D/input\" | hex | cut -c{cut}"
            ));
            Ok((script, kitchen.prints(&[name])))
        }
        "eddsa.split" => {
            script.line("dec \"$S\" | hex | cut -c1-64");
            script.line("dec \"$S\" | hex | cut -c65-");
            Ok((script, kitchen.prints(&["R", "S"])))
        }
        "eddsa.challenge" => {
            script.assign("A", &kitchen.value("A")?.hex());
            script.line("X=$({ bin \"$(dec \"$S\" | hex | cut -c1-64)$A\"; printf %s \"${T%.*}\"; } | openssl dgst -sha512 -r | cut -d' ' -f1)");
            script.line("echo \"$X\"");
            script.line("B=$(rev \"$X\" | tr a-f A-F)");
            script.line(&format!("rev \"$(echo \"obase=16;ibase=16;$B%{ORDER}\" | bc | low 64)\""));
            Ok((script, kitchen.prints(&["SHA-512(R ‖ A ‖ M)", "k"])))
        }
        "verdict" => {
            kitchen.public_key(&mut script)?;
            script.fill("sig", "dec \"$S\"");
            script.fill("input", "printf %s \"${T%.*}\"");
            script.line("openssl pkeyutl -verify -rawin -pubin -inkey \"$D/pub\" -in \"$D/input\" -sigfile \"$D/sig\"");
            Ok((script, Prints::Verdict))
        }
        "eddsa.equation" => Err(words::NO_RECIPE_INTERNAL),
        _ => Err(words::NO_RECIPE_COMPARE),
    }
}
