//! First act: each request re-issues for itself.

use std::io::Write;
use std::sync::Arc;

use tokio::task::JoinSet;

use super::CALLERS;
use super::Result;
use super::drawing::Drawing;
use super::naive::Naive;
use super::play::Play;
use super::play::Score;
use super::play::together;
use super::stage::Mood;
use super::stage::Stage;

pub(crate) async fn play<W: Write>(stage: &mut Stage<W>) -> Result<Score> {
    stage.title("1. Each for itself")?;
    let play = Play::begin().await?;
    stage.step("alice logs in: access token 1, and a refresh token", Mood::Plain)?;
    play.token_dies();
    stage.step("a minute passes: access token 1 has expired", Mood::Plain)?;
    stage.step(&format!("{CALLERS} requests leave at one moment"), Mood::Plain)?;
    stage.pause().await;

    let gate = play.hold(CALLERS);
    let client = Arc::new(Naive::new(&play)?);
    let calls: JoinSet<_> = (0..CALLERS)
        .map(|_| {
            let client = Arc::clone(&client);
            async move { client.call().await.map_err(|error| error.to_string()) }
        })
        .collect();
    together(gate, CALLERS, calls).await?;
    let score = play.score("each for itself", CALLERS);
    draw(stage, &score)?;
    tell(stage, &score)?;
    stage.pause().await;
    Ok(score)
}

fn draw<W: Write>(stage: &mut Stage<W>, score: &Score) -> Result<()> {
    let Score { callers, expired, reissues, rotations, reuses, invalid, served, .. } = score;
    let mut drawing = Drawing::begin(stage, &["program", "server"])?;
    drawing.arrow(0, 1, &format!("{callers} × GET /api/me, access token 1"), Mood::Plain)?;
    drawing.arrow(1, 0, &format!("{expired} × 5001, expired"), Mood::Plain)?;
    drawing.arrow(
        0,
        1,
        &format!("{reissues} × POST /reissue, the same refresh token"),
        Mood::Bad,
    )?;
    drawing
        .note(&format!("{rotations} × exchanged, {reuses} × used before: stolen!"), Mood::Bad)?;
    drawing.arrow(1, 0, &format!("{rotations} × access token 2"), Mood::Plain)?;
    drawing.arrow(1, 0, &format!("{reuses} × 5002, invalid"), Mood::Bad)?;
    drawing.arrow(0, 1, &format!("{rotations} × GET /api/me, access token 2"), Mood::Plain)?;
    if *served > 0 {
        drawing.arrow(1, 0, &format!("{served} × 200"), Mood::Plain)?;
    }
    if *invalid > 0 {
        drawing.arrow(1, 0, &format!("{invalid} × 5002, the session has ended"), Mood::Bad)?;
    }
    drawing.end()?;
    Ok(())
}

fn tell<W: Write>(stage: &mut Stage<W>, score: &Score) -> Result<()> {
    let Score { callers, reissues, reuses, families_revoked, served, .. } = score;
    stage.step(&format!("the server was asked for new tokens {reissues} times"), Mood::Plain)?;
    stage.step(
        &format!(
            "{reuses} times with a refresh token that had been used: it took that for theft and \
             revoked {families_revoked} login with all its tokens"
        ),
        Mood::Bad,
    )?;
    stage.step(
        &format!("{served} of {callers} requests got 200; alice must log in again"),
        Mood::Bad,
    )?;
    Ok(())
}
