//! Making a JWS in JSON Serialization: the signatures one by one, then the text (RFC 7515 §7.2).

use core::fmt;
use core::fmt::Write;
use std::borrow::Cow;

use super::read::Text;
use super::read::joined;
use crate::base64url;
use crate::json;
use crate::jws::HeaderBuilder;
use crate::jws::Policy;
use crate::jws::SignError;
use crate::jws::Signer;
use crate::jws::sign::check_length;
use crate::jws::sign::signing_input;
use crate::jws::sign::start;
use crate::jws::sign::unlimited;

/// A payload, and the signatures over it so far.
///
/// `alg` always stands in the protected header. See [`verify_json`](crate::jws::verify_json) for an
/// example.
#[derive(Clone)]
pub struct JsonSigning<'p> {
    payload: &'p [u8],
    detached: bool,
    signatures: Vec<Made>,
}

#[derive(Clone)]
struct Made {
    protected: String,
    unprotected: Option<String>,
    signature: Vec<u8>,
    unencoded: bool,
}

impl<'p> JsonSigning<'p> {
    /// Starts with the payload, any octets.
    #[must_use]
    pub const fn new(payload: &'p [u8]) -> Self {
        Self { payload, detached: false, signatures: Vec::new() }
    }

    /// Leaves the payload out of the text (RFC 7515 Appendix F).
    #[must_use]
    pub const fn detached(mut self) -> Self {
        self.detached = true;
        self
    }

    /// Signs under a protected header.
    ///
    /// # Errors
    ///
    /// [`SignError::Header`] for what a verifier would refuse, and what the signer raises.
    pub fn signature<S: Signer + ?Sized>(
        self,
        signer: &S,
        protected: &HeaderBuilder,
    ) -> Result<Self, SignError> {
        self.signature_with(signer, protected, &HeaderBuilder::new())
    }

    /// Signs under a protected header, and puts parameters that nobody signs beside it.
    ///
    /// The key's `kid` goes into the protected header unless either has one.
    ///
    /// # Errors
    ///
    /// As [`JsonSigning::signature`], of both headers: [`SignError::Header`] for a parameter that stands
    /// in both, that must be protected, or that carries a key or its address.
    pub fn signature_with<S: Signer + ?Sized>(
        mut self,
        signer: &S,
        protected: &HeaderBuilder,
        unprotected: &HeaderBuilder,
    ) -> Result<Self, SignError> {
        let algorithm = signer.algorithm();
        let key_id = signer.key_id().filter(|_| !unprotected.has("kid"));
        let (header, unencoded) = start(algorithm, key_id, protected)?;
        let unprotected = unprotected.to_unprotected_json();
        if let Some(json) = &unprotected {
            read_back(&header, json)?;
        }
        if self.signatures.iter().any(|made| made.unencoded != unencoded) {
            return Err(SignError::Signatures("b64 differs between them"));
        }
        let signature = signer.sign(&signing_input(&header, self.payload, unencoded))?;
        check_length(algorithm, &signature)?;
        self.signatures.push(Made { protected: header, unprotected, signature, unencoded });
        Ok(self)
    }

    /// Writes the general form.
    ///
    /// # Errors
    ///
    /// [`SignError::Signatures`] when there is none, [`SignError::Payload`] when an unencoded payload
    /// is no text and not detached.
    pub fn general(&self) -> Result<String, SignError> {
        if self.signatures.is_empty() {
            return Err(SignError::Signatures("there is none, expected one or more"));
        }
        let mut json = self.opening()?;
        json.push_str("\"signatures\":[");
        for (index, made) in self.signatures.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let _ = write!(json, "{comma}{{{}}}", made.members());
        }
        json.push_str("]}");
        Ok(json)
    }

    /// Writes the flattened form, which has exactly one signature.
    ///
    /// # Errors
    ///
    /// [`SignError::Signatures`] when there is none or more than one, and as [`JsonSigning::general`].
    pub fn flattened(&self) -> Result<String, SignError> {
        let [made] = &*self.signatures else {
            return Err(SignError::Signatures("the flattened form has exactly one"));
        };
        Ok(format!("{}{}}}", self.opening()?, made.members()))
    }

    fn opening(&self) -> Result<String, SignError> {
        let unencoded = self.signatures.first().is_some_and(|made| made.unencoded);
        if self.detached {
            return Ok("{".to_owned());
        }
        let payload = if unencoded {
            let text = core::str::from_utf8(self.payload);
            text.map_err(|_| SignError::Payload("JSON takes UTF-8 text"))?.to_owned()
        } else {
            base64url::encode(self.payload)
        };
        Ok(format!("{{\"payload\":{},", serde_json::Value::from(payload)))
    }
}

impl fmt::Debug for JsonSigning<'_> {
    /// Shows counts and nothing of payload, headers and signatures.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonSigning")
            .field("payload_bytes", &self.payload.len())
            .field("detached", &self.detached)
            .field("signatures", &self.signatures.len())
            .finish_non_exhaustive()
    }
}

/// Reads both headers as a verifier does that believes nothing; places are those of the unprotected one.
fn read_back(protected: &str, unprotected: &str) -> Result<(), SignError> {
    let policy = Policy::default().caps(unlimited());
    let (text, span) = (Cow::Borrowed(protected), 0..protected.len());
    let own = Text { text, raw: protected, span };
    let value = json::read(unprotected.as_bytes(), &policy.caps.json()).value;
    joined(Some(&own), value.as_ref(), unprotected, &policy).map_err(SignError::Header)?;
    Ok(())
}

impl Made {
    fn members(&self) -> String {
        let mut json = format!("\"protected\":\"{}\"", self.protected);
        if let Some(header) = &self.unprotected {
            let _ = write!(json, ",\"header\":{header}");
        }
        let _ = write!(json, ",\"signature\":\"{}\"", base64url::encode(&self.signature));
        json
    }
}
