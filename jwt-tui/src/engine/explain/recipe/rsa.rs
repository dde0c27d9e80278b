//! Recipes for RSA: `pkeyutl` without padding is the bare power, and the rest is hashing.

use jwt_core::alg::Hash;

use super::Family;
use super::Kitchen;
use super::Made;
use super::Prints;
use super::Script;
use super::digest_name;
use crate::text::Phrase;
use crate::text::explain as words;

pub(super) fn cook(kitchen: &Kitchen<'_>) -> Made {
    match kitchen.step.name {
        "rsa.digest_info" => digest_info(kitchen, false),
        "rsa.expected_message" => digest_info(kitchen, true),
        "rsa.sign" => sign(kitchen),
        "rsa.signature_integer" => {
            let mut script = kitchen.with_token();
            script.line("dec \"$S\" | hex");
            Ok((script, kitchen.prints(&["s"])))
        }
        "rsa.open" => open(kitchen, "", "s^e mod n"),
        "rsa.compare" => open(kitchen, "", "EM"),
        "rsa.pss_split" => split(kitchen),
        "rsa.pss_mask" => mask(kitchen),
        "rsa.pss_compare" => compare(kitchen),
        "verdict" => verdict(kitchen),
        _ => Err(words::NO_RECIPE_COMPARE),
    }
}

/// The fixed octets are read off the value of the step; the hash is computed.
fn digest_info(kitchen: &Kitchen<'_>, is_filled: bool) -> Made {
    let name = if is_filled { "expected EM" } else { "DigestInfo" };
    let hex = kitchen.value(name)?.hex();
    let prefix = kitchen.value_of("rsa.digest_info", "DigestInfo")?.hex();
    let digest = prefix.len().saturating_sub(digest_octets(kitchen).saturating_mul(2));
    let prefix = prefix.get(..digest).unwrap_or_default();
    let mut script = kitchen.with_token();
    if is_filled {
        let info = digest.saturating_add(digest_octets(kitchen).saturating_mul(2));
        let filled = hex.len().saturating_sub(info).saturating_sub(2);
        script.line("E=0001");
        script.line(&format!("while [ ${{#E}} -lt {filled} ]; do E=${{E}}ff; done"));
        script.line("printf %s \"$E\"00");
    }
    script.line(&format!("printf %s {prefix}"));
    script.line(&kitchen.hash_of_input());
    Ok((script, kitchen.prints(&[name])))
}

fn digest_octets(kitchen: &Kitchen<'_>) -> usize {
    kitchen.algorithm.hash().map_or(32, Hash::octets)
}

fn sign(kitchen: &Kitchen<'_>) -> Made {
    let mut script = Script::new();
    kitchen.private_key(&mut script)?;
    script.assign("EM", &kitchen.value("EM")?.hex());
    script.line(
        "bin \"$EM\" | openssl pkeyutl -decrypt -inkey \"$K\" -pkeyopt rsa_padding_mode:none | hex",
    );
    Ok((script, kitchen.prints(&["s"])))
}

/// Raises the signature to the public exponent and prints it.
fn open(kitchen: &Kitchen<'_>, then: &str, name: &str) -> Made {
    let mut script = opened(kitchen)?;
    script.line(&format!("openssl pkeyutl -encrypt -pubin -inkey \"$D/pub\" -in \"$D/sig\" -pkeyopt rsa_padding_mode:none | hex{then}"));
    Ok((script, kitchen.prints(&[name])))
}

fn opened(kitchen: &Kitchen<'_>) -> Result<Script, Phrase> {
    let mut script = kitchen.with_token();
    kitchen.public_key(&mut script)?;
    script.fill("sig", "dec \"$S\"");
    Ok(script)
}

/// EM of PSS may be an octet shorter than the modulus.
fn split(kitchen: &Kitchen<'_>) -> Made {
    let whole = kitchen.value_of("rsa.open", "s^e mod n")?.octets.len();
    let short = kitchen.value("EM")?.octets.len();
    let first = whole.saturating_sub(short).saturating_mul(2).saturating_add(1);
    open(kitchen, &format!(" | cut -c{first}-"), "EM")
}

fn mask(kitchen: &Kitchen<'_>) -> Made {
    let seed = kitchen.value_of("rsa.pss_split", "H")?.hex();
    let length = kitchen.value("mask")?.octets.len();
    let rounds = length.div_ceil(digest_octets(kitchen));
    let counters: Vec<String> = (0..rounds).map(|round| format!("{round:08x}")).collect();
    let mut script = Script::new();
    script.assign("G", &seed);
    script.line(&format!(
        "for c in {}; do bin \"$G$c\" | {}; done | tr -d '\\n' | cut -c1-{}",
        counters.join(" "),
        kitchen.hash_hex(),
        length.saturating_mul(2)
    ));
    Ok((script, kitchen.prints(&["mask"])))
}

fn compare(kitchen: &Kitchen<'_>) -> Made {
    let mut script = kitchen.with_token();
    script.assign("SALT", &kitchen.value("salt")?.hex());
    script.line(&format!("Z=$({})", kitchen.hash_of_input()));
    script.line(&format!("bin \"0000000000000000$Z$SALT\" | {}", kitchen.hash_hex()));
    Ok((script, kitchen.prints(&["H'"])))
}

fn verdict(kitchen: &Kitchen<'_>) -> Made {
    let mut script = opened(kitchen)?;
    let padding = if kitchen.algorithm.family() == Family::RsaPss {
        " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest"
    } else {
        ""
    };
    let digest = digest_name(kitchen.algorithm);
    script.line(&format!(
        "printf %s \"${{T%.*}}\" | openssl dgst -{digest}{padding} -verify \"$D/pub\" -signature \"$D/sig\""
    ));
    Ok((script, Prints::Verdict))
}
