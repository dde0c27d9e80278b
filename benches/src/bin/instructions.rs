//! Does one case so many times: what `benches/instructions.md` counts the instructions of.

use std::env;
use std::error::Error;

use benches::attach;
use benches::token;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let name = arguments.next().ok_or(USAGE)?;
    let times: u64 = arguments.next().ok_or(USAGE)?.parse()?;
    if let Some(case) = token::Case::named(&name) {
        let mut stage = token::Stage::new()?;
        for _ in 0..times {
            stage.run(case).ok_or("the token was refused")?;
        }
        return Ok(());
    }
    let case = attach::Case::named(&name).ok_or(USAGE)?;
    let mut stage = attach::Stage::new()?;
    for _ in 0..times {
        stage.run(case).ok_or("the request did not arrive at once")?;
    }
    Ok(())
}

const USAGE: &str =
    "usage: instructions bare|fixed|hand|attach|keep|token|verify|borrow|sign TIMES";
