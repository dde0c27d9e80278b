//! The tale: its acts in order, and what they came to.

pub(crate) mod stage;

mod alone;
mod drawing;
mod hang_up;
mod invalid;
mod naive;
pub(crate) mod play;
mod together;

use std::error::Error;
use std::io::Write;

use self::play::Score;
use self::stage::Mood;
use self::stage::Stage;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Requests that leave at one moment.
pub(crate) const CALLERS: usize = 20;

/// Plays all acts and gives their scores.
pub(crate) async fn tell<W: Write>(stage: &mut Stage<W>) -> Result<Vec<Score>> {
    prologue(stage).await?;
    let mut scores = vec![alone::play(stage).await?, together::play(stage).await?];
    scores.push(invalid::play(stage).await?);
    scores.extend(hang_up::play(stage).await?);
    epilogue(stage, &scores).await?;
    Ok(scores)
}

async fn prologue<W: Write>(stage: &mut Stage<W>) -> Result<()> {
    stage.title("The client that never notices that its token expired")?;
    stage.say(
        "A proxy stands between the program and the HTTP client. Its request interceptor adds \
         \"Authorization: Bearer <access token>\"; its response interceptor reads the answer.",
    )?;
    stage.item(
        "5001",
        "the access token has expired: re-issue it, then repeat the original request",
    )?;
    stage.item("5002", "it is invalid: no re-issue, the session is over, log in")?;
    stage.gap()?;
    stage.say(
        "The access token is short-lived. The refresh token is long-lived, kept safer, and here it \
         is good once: each re-issue gives a new one. One that comes a second time looks stolen, \
         and then all that descend from that login are revoked.",
    )?;
    stage.pause().await;
    Ok(())
}

async fn epilogue<W: Write>(stage: &mut Stage<W>, scores: &[Score]) -> Result<()> {
    stage.title("What the server counted")?;
    let heads = ["re-issues", "used again", "revoked", "got 200"];
    stage.row("", &heads.map(str::to_owned), Mood::Plain)?;
    for score in scores {
        let cells = [
            score.reissues.to_string(),
            score.reuses.to_string(),
            score.families_revoked.to_string(),
            format!("{} of {}", score.served, score.callers),
        ];
        stage.row(score.name, &cells, score.mood())?;
    }
    stage.gap()?;
    stage.say(
        "re-issues: requests to the token endpoint. used again: refresh tokens that came a second \
         time. revoked: logins that the server has ended.",
    )?;
    Ok(())
}
