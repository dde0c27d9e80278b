//! Third act: 5002, where a re-issue would not help.

use std::io::Write;

use interceptor::session::Next;

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
    stage.title("3. Invalid is not expired")?;
    let play = Play::begin().await?;
    let (session, client) = play.client()?;
    let mut events = session.events();
    play.server.end_all_sessions();
    stage.step("an administrator ends alice's session at the server", Mood::Plain)?;
    stage.step(&format!("{CALLERS} requests leave at one moment"), Mood::Plain)?;
    stage.pause().await;

    let gate = play.hold(CALLERS);
    let calls: tokio::task::JoinSet<_> = (0..CALLERS).map(|_| play.call(&client)).collect();
    let got = together(gate, CALLERS, calls).await?;
    let told = got.into_iter().filter(|got| *got == Got::LogIn).count();
    let score = play.score("invalid is not expired", CALLERS);
    draw(stage, &score, told)?;
    stage.step(
        &format!("no re-issue: the token endpoint was asked {} times", score.reissues),
        Mood::Good,
    )?;
    let code = play.reissue_by_hand().await?.ok_or("the session goes on")?;
    stage.step(
        &format!("nor would it help: alice's refresh token is answered with {code} as well"),
        Mood::Plain,
    )?;
    while let Some(Next::Event(event)) = events.try_next() {
        stage.step(&format!("the session tells whoever watches: \"{event}\""), Mood::Plain)?;
    }
    let error = session.token().await.err().ok_or("the session goes on")?;
    stage.step(&format!("whoever asks later hears at once: \"{error}\""), Mood::Plain)?;
    stage.pause().await;
    Ok(score)
}

fn draw<W: Write>(stage: &mut Stage<W>, score: &Score, told: usize) -> Result<()> {
    let Score { callers, invalid, .. } = score;
    let mut drawing = Drawing::begin(stage, &["program", "interceptor", "server"])?;
    drawing.arrow(0, 1, &format!("{callers} × GET /api/me"), Mood::Plain)?;
    drawing.arrow(1, 2, &format!("{callers} × GET, access token 1"), Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{invalid} × 5002, the session has ended"), Mood::Bad)?;
    drawing.arrow(1, 0, &format!("{told} × log in"), Mood::Bad)?;
    drawing.end()?;
    Ok(())
}
