//! The story is true: what it prints is what the server counted, and what the server counted is as it says.

#[path = "../examples/story/tale.rs"]
mod tale;

use unicode_width::UnicodeWidthStr as _;

use self::tale::CALLERS;
use self::tale::stage::Stage;

#[tokio::test]
async fn the_story_prints_what_the_server_counted() {
    let mut text = Vec::new();
    let scores = tale::tell(&mut Stage::new(&mut text, false, false)).await.unwrap();
    let text = String::from_utf8(text).unwrap();
    let [alone, together, invalid, locked, ours] = scores.as_slice() else {
        panic!("an act is missing")
    };

    // Each for itself: the first is served at most, since the others cost it the session.
    assert_eq!((alone.expired, alone.reissues, alone.rotations), (CALLERS, 20, 1));
    assert_eq!((alone.reuses, alone.families_revoked), (19, 1));
    assert!(alone.served <= 1);
    // One for all.
    assert_eq!((together.expired, together.served), (CALLERS, CALLERS));
    assert_eq!((together.reissues, together.reuses, together.families_revoked), (1, 0, 0));
    // 5002: nothing is re-issued, nothing is repeated.
    assert_eq!((invalid.invalid, invalid.reissues, invalid.served), (CALLERS, 0, 0));
    // The leader hangs up.
    assert_eq!((locked.rotations, locked.families_revoked, locked.served), (1, 1, 0));
    assert_eq!((ours.reissues, ours.reuses, ours.served), (1, 0, ours.callers));

    for score in &scores {
        let row = text.lines().rfind(|line| line.trim_start().starts_with(score.name)).unwrap();
        let numbers: Vec<_> = row.split_whitespace().rev().take(6).collect();
        let [callers, _, served, revoked, reuses, reissues] = numbers.as_slice() else {
            panic!("no row of numbers: {row}")
        };
        let printed = [*reissues, *reuses, *revoked, *served, *callers].map(str::to_owned);
        let counted = [
            score.reissues.to_string(),
            score.reuses.to_string(),
            score.families_revoked.to_string(),
            score.served.to_string(),
            score.callers.to_string(),
        ];
        assert_eq!(printed, counted);
    }
    assert!(text.contains("20 of 20 calls returned 200"));
    assert!(text.contains("the token endpoint was asked 0 times"));
    assert!(text.contains("5 of 5 others got 200"));
}

#[tokio::test]
async fn the_story_fits_a_screen_and_has_colours_only_where_they_are_wanted() {
    for colour in [false, true] {
        let mut text = Vec::new();
        tale::tell(&mut Stage::new(&mut text, colour, false)).await.unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.contains('\u{1b}'), colour);
        for line in text.lines().filter(|line| !line.contains('\u{1b}')) {
            assert!(line.width() <= 80, "{line}");
        }
    }
}
