//! The JOSE Header of a token that is being made (RFC 7515 §4).
//!
//! `alg` and `kid` come from the key when the token is signed, so that they cannot contradict it.
//! Parameters keep the order in which they were given.

use core::fmt;
use core::fmt::Write;

use serde::Serialize;

use crate::explain::Explanation;
use crate::explain::Rfc;

/// Parameters for a new header; `alg` is added by signing.
///
/// # Example: an access token's header
///
/// ```
/// use jwt_core::jws::HeaderBuilder;
///
/// let header = HeaderBuilder::new().typ("at+jwt").member("ver", &2)?;
/// # Ok::<(), jwt_core::jws::HeaderError>(())
/// ```
#[derive(Clone, Default, Eq, PartialEq)]
pub struct HeaderBuilder {
    members: Vec<(String, String)>,
    /// What `crit` will list, each once.
    critical: Vec<String>,
}

/// Why a parameter cannot be put into a header.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// `alg` comes from the key alone.
    #[error("alg comes from the key and cannot be set")]
    Algorithm,
    /// `crit` is written from what was added as critical (RFC 7515 §4.1.11).
    #[error("crit lists what was added as critical and cannot be set")]
    Critical,
    /// The parameter is there already; names must be unique (RFC 7515 §4).
    #[error("{0:?} is already in the header")]
    Duplicate(String),
    /// The value has no JSON form.
    #[error("the value of {0:?} cannot be written as JSON")]
    Value(String),
}

impl HeaderError {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Algorithm => &ALGORITHM_SET,
            Self::Critical => &CRITICAL_SET,
            Self::Duplicate(_) => &PARAMETER_REPEATED,
            Self::Value(_) => &PARAMETER_UNWRITABLE,
        }
    }
}

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] =
    &[&ALGORITHM_SET, &CRITICAL_SET, &PARAMETER_REPEATED, &PARAMETER_UNWRITABLE];

/// Shown when somebody sets `alg` by hand.
const ALGORITHM_SET: Explanation = Explanation {
    code: "jws.algorithm_set",
    title: "alg is not set by hand",
    meaning: "The key has one algorithm, and the header says which. A header that says another makes \
              a token that nobody can verify.",
    remedy: "Leave alg out, or sign with a key for the other algorithm.",
    reference: Rfc { number: 8725, section: "3.1" },
};

/// Shown when somebody sets `crit` by hand.
const CRITICAL_SET: Explanation = Explanation {
    code: "jws.critical_set",
    title: "crit is not set by hand",
    meaning: "crit lists the parameters that were added as critical. A list of its own could leave one \
              out, and a verifier would pass over what it must understand.",
    remedy: "Leave crit out and add each parameter that it should name as critical.",
    reference: Rfc { number: 7515, section: "4.1.11" },
};

/// Shown when a parameter is added twice.
const PARAMETER_REPEATED: Explanation = Explanation {
    code: "jws.parameter_repeated",
    title: "A header parameter was given twice",
    meaning: "Names in a header are unique; readers disagree about which of two values counts.",
    remedy: "Give each parameter once.",
    reference: Rfc { number: 7515, section: "4" },
};

/// Shown when the value of a parameter cannot be written.
const PARAMETER_UNWRITABLE: Explanation = Explanation {
    code: "jws.parameter_unwritable",
    title: "A header parameter has no JSON form",
    meaning: "A header is JSON: values that are maps with other keys than text, or that fail to \
              serialize, cannot stand in it.",
    remedy: "Give text, a number, a list or a map with text keys.",
    reference: Rfc { number: 7515, section: "4" },
};

impl HeaderBuilder {
    /// Starts with no parameter.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `typ`, the media type of the token, such as `JWT` or `at+jwt` (RFC 8725 §3.11).
    #[must_use]
    pub fn typ(self, typ: &str) -> Self {
        self.text("typ", typ)
    }

    /// Sets `cty`, the media type of the payload.
    #[must_use]
    pub fn cty(self, cty: &str) -> Self {
        self.text("cty", cty)
    }

    /// Sets `kid`, in place of the key's own.
    #[must_use]
    pub fn key_id(self, key_id: &str) -> Self {
        self.text("kid", key_id)
    }

    /// Adds a parameter of any name but `alg` and `crit`.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Algorithm`], [`HeaderError::Critical`], [`HeaderError::Duplicate`] and
    /// [`HeaderError::Value`].
    pub fn member<V: Serialize + ?Sized>(
        mut self,
        name: &str,
        value: &V,
    ) -> Result<Self, HeaderError> {
        if name == "alg" {
            return Err(HeaderError::Algorithm);
        }
        if name == "crit" {
            return Err(HeaderError::Critical);
        }
        if self.has(name) {
            return Err(HeaderError::Duplicate(name.to_owned()));
        }
        let value =
            serde_json::to_string(value).map_err(|_| HeaderError::Value(name.to_owned()))?;
        self.members.push((name.to_owned(), value));
        Ok(self)
    }

