//! Does one case so many times: what `benches/instructions.md` counts the instructions of.

use std::env;
use std::error::Error;

use benches::attach::Case;
use benches::attach::Stage;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let case = arguments.next().and_then(|name| Case::named(&name)).ok_or(USAGE)?;
    let times: u64 = arguments.next().ok_or(USAGE)?.parse()?;
    let mut stage = Stage::new()?;
    for _ in 0..times {
        stage.run(case).ok_or("the request did not arrive at once")?;
    }
    Ok(())
}

const USAGE: &str = "usage: instructions bare|fixed|hand|attach|keep|token TIMES";
