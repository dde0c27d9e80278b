//! The contenders that can be in one build: those in pure Rust, and the limit. The runner drives the others.

use course::Case;
use course::Cases;

/// One library, or the limit.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) cases: Vec<Case>,
}

impl Contender {
    /// The case of that name.
    pub(crate) fn case(&mut self, name: &str) -> Option<&mut Case> {
        self.cases.iter_mut().find(|case| case.name() == name)
    }
}

/// All of them, ours first.
pub(crate) fn all() -> Vec<Contender> {
    let contenders: [(_, fn() -> Cases); 5] = [
        ("ours", contender_ours::cases),
        ("jsonwebtoken", contender_jsonwebtoken::cases),
        ("jwt-simple", contender_jwt_simple::cases),
        ("jwt-compact", contender_jwt_compact::cases),
        ("limit", contender_limit::cases),
    ];
    contenders
        .into_iter()
        .map(|(name, cases)| Contender { name, cases: cases().unwrap() })
        .collect()
}

/// The case that makes the token which a case works on, or makes itself; `None` for other cases.
///
/// `hs256-verify-borrowed-tiny` works on what `hs256-sign-tiny` makes.
pub(crate) fn signing(case: &str) -> Option<String> {
    let (algorithm, work) = case.split_once('-')?;
    if !work.starts_with("sign") && !work.starts_with("verify") {
        return None;
    }
    let size = ["-tiny", "-large"].into_iter().find(|size| work.ends_with(size));
    Some(format!("{algorithm}-sign{}", size.unwrap_or_default()))
}