    /// Adds a parameter that a verifier must understand, and names it in `crit` (RFC 7515 §4.1.11).
    ///
    /// # Errors
    ///
    /// As [`HeaderBuilder::member`]. Whether the standard lets `crit` name it is asked when signing.
    pub fn critical<V: Serialize + ?Sized>(
        self,
        name: &str,
        value: &V,
    ) -> Result<Self, HeaderError> {
        let mut header = self.member(name, value)?;
        header.critical.push(name.to_owned());
        Ok(header)
    }

    /// Lets the payload stand as it is: `b64` false, named in `crit` (RFC 7797). Never for a JWT.
    ///
    /// Replaces a `b64` that was given before.
    #[must_use]
    pub fn unencoded(mut self) -> Self {
        self.members.retain(|(known, _)| known != "b64");
        self.members.push(("b64".to_owned(), "false".to_owned()));
        if !self.critical.iter().any(|known| known == "b64") {
            self.critical.push("b64".to_owned());
        }
        self
    }

    /// Tells whether a parameter of this name was given.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.members.iter().any(|(known, _)| known == name)
    }

    /// Writes the header as JSON: `alg` first, then what was given, then the key's `kid`.
    pub(super) fn to_json(&self, algorithm: &str, key_id: Option<&str>) -> String {
        let mut json = format!("{{\"alg\":\"{algorithm}\"");
        for (name, value) in &self.members {
            let _ = write!(json, ",{}:{value}", quoted(name));
        }
        if let Some(key_id) = key_id.filter(|_| !self.has("kid")) {
            let _ = write!(json, ",\"kid\":{}", quoted(key_id));
        }
        if let Some(names) = self.to_crit() {
            let _ = write!(json, ",\"crit\":{names}");
        }
        json.push('}');
        json
    }

    /// Writes an unprotected header: only what was given; `None` when that is nothing.
    ///
    /// A `crit` is written too, so that whoever reads it back sees what was asked for.
    pub(super) fn to_unprotected_json(&self) -> Option<String> {
        let members = self.members.iter().map(|(name, value)| format!("{}:{value}", quoted(name)));
        let crit = self.to_crit().map(|names| format!("\"crit\":{names}"));
        let members: Vec<String> = members.chain(crit).collect();
        (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
    }

    /// Writes the value of `crit`; `None` when nothing is critical.
    fn to_crit(&self) -> Option<String> {
        let names: Vec<String> = self.critical.iter().map(|name| quoted(name)).collect();
        (!names.is_empty()).then(|| format!("[{}]", names.join(",")))
    }

    fn text(mut self, name: &str, value: &str) -> Self {
        self.members.retain(|(known, _)| known != name);
        self.members.push((name.to_owned(), quoted(value)));
        self
    }
}

impl fmt::Debug for HeaderBuilder {
    /// Shows the names and no value: a log is no place for tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.members.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("HeaderBuilder").field("names", &names).finish_non_exhaustive()
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_names_are_unique() {
        let header = HeaderBuilder::new().typ("JWT").member("z", &1).unwrap().key_id("a\"b");
        assert_eq!(
            header.to_json("HS256", Some("key's own")),
            r#"{"alg":"HS256","typ":"JWT","z":1,"kid":"a\"b"}"#
        );
        assert_eq!(header.clone().member("z", &2), Err(HeaderError::Duplicate("z".into())));
        assert_eq!(header.member("alg", "none"), Err(HeaderError::Algorithm));
        assert_eq!(
            HeaderBuilder::new().to_json("HS256", Some("k")),
            r#"{"alg":"HS256","kid":"k"}"#
        );
    }
    #[test]
    fn unencoded_is_false_and_critical_whatever_was_given_before() {
        let wanted = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
        let new = HeaderBuilder::new;
        for header in [
            new().unencoded(),
            new().unencoded().unencoded(),
            new().member("b64", &true).unwrap().unencoded(),
            new().member("b64", &false).unwrap().unencoded(),
            new().critical("b64", &true).unwrap().unencoded(),
        ] {
            assert_eq!(header.to_json("HS256", None), wanted);
        }
    }

    #[test]
    fn crit_lists_what_was_added_as_critical_and_is_never_given() {
        let header = HeaderBuilder::new().critical("x", &1).unwrap();
        assert_eq!(header.clone().member("crit", &["y"]), Err(HeaderError::Critical));
        assert_eq!(HeaderBuilder::new().critical("crit", &["y"]), Err(HeaderError::Critical));
        assert_eq!(header.to_json("HS256", None), r#"{"alg":"HS256","x":1,"crit":["x"]}"#);
        assert_eq!(header.to_unprotected_json().unwrap(), r#"{"x":1,"crit":["x"]}"#);
        assert_eq!(HeaderBuilder::new().to_unprotected_json(), None);
    }
}
