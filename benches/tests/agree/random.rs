//! Random claims and names from a seed: the same seed gives the same tokens on every machine.

use serde_json::Map;
use serde_json::Value;

/// A second that every random token is valid in: the middle of 2023.
pub(crate) const NOW: u64 = 1_688_000_000;
/// An expiration that the clock of the machine does not reach: the year 2099.
pub(crate) const LATE: u64 = 4_070_908_800;

/// `SplitMix64`: small, and no secret is drawn from it.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number under `limit`, which is not zero.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap();
        usize::try_from(self.next() % limit).unwrap()
    }

    pub(crate) fn pick<'s, T: ?Sized>(&mut self, of: &[&'s T]) -> &'s T {
        of[self.below(of.len())]
    }

    /// Text with everything that JSON must escape, and with characters of one to four octets.
    pub(crate) fn text(&mut self) -> String {
        const HARD: &[&str] = &[
            "\"",
            "\\",
            "/",
            "\u{0}",
            "\n",
            "\r",
            "\t",
            "\u{8}",
            "\u{1f}",
            "\u{7f}",
            "\u{80}",
            "é",
            "ß",
            "한",
            "\u{2028}",
            "\u{feff}",
            "\u{ffff}",
            "😀",
            "\u{10ffff}",
            "<",
            "'",
            ".",
            " ",
        ];
        let length = self.below(20);
        let mut text = String::new();
        for _ in 0..length {
            match self.below(3) {
                0 => text.push_str(self.pick(HARD)),
                _ => text.push(char::from(b'a' + u8::try_from(self.below(26)).unwrap())),
            }
        }
        text
    }

    /// Any JSON value; fractions are eighths, which every reader of decimals hits exactly.
    pub(crate) fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 7 } else { 9 }) {
            0 => Value::Null,
            1 => Value::from(self.below(2) == 0),
            2 => Value::from(self.next()),
            3 => Value::from(self.next().cast_signed()),
            4 => Value::from(f64::from(u32::try_from(self.next() >> 32).unwrap()) / 8.0 - 1e8),
            5 | 6 => Value::from(self.text()),
            7 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let members = self.below(4);
                let members = (0..members).map(|_| (self.text(), self.value(depth - 1)));
                Value::Object(members.collect())
            }
        }
    }

    /// Claims that are valid at [`NOW`] and long after.
    pub(crate) fn claims(&mut self) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("exp".into(), (LATE + self.next() % 1000).into());
        for claim in ["iat", "nbf"] {
            if self.below(2) == 0 {
                claims.insert(claim.into(), (NOW - self.next() % 100_000).into());
            }
        }
        for claim in ["iss", "sub", "jti", "nonce"] {
            if self.below(2) == 0 {
                claims.insert(claim.into(), self.text().into());
            }
        }
        match self.below(3) {
            0 => drop(claims.insert("aud".into(), self.text().into())),
            1 => drop(claims.insert("aud".into(), vec![self.text()].into())),
            _ => (),
        }
        for _ in 0..self.below(6) {
            claims.insert(format!("x-{}", self.text()), self.value(3));
        }
        claims
    }
}
