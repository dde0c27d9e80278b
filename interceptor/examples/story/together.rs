//! Second act: one re-issue for all, and each request is repeated once.

use std::io::Write;

use super::CALLERS;
use super::Result;
use super::drawing::Drawing;
use super::play::Got;
use super::play::Play;
use super::play::Score;
use super::play::together;
use super::stage::Mood;
use super::stage::Stage;

pub(crate) async fn play<W: Write>(stage: &mut Stage<W>) -> Result<Score> {
    stage.title("2. One for all")?;
    let play = Play::begin().await?;
    let (_session, client) = play.client()?;
    play.token_dies();
    stage.step("the same morning, with the interceptor between program and client", Mood::Plain)?;
    stage.step(&format!("{CALLERS} requests leave at one moment"), Mood::Plain)?;
    stage.pause().await;

    let gate = play.hold(CALLERS);
    let calls: tokio::task::JoinSet<_> = (0..CALLERS).map(|_| play.call(&client)).collect();
    let got = together(gate, CALLERS, calls).await?;
    let happy = got.into_iter().filter(|got| *got == Got::Served).count();
    let score = play.score("one for all", CALLERS);
    draw(stage, &score, happy)?;
    stage.step(&format!("one asks, the others wait: {} re-issue", score.reissues), Mood::Good)?;
    stage.step(
        &format!("each request is repeated once, {} used refresh tokens are sent", score.reuses),
        Mood::Good,
    )?;
    stage.step(
        &format!("{happy} of {} calls returned 200: the program noticed nothing", score.callers),
        Mood::Good,
    )?;
    stage.pause().await;
    Ok(score)
}

fn draw<W: Write>(stage: &mut Stage<W>, score: &Score, happy: usize) -> Result<()> {
    let Score { callers, expired, reissues, rotations, served, invalid, .. } = score;
    let repeated = served.saturating_add(*invalid);
    let mut drawing = Drawing::begin(stage, &["program", "interceptor", "server"])?;
    drawing.arrow(0, 1, &format!("{callers} × GET /api/me"), Mood::Plain)?;
    drawing.arrow(1, 2, &format!("{callers} × GET, access token 1"), Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{expired} × 5001, expired"), Mood::Plain)?;
    drawing.arrow(1, 2, &format!("{reissues} × POST /reissue"), Mood::Good)?;
    drawing.arrow(2, 1, &format!("{rotations} × access token 2"), Mood::Good)?;
    drawing.arrow(1, 2, &format!("{repeated} × GET, access token 2"), Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{served} × 200"), Mood::Plain)?;
    drawing.arrow(1, 0, &format!("{happy} × 200"), Mood::Good)?;
    drawing.end()?;
    Ok(())
}
