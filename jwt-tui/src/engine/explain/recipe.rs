//! A shell command for each step that computes its value again, with `openssl` and POSIX tools.
//!
//! A recipe stands for itself: it can be pasted into any POSIX shell and runs in a subshell, so that it
//! leaves nothing behind. Secrets are written into it only when they are revealed; else it asks for
//! `$SECRET_HEX` or the file `key.pem`. Where openssl shows no such value the recipe is a few lines of
//! `bc`, and where there is no honest one, none is given and a sentence says why.
//!
//! Only lines that are our own and literals that are quoted here reach a recipe.

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::key::Jwk;
use jwt_core::secret::Secret;
use zeroize::Zeroizing;

use super::Chosen;
use super::Explained;
use super::Form;
use super::Step;
use super::Value;
use super::encoding::digest_name;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::explain as words;

mod ecdsa;
mod eddsa;
mod hmac;
mod mldsa;
mod rsa;
mod script;

use self::script::Script;

/// What recipes are made of besides the values of the steps.
#[derive(Clone, Debug)]
pub struct Materials {
    token: Secret,
    public_pem: Option<String>,
    private: Option<Jwk>,
}

/// A command, whole and as it is shown.
#[derive(Clone)]
pub struct Recipe {
    /// The text to paste.
    pub script: Zeroizing<String>,
    /// The same in lines, long literals cut.
    pub shown: Vec<String>,
    /// What it prints.
    pub prints: Prints,
}

/// What a recipe prints.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Prints {
    /// The values with these numbers in hexadecimal digits, a line each.
    Hex(Vec<usize>),
    /// The octets of a value as they are.
    Octets(usize),
    /// What openssl says of the signature: a line with `Verified` in it when it holds.
    Verdict,
}

impl core::fmt::Debug for Recipe {
    /// Shows nothing of the script, which may hold secrets.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Recipe").field("prints", &self.prints).finish_non_exhaustive()
    }
}

impl Materials {
    pub(super) fn new(token: &[u8], key: Option<&Chosen>) -> Self {
        let public_pem = key.and_then(|key| {
            let public = key.verifying.jwk().public()?;
            public.to_pem().ok().map(|pem| pem.to_string())
        });
        let private = key.and_then(|key| key.signing.as_ref()).map(|key| key.jwk().clone());
        Self { token: token.into(), public_pem, private }
    }
}

/// What the recipe of a step is made from.
struct Kitchen<'e> {
    explained: &'e Explained,
    step: &'e Step,
    algorithm: Algorithm,
    is_revealed: bool,
    lang: Lang,
}

type Made = Result<(Script, Prints), Phrase>;

/// Writes the recipe of a step, with secrets in it or without.
///
/// # Errors
///
/// The sentence that says why there is none.
pub fn recipe(
    explained: &Explained,
    index: usize,
    is_revealed: bool,
    lang: Lang,
) -> Result<Recipe, Phrase> {
    let Some(step) = explained.steps.get(index) else { return Err(words::NO_RECIPE_COMPARE) };
    let token = explained.materials.token.expose();
    if !token.iter().all(u8::is_ascii_graphic) {
        return Err(words::NO_RECIPE_TOKEN);
    }
    let algorithm = explained.algorithm.unwrap_or(Algorithm::Hs256);
    let kitchen = Kitchen { explained, step, algorithm, is_revealed, lang };
    let (script, prints) = kitchen.cook()?;
    let (script, shown) = script.finish();
    Ok(Recipe { script, shown, prints })
}

