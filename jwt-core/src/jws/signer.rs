//! The port for keys that are held elsewhere: a KMS, an HSM, an agent.
//!
//! Whatever signs is bound to one algorithm, like a [`SigningKey`]. Where signing has to wait for an
//! answer, take the [`SigningInput`](super::SigningInput) apart from the signature instead.

use std::rc::Rc;
use std::sync::Arc;

use super::SignError;
use crate::alg::Algorithm;
use crate::key::SigningKey;

/// A key that signs, wherever it is.
///
/// # Example: a device that only knows ECDSA on P-256
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::jws::SignError;
/// use jwt_core::jws::Signer;
/// # use jwt_core::key::SigningKey;
///
/// struct Device {
/// #   key: SigningKey,
///     // A handle to the device.
/// }
///
/// impl Signer for Device {
///     fn algorithm(&self) -> Algorithm {
///         Algorithm::Es256
///     }
///
///     fn key_id(&self) -> Option<&str> {
///         Some("slot-1")
///     }
///
///     fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
///         // Ask the device for r‖s, 64 octets. DER has to be taken apart first.
/// #       let answer = self.key.sign(signing_input).map_err(|_| "the device is gone");
///         answer.map_err(SignError::signer)
///     }
/// }
///
/// # let device = Device { key: SigningKey::generate(Algorithm::Es256)? };
/// let token = jws::sign(&device, &jws::HeaderBuilder::new(), b"octets")?;
/// # assert!(jws::verify(&token, &device.key.verifying_key(), &Default::default()).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Signer {
    /// Tells the one algorithm of the key.
    fn algorithm(&self) -> Algorithm;

    /// Gives the `kid` that a header gets unless it has one.
    fn key_id(&self) -> Option<&str>;

    /// Signs octets. The signature has the form of JWS: the tag, r‖s, or as long as the modulus.
    ///
    /// # Errors
    ///
    /// [`SignError::Signer`] for whatever went wrong, without any secret.
    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError>;

    /// Signs octets and appends the signature to a buffer, for signers that need no memory of their own.
    ///
    /// # Errors
    ///
    /// As [`Signer::sign`].
    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        signature.extend_from_slice(&self.sign(signing_input)?);
        Ok(())
    }
}

impl Signer for SigningKey {
    fn algorithm(&self) -> Algorithm {
        Self::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        Self::key_id(self)
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(Self::sign(self, signing_input)?)
    }

    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        Ok(Self::sign_append(self, signing_input, signature)?)
    }
}

impl<S: Signer + ?Sized> Signer for &S {
    fn algorithm(&self) -> Algorithm {
        S::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        S::key_id(self)
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        S::sign(self, signing_input)
    }

    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        S::sign_append(self, signing_input, signature)
    }
}

impl<S: Signer + ?Sized> Signer for Arc<S> {
    fn algorithm(&self) -> Algorithm {
        S::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        S::key_id(self)
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        S::sign(self, signing_input)
    }

    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        S::sign_append(self, signing_input, signature)
    }
}

impl<S: Signer + ?Sized> Signer for Box<S> {
    fn algorithm(&self) -> Algorithm {
        S::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        S::key_id(self)
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        S::sign(self, signing_input)
    }

    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        S::sign_append(self, signing_input, signature)
    }
}

impl<S: Signer + ?Sized> Signer for Rc<S> {
    fn algorithm(&self) -> Algorithm {
        S::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        S::key_id(self)
    }

    fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        S::sign(self, signing_input)
    }

    fn sign_append(&self, signing_input: &[u8], signature: &mut Vec<u8>) -> Result<(), SignError> {
        S::sign_append(self, signing_input, signature)
    }
}
