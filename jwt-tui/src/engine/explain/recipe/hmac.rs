//! Recipes for HMAC: the block and its pads in shell arithmetic, the hashes with openssl.

use super::Kitchen;
use super::Made;
use super::Prints;
use super::Script;
use super::digest_name;
use crate::text::explain as words;

pub(super) fn cook(kitchen: &Kitchen<'_>) -> Made {
    let mut script = kitchen.with_token();
    let secret = kitchen.value_of("hmac.key_block", "secret").ok();
    match kitchen.step.name {
        "hmac.compare" => {
            script.line("dec \"$S\" | hex");
            return Ok((script, Prints::Hex(vec![0])));
        }
        "hmac.key_block" | "hmac.inner_pad" | "hmac.outer_pad" => script = Script::new(),
        "hmac.inner_hash" | "hmac.outer_hash" | "verdict" => {}
        _ => return Err(words::NO_RECIPE_COMPARE),
    }
    kitchen.secret(&mut script, secret, words::COMMENT_SECRET);
    let prints = match kitchen.step.name {
        "hmac.outer_hash" => {
            script.line(&tag(kitchen));
            kitchen.prints(&["tag"])
        }
        "verdict" => {
            script.line(&format!("if [ \"$({})\" = \"$(dec \"$S\" | hex)\" ]", tag(kitchen)));
            script.line("then echo Verified OK; else echo Verification failure; fi");
            Prints::Verdict
        }
        other => {
            block(kitchen, &mut script);
            match other {
                "hmac.key_block" => {
                    script.line("echo \"$K\"");
                    kitchen.prints(&["K0"])
                }
                "hmac.inner_pad" => {
                    script.line("xor \"$K\" 0x36");
                    Prints::Hex(vec![0])
                }
                "hmac.outer_pad" => {
                    script.line("xor \"$K\" 0x5c");
                    Prints::Hex(vec![0])
                }
                _ => {
                    script.line(&format!(
                        "{{ bin \"$(xor \"$K\" 0x36)\"; printf %s \"${{T%.*}}\"; }} | {}",
                        kitchen.hash_hex()
                    ));
                    kitchen.prints(&["inner hash"])
                }
            }
        }
    };
    Ok((script, prints))
}

/// Puts the block, in hexadecimal digits, into `K`.
fn block(kitchen: &Kitchen<'_>, script: &mut Script) {
    let digits = if digest_name(kitchen.algorithm) == "sha256" { 128 } else { 256 };
    let hash = kitchen.hash_hex();
    script.line(&format!(
        "K=$SECRET_HEX; [ ${{#K}} -le {digits} ] || K=$(bin \"$SECRET_HEX\" | {hash})"
    ));
    script.line(&format!("while [ ${{#K}} -lt {digits} ]; do K=${{K}}00; done"));
}

fn tag(kitchen: &Kitchen<'_>) -> String {
    format!(
        "printf %s \"${{T%.*}}\" | openssl dgst -{} -mac HMAC -macopt \"hexkey:$SECRET_HEX\" -r | cut -d' ' -f1",
        digest_name(kitchen.algorithm)
    )
}