impl Kitchen<'_> {
    fn cook(&self) -> Made {
        match self.step.name {
            "idea" => Err(words::NO_RECIPE_IDEA),
            "key" => Err(words::NO_RECIPE_KEY),
            "header.json" => Ok(self.decode("H")),
            "payload.json" => Ok(self.decode("P")),
            "header.encode" | "payload.encode" => self.encode(),
            "signing_input" => {
                let mut script = self.with_token();
                script.line("printf %s \"${T%.*}\"");
                Ok((script, Prints::Octets(0)))
            }
            "signature" => {
                let mut script = self.with_token();
                script.line("dec \"$S\" | hex");
                Ok((script, Prints::Hex(vec![0])))
            }
            "hash" => {
                let mut script = self.with_token();
                script.line(&self.hash_of_input());
                Ok((script, Prints::Hex(vec![self.step.values.len().saturating_sub(1)])))
            }
            _ => match self.algorithm.family() {
                Family::Hmac => hmac::cook(self),
                Family::RsaPkcs1 | Family::RsaPss => rsa::cook(self),
                Family::Ecdsa => ecdsa::cook(self),
                Family::EdDsa => eddsa::cook(self),
                Family::MlDsa => mldsa::cook(self),
                _ => Err(words::NO_RECIPE_COMPARE),
            },
        }
    }

    /// Begins with the token in `T` and its segments in `H`, `P` and `S`.
    fn with_token(&self) -> Script {
        let mut script = Script::new();
        let token = String::from_utf8_lossy(self.explained.materials.token.expose());
        script.assign("T", &token);
        script.line("H=${T%%.*} R=${T#*.}; P=${R%%.*} S=${R#*.}");
        script
    }

    fn decode(&self, name: &str) -> (Script, Prints) {
        let mut script = self.with_token();
        let is_text = self.step.values.first().is_some_and(|value| value.form == Form::Text);
        script.line(&format!("dec \"${name}\"{}", if is_text { "" } else { " | hex" }));
        (script, if is_text { Prints::Octets(0) } else { Prints::Hex(vec![0]) })
    }

    /// Encodes the octets that the step before has.
    fn encode(&self) -> Made {
        let source =
            if self.step.name.starts_with("header") { "header.json" } else { "payload.json" };
        let step = self.explained.steps.iter().find(|step| step.name == source);
        let Some(value) = step.and_then(|step| step.values.first()) else {
            return Err(words::NOT_ENCODED_TITLE);
        };
        let mut script = Script::new();
        script.printf(value.octets.expose(), " | enc");
        Ok((script, Prints::Octets(0)))
    }

    /// The command that hashes the signing input and prints hexadecimal digits.
    fn hash_of_input(&self) -> String {
        format!("printf %s \"${{T%.*}}\" | {}", self.hash_hex())
    }

    /// What hashes a stream and prints hexadecimal digits.
    fn hash_hex(&self) -> String {
        format!("openssl dgst -{} -r | cut -d' ' -f1", digest_name(self.algorithm))
    }

    /// Puts the secret, in hexadecimal digits, into `SECRET_HEX`, or asks for it.
    ///
    /// What is there already may be the secret as text: it is refused, for it would compute a value
    /// that looks like one.
    fn secret(&self, script: &mut Script, octets: Option<&Value>, missing: Phrase) {
        match octets.filter(|_| self.is_revealed) {
            Some(value) => script.assign("SECRET_HEX", &Zeroizing::new(value.hex())),
            None => {
                script.line(&format!(": \"${{SECRET_HEX:?{}}}\"", missing.of(self.lang)));
                script.line(&format!(
                    "case $SECRET_HEX$((${{#SECRET_HEX}} % 2)) in *[!0-9A-Fa-f]*|*1) echo '{}' >&2; exit 1;; esac",
                    words::COMMENT_NO_HEX.of(self.lang)
                ));
            }
        }
    }

    /// Puts the private key into a file named by `K`, or asks for one.
    fn private_key(&self, script: &mut Script) -> Result<(), Phrase> {
        let pem = self.explained.materials.private.as_ref().and_then(|key| key.to_pem().ok());
        match pem.filter(|_| self.is_revealed) {
            Some(pem) => {
                script.file("key", &pem);
                script.line("K=$D/key");
            }
            None => script.line(&format!(
                "K=key.pem; [ -r $K ] || {{ echo '{}' >&2; exit 1; }}",
                words::COMMENT_KEY.of(self.lang)
            )),
        }
        Ok(())
    }

    /// Puts the public key into the file `$D/pub`.
    fn public_key(&self, script: &mut Script) -> Result<(), Phrase> {
        let pem = self.explained.materials.public_pem.as_deref();
        script.file("pub", pem.ok_or(words::NO_RECIPE_KEY)?);
        Ok(())
    }

    /// A value of this step.
    fn value(&self, name: &str) -> Result<&Value, Phrase> {
        find(self.step, name).ok_or(words::NO_RECIPE_INTERNAL)
    }

    /// A value of any step.
    fn value_of(&self, step: &str, name: &str) -> Result<&Value, Phrase> {
        let step = self.explained.steps.iter().find(|one| one.name == step);
        step.and_then(|step| find(step, name)).ok_or(words::NO_RECIPE_INTERNAL)
    }

    /// The places of values of this step, for what is printed.
    fn prints(&self, names: &[&str]) -> Prints {
        let place = |name: &&str| {
            self.step.values.iter().position(|value| value.name.of(Lang::En) == *name)
        };
        Prints::Hex(names.iter().filter_map(place).collect())
    }
}

fn find<'s>(step: &'s Step, name: &str) -> Option<&'s Value> {
    step.values.iter().find(|value| value.name.of(Lang::En) == name)
}

#[cfg(test)]
mod tests;
