//! What one flipped bit changes: characters of the token, the hash, the verdict.
//!
//! The token itself is left alone; a copy is changed, encoded and checked.

use core::ops::Range;

use jwt_core::base64url;
use jwt_core::jws;

use super::Chosen;
use super::encoding;
use super::steps;
use crate::engine::verdict;
use crate::text::Phrase;
use crate::text::explain::core::phrase;

/// Which bit: of a decoded segment.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Place {
    /// 0 header, 1 payload, 2 signature.
    pub segment: usize,
    /// The octet.
    pub octet: usize,
    /// The bit, 0 the highest to 7 the lowest.
    pub bit: usize,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Flipped {
    /// Which bit it was.
    pub place: Place,
    /// How many octets the segment has.
    pub octets: usize,
    /// The octet before and after.
    pub octet: [u8; 2],
    /// The group of characters in the token that carries the octet.
    pub group: Range<usize>,
    /// The characters of that group before and after.
    pub symbols: [String; 2],
    /// The characters that changed, as places in the token.
    pub changed: Vec<usize>,
    /// Name of the hash of the signing input.
    pub hash: &'static str,
    /// It before and after.
    pub digests: [Vec<u8>; 2],
    /// Of an HMAC key: how many bits of the tag changed, and of how many.
    pub tag: Option<(usize, usize)>,
    /// Whether the token holds before and after; none without a key.
    pub holds: Option<[bool; 2]>,
    /// The first thing that no longer holds.
    pub failed: Option<Phrase>,
}

impl Flipped {
    /// How many bits of the hash changed, and of how many.
    #[must_use]
    pub fn hash_bits(&self) -> (usize, usize) {
        let [before, after] = &self.digests;
        (differing_bits(before, after), before.len().saturating_mul(8))
    }
}

/// How many octets a segment decodes to; none when it is no base64url or is not there.
#[must_use]
pub fn octets_of(token: &[u8], segment: usize) -> Option<usize> {
    let span = encoding::segments(token).get(segment).cloned()?;
    base64url::decode(token.get(span)?).ok().map(|octets| octets.len()).filter(|&count| count > 0)
}

/// Flips one bit of a copy of the token and looks at it; none where there is no such bit.
#[must_use]
pub fn flip(token: &[u8], place: Place, key: Option<&Chosen>) -> Option<Flipped> {
    let span = encoding::segments(token).get(place.segment).cloned()?;
    let mut octets = base64url::decode(token.get(span.clone())?).ok()?;
    let before = *octets.get(place.octet)?;
    let mask = 0x80_u8.checked_shr(u32::try_from(place.bit).ok()?)?;
    let after = before ^ mask;
    *octets.get_mut(place.octet)? = after;
    let segment = base64url::encode(&octets);
    let mut changed_token = token.to_vec();
    changed_token.splice(span.clone(), segment.bytes());
    let algorithm =
        key.map(|key| key.verifying.algorithm()).or_else(|| encoding::named_algorithm(token));
    let hash = algorithm.map_or("sha256", encoding::digest_name);
    let digest = |token: &[u8]| {
        encoding::sha2(hash, token.get(encoding::signing_input(token)).unwrap_or_default())
    };
    let group = group_of(&span, place.octet);
    let symbols = [token, &changed_token].map(|token| {
        String::from_utf8_lossy(token.get(group.clone()).unwrap_or_default()).into_owned()
    });
    let changed =
        group.clone().filter(|&index| token.get(index) != changed_token.get(index)).collect();
    let mut flipped = Flipped {
        place,
        octets: octets.len(),
        octet: [before, after],
        group,
        symbols,
        changed,
        hash,
        digests: [digest(token), digest(&changed_token)],
        tag: None,
        holds: None,
        failed: None,
    };
    if let Some(key) = key {
        judge(&mut flipped, token, &changed_token, key);
    }
    Some(flipped)
}

fn judge(flipped: &mut Flipped, token: &[u8], changed: &[u8], key: &Chosen) {
    let holds = jws::verify(token, &key.verifying, &verdict::policy()).is_ok();
    let before = steps::follow(token, key);
    let after = steps::follow(changed, key);
    flipped.holds = Some([holds, after.holds()]);
    flipped.failed = after.failed().map(|check| phrase(check.what));
    let tag = |trace: &jwt_core::inspect::trace::Trace| {
        trace
            .step("hmac.outer_hash")
            .and_then(|step| step.find("tag"))
            .map(|tag| tag.octets().to_vec())
    };
    if let (Some(one), Some(other)) = (tag(&before), tag(&after)) {
        flipped.tag = Some((differing_bits(&one, &other), one.len().saturating_mul(8)));
    }
}

/// The four characters, or fewer at the end, that carry an octet.
fn group_of(segment: &Range<usize>, octet: usize) -> Range<usize> {
    let start = segment.start.saturating_add((octet / 3).saturating_mul(4));
    start..start.saturating_add(4).min(segment.end)
}

fn differing_bits(one: &[u8], other: &[u8]) -> usize {
    let bits = one.iter().zip(other).map(|(one, other)| (one ^ other).count_ones());
    usize::try_from(bits.sum::<u32>()).unwrap_or(usize::MAX)
}
