//! Fourth act: whoever re-issues for the others goes away in the middle of it.

use std::io::Write;
use std::sync::Arc;

use tokio::task::JoinSet;

use super::Result;
use super::drawing::Drawing;
use super::naive::Locked;
use super::play::Call;
use super::play::Got;
use super::play::Play;
use super::play::Score;
use super::play::all;
use super::play::all_held;
use super::stage::Mood;
use super::stage::Stage;

/// Those who wait for the leader.
const OTHERS: usize = 5;

pub(crate) async fn play<W: Write>(stage: &mut Stage<W>) -> Result<[Score; 2]> {
    stage.title("4. The leader hangs up")?;
    stage.say(
        "One request leads: it re-issues the token while the others wait. The server has exchanged \
         the refresh token, its answer is on the way; then the leader's caller goes away, as when \
         somebody closes a window or a time limit is reached.",
    )?;
    stage.pause().await;
    let locked = with_a_lock(stage).await?;
    let ours = with_a_task(stage).await?;
    Ok([locked, ours])
}

async fn with_a_lock<W: Write>(stage: &mut Stage<W>) -> Result<Score> {
    let play = Play::begin().await?;
    play.token_dies();
    let client = Arc::new(Locked::new(&play)?);
    let call = || {
        let client = Arc::clone(&client);
        async move { client.call().await.map_err(|error| error.to_string()) }
    };
    lose_the_leader(&play, call).await?;
    let score = play.score("lock, leader gone", OTHERS);
    let Score { callers, expired, reissues, reuses, families_revoked, served, .. } = score;
    stage.step("a client that re-issues under a lock:", Mood::Plain)?;
    let mut drawing = Drawing::begin(stage, &["leader", "the others", "server"])?;
    let others = expired.saturating_sub(1);
    drawing.arrow(1, 2, &format!("{others} × GET, access token 1"), Mood::Plain)?;
    drawing.arrow(0, 2, "1 × GET /api/me, access token 1", Mood::Plain)?;
    drawing.arrow(2, 0, "1 × 5001, expired", Mood::Plain)?;
    drawing.arrow(0, 2, "lock; 1 × POST /reissue", Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{others} × 5001, expired"), Mood::Plain)?;
    drawing.left_note("the leader hangs up", Mood::Bad)?;
    drawing.note("exchanged; the answer finds nobody", Mood::Bad)?;
    let rest = reissues.saturating_sub(1);
    drawing.arrow(1, 2, &format!("{rest} × POST /reissue, the same"), Mood::Bad)?;
    drawing.arrow(2, 1, &format!("{reuses} × 5002, stolen!"), Mood::Bad)?;
    drawing.end()?;
    stage.step(
        &format!(
            "the new tokens went with the leader; the others send the used one {reuses} times, and \
             {families_revoked} login is revoked"
        ),
        Mood::Bad,
    )?;
    stage.step(&format!("{served} of {callers} others got 200"), Mood::Bad)?;
    stage.pause().await;
    stage.gap()?;
    Ok(score)
}

async fn with_a_task<W: Write>(stage: &mut Stage<W>) -> Result<Score> {
    let play = Play::begin().await?;
    let (_session, client) = play.client()?;
    play.token_dies();
    lose_the_leader(&play, || play.call(&client)).await?;
    let score = play.score("ours, leader gone", OTHERS);
    let Score { callers, expired, reissues, rotations, reuses, served, .. } = score;
    stage.step("ours, where the re-issue runs on a task of its own:", Mood::Plain)?;
    let mut drawing = Drawing::begin(stage, &["program", "interceptor", "server"])?;
    drawing.arrow(0, 1, &format!("{expired} × GET /api/me"), Mood::Plain)?;
    drawing.arrow(1, 2, &format!("{expired} × GET, access token 1"), Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{expired} × 5001, expired"), Mood::Plain)?;
    drawing.arrow(1, 2, &format!("{reissues} × POST /reissue"), Mood::Good)?;
    drawing.left_note("the leader hangs up", Mood::Bad)?;
    drawing.arrow(2, 1, &format!("{rotations} × access token 2"), Mood::Good)?;
    drawing.arrow(1, 2, &format!("{served} × GET, access token 2"), Mood::Plain)?;
    drawing.arrow(2, 1, &format!("{served} × 200"), Mood::Plain)?;
    drawing.arrow(1, 0, &format!("{served} × 200"), Mood::Good)?;
    drawing.end()?;
    stage.step(
        &format!("{reissues} re-issue, {reuses} used refresh tokens; {served} of {callers} others got 200"),
        Mood::Good,
    )?;
    stage.pause().await;
    Ok(score)
}

/// One call leads, five wait for it, and it goes away when the server has exchanged the refresh token.
async fn lose_the_leader<F>(play: &Play, call: impl Fn() -> F) -> Result<Vec<Got>>
where
    F: Future<Output = Call> + Send + 'static,
{
    let (late, exchanged) = (play.hold(OTHERS), play.hold_reissue());
    let mut others: JoinSet<_> = (0..OTHERS).map(|_| call()).collect();
    all_held(&late, OTHERS, &mut others).await?;
    let mut leader: JoinSet<_> = [call()].into_iter().collect();
    all_held(&exchanged, 1, &mut leader).await?;
    late.open();
    // It is dropped, and has no result: that is the point.
    leader.shutdown().await;
    exchanged.open();
    all(others).await
}
