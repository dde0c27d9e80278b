//! Tells a paste from typing where the terminal does not mark pastes.
//!
//! Keys that could begin a pasted token or key are held back for a moment. When eight characters
//! come within fifteen milliseconds nobody typed them: the burst is collected and becomes a paste.
//! When it was typing after all, every held key is handed out as a key; nothing is lost.

use std::time::Duration;
use std::time::Instant;

use crate::tui::keymap::Key;
use crate::tui::keymap::Press;

/// How many characters make a burst.
const MANY: usize = 8;
/// Within which time.
const SHORT: Duration = Duration::from_millis(15);
/// After which silence a burst is over.
const SILENCE: Duration = Duration::from_millis(40);

/// Keys that are held back, if any.
#[derive(Debug, Default)]
pub struct Burst {
    held: Vec<Press>,
    times: Option<(Instant, Instant)>,
}

/// What the keys turned out to be.
#[derive(Debug, Eq, PartialEq)]
pub enum Heard {
    /// Keys, in their order.
    Keys(Vec<Press>),
    /// A pasted text, with the keys it came as.
    Paste(String, Vec<Press>),
}

impl Burst {
    /// Takes a key; gives what is settled by it. Empty while the key is held back.
    pub fn press(&mut self, press: Press, at: Instant) -> Vec<Heard> {
        let mut heard = Vec::new();
        if let Some((first, last)) = self.times {
            let character = character(press, self.is_paste());
            let in_time = if self.is_paste() {
                at <= after(last, SILENCE)
            } else {
                at <= after(first, SHORT)
            };
            if character.is_some() && in_time {
                self.held.push(press);
                self.times = Some((first, at));
                return heard;
            }
            heard.extend(self.settle());
        }
        if begins(press) {
            self.held.push(press);
            self.times = Some((at, at));
        } else {
            heard.push(Heard::Keys(vec![press]));
        }
        heard
    }

    /// When the held keys are settled if nothing more comes.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let (first, last) = self.times?;
        Some(if self.is_paste() { after(last, SILENCE) } else { after(first, SHORT) })
    }

    /// Settles what is held.
    pub fn settle(&mut self) -> Option<Heard> {
        self.times.take()?;
        let is_paste = self.is_paste();
        let keys = std::mem::take(&mut self.held);
        if is_paste {
            let text = keys.iter().filter_map(|&press| character(press, true)).collect();
            return Some(Heard::Paste(text, keys));
        }
        Some(Heard::Keys(keys))
    }

    fn is_paste(&self) -> bool {
        self.held.len() >= MANY
    }
}

/// Tokens (`eyJ…`), `Authorization:`, `Bearer`, PEM, JSON and quoted text begin so.
fn begins(press: Press) -> bool {
    !press.ctrl
        && !press.alt
        && matches!(press.key, Key::Char('e' | 'A' | 'a' | 'B' | 'b' | '-' | '{' | '[' | '"'))
}

fn character(press: Press, in_paste: bool) -> Option<char> {
    match press.key {
        _ if press.ctrl || press.alt => None,
        Key::Char(character) => Some(character),
        Key::Enter if in_paste => Some('\n'),
        Key::Tab if in_paste => Some('\t'),
        _ => None,
    }
}

fn after(instant: Instant, time: Duration) -> Instant {
    instant.checked_add(time).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(character: char) -> Press {
        Press { key: Key::Char(character), ctrl: false, alt: false }
    }

    fn feed(burst: &mut Burst, text: &str, start: Instant, apart: Duration) -> Vec<Heard> {
        let mut at = start;
        let mut heard = Vec::new();
        for character in text.chars() {
            heard.extend(burst.press(key(character), at));
            at = after(at, apart);
        }
        heard
    }

    #[test]
    fn a_fast_token_is_a_paste() {
        let mut burst = Burst::default();
        let heard = feed(
            &mut burst,
            "eyJhbGciOiJIUzI1NiJ9.e30.",
            Instant::now(),
            Duration::from_micros(20),
        );
        assert_eq!(heard, []);
        assert!(
            matches!(burst.settle(), Some(Heard::Paste(text, _)) if text == "eyJhbGciOiJIUzI1NiJ9.e30.")
        );
        assert_eq!(burst.deadline(), None);
    }

    #[test]
    fn slow_typing_comes_out_as_keys_and_none_is_lost() {
        let mut burst = Burst::default();
        let mut heard = feed(&mut burst, "eeabcjkb", Instant::now(), Duration::from_millis(40));
        heard.extend(burst.settle());
        let keys: String = heard
            .into_iter()
            .flat_map(|heard| match heard {
                Heard::Keys(keys) => keys,
                Heard::Paste(..) => panic!("no paste"),
            })
            .filter_map(|press| character(press, false))
            .collect();
        assert_eq!(keys, "eeabcjkb");
    }

    #[test]
    fn other_keys_are_never_held() {
        let mut burst = Burst::default();
        assert_eq!(burst.press(key('j'), Instant::now()), [Heard::Keys(vec![key('j')])]);
        assert_eq!(burst.deadline(), None);
    }

    #[test]
    fn a_key_after_the_burst_is_a_key_again() {
        let mut burst = Burst::default();
        let start = Instant::now();
        feed(&mut burst, "eyJhbGciOi", start, Duration::ZERO);
        let heard = burst.press(key('q'), start + Duration::from_millis(200));
        assert!(
            matches!(&heard[..], [Heard::Paste(text, _), Heard::Keys(_)] if text == "eyJhbGciOi")
        );
    }

    #[test]
    fn few_fast_keys_are_keys() {
        let mut burst = Burst::default();
        feed(&mut burst, "eyJ", Instant::now(), Duration::ZERO);
        assert_eq!(burst.settle(), Some(Heard::Keys("eyJ".chars().map(key).collect())));
    }
}
