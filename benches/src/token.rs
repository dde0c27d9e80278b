//! One HS256 token of the typical size, made or read: what `instructions.md` counts the instructions of.

use std::error::Error;
use std::hint::black_box;
use std::time::SystemTime;

use course::AUDIENCE;
use course::ISSUER;
use course::keys;
use course::payload;
use course::payload::Session;
use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Buffer;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

/// What is done once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Case {
    /// A token is verified, and its claims are read into a type that owns its texts.
    Verify,
    /// The same into a type that borrows them, out of a buffer that is used again.
    Borrow,
    /// A token is made of claims.
    Sign,
}

/// A key, rules and a token, ready for every case.
pub struct Stage {
    key: SigningKey,
    verifier: Verifier<VerifyingKey>,
    token: String,
    claims: Session<String>,
    buffer: Buffer,
}

impl Case {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Verify, Self::Borrow, Self::Sign];

    /// The name, as the program `instructions` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Borrow => "borrow",
            Self::Sign => "sign",
        }
    }

    /// The case of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }
}

impl Stage {
    /// Parses the key once, as a service does.
    ///
    /// # Errors
    ///
    /// None, unless a constant is wrong.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let key = SigningKey::hmac(Algorithm::Hs256, keys::HMAC)?;
        let verifier = Verifier::new(key.verifying_key()).issuer(ISSUER).audience(AUDIENCE);
        let claims = payload::session();
        let token = jwt::sign(&key, &claims)?;
        Ok(Self { key, verifier, token, claims, buffer: Buffer::new() })
    }

    /// Does one case once. `None`: the token was refused.
    #[must_use]
    pub fn run(&mut self, case: Case) -> Option<()> {
        let Self { key, verifier, token, claims, buffer } = self;
        let token = black_box(token.as_str());
        let now = SystemTime::now();
        match case {
            Case::Verify => {
                black_box(verifier.verify_as::<Session<String>>(token, now).ok()?);
            }
            Case::Borrow => {
                black_box(verifier.verify_borrowed::<Session<&str>>(token, now, buffer).ok()?);
            }
            Case::Sign => {
                black_box(jwt::sign(key, black_box(claims)).ok()?);
            }
        }
        Some(())
    }
}
