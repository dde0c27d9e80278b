//! That all contenders of a row do the same work. One that does not is an error, not a row.

use super::Failure;
use super::contender::Contender;
use super::contender::Contenders;
use super::plan::Input;
use super::plan::Proof;
use super::plan::Row;

/// Gives what a row works on.
pub(crate) fn input(ours: &mut Contender, row: &Row) -> Result<Option<String>, Failure> {
    match &row.input {
        Input::Nothing => Ok(None),
        Input::Text(text) => Ok(Some(text.clone())),
        Input::Yielded { by, from } => ours.ok(&format!("show {by} {from}")).map(Some),
    }
}

/// Gives it to all contenders of the row.
pub(crate) fn prepare(contenders: &mut Contenders, row: &Row) -> Result<(), Failure> {
    let Some(input) = input(contenders.ours()?, row)? else { return Ok(()) };
    for contender in &mut contenders.all {
        if let Some((case, _)) = contender.case(row) {
            contender.input(case, &input)?;
        }
    }
    Ok(())
}

/// Proves it.
pub(crate) fn prove(contenders: &mut Contenders, row: &Row) -> Result<(), Failure> {
    prepare(contenders, row)?;
    let yielded = contenders.ours()?.ok(&format!("show {}", row.case))?;
    match &row.proof {
        Proof::Alone => Ok(()),
        Proof::Same => same(contenders, row, &yielded),
        Proof::Reads { make, named } => {
            same(contenders, row, &yielded)?;
            refusals(contenders, row, make, *named, &yielded)
        }
        Proof::Tries { right } => {
            same(contenders, row, "false")?;
            tries(contenders, row, right)
        }
        Proof::Signs { read_by } => signs(contenders, row, read_by),
    }
}

/// All find the right secret: one that never finds any would be the fastest.
fn tries(contenders: &mut Contenders, row: &Row, right: &str) -> Result<(), Failure> {
    let token = input(contenders.ours()?, row)?.unwrap_or_default();
    for contender in contenders.all.iter_mut().filter(|one| one.case(row).is_some()) {
        if contender.ok(&format!("show {right} {token}"))? != "true" {
            return Err(format!("{} does not find the right secret", contender.name()).into());
        }
    }
    Ok(())
}

/// All yield what ours does.
fn same(contenders: &mut Contenders, row: &Row, yielded: &str) -> Result<(), Failure> {
    for contender in &mut contenders.all {
        let Some((case, _)) = contender.case(row) else { continue };
        let theirs = contender.ok(&format!("show {case}"))?;
        if theirs != yielded {
            return Err(format!(
                "{}, {case}: yields {theirs:.200}, ours {yielded:.200}",
                contender.name()
            )
            .into());
        }
    }
    Ok(())
}

/// All refuse tokens that are spoiled, expired, not good yet, of another issuer, or for another audience.
fn refusals(
    contenders: &mut Contenders,
    row: &Row,
    make: &str,
    named: bool,
    claims: &str,
) -> Result<(), Failure> {
    let ours = contenders.ours()?;
    let mut bad = vec![("an expired token", ours.ok(&format!("show {make} {}", past(claims)))?)];
    for (what, from, to) in [
        ("a token that is not good yet", "\"nbf\":1700000000", "\"nbf\":4070900000"),
        ("a token of another issuer", "https://issuer.example", "https://issuer.invalid"),
        ("a token for another audience", "https://api.example", "https://api.invalid"),
    ] {
        if named {
            let claims = claims.replace(from, to);
            bad.push((what, ours.ok(&format!("show {make} {claims}"))?));
        }
    }
    let good = ours.ok(&format!("show {make} {claims}"))?;
    bad.push(("a spoiled signature", spoiled(&good, false)));
    bad.push(("a spoiled payload", spoiled(&good, true)));
    for contender in &mut contenders.all {
        let Some((case, _)) = contender.case(row) else { continue };
        if let Err(why) = contender.show_for(case, &good)? {
            return Err(format!("{}, {case}: refuses a good token: {why}", contender.name()).into());
        }
        for (what, token) in &bad {
            if contender.show_for(case, token)?.is_ok() {
                return Err(format!("{}, {case}: takes {what}", contender.name()).into());
            }
        }
    }
    Ok(())
}

/// The claims, expired since 2023; every library grants some minutes.
fn past(claims: &str) -> String {
    claims.replace("\"exp\":4070908800", "\"exp\":1700000900")
}

/// A token with another character in the middle of its signature, or of its payload.
fn spoiled(token: &str, payload: bool) -> String {
    let mut segments: Vec<_> = token.split('.').map(str::to_owned).collect();
    let which = if payload { 1 } else { 2 };
    if let Some(segment) = segments.get_mut(which) {
        let middle = segment.len().div_euclid(2);
        let spoil = |(at, character)| match character {
            'A' if at == middle => 'B',
            _ if at == middle => 'A',
            other => other,
        };
        *segment = segment.chars().enumerate().map(spoil).collect();
    }
    segments.join(".")
}

/// All read the tokens of each, and what they read is the same.
fn signs(contenders: &mut Contenders, row: &Row, read_by: &str) -> Result<(), Failure> {
    let mut tokens = Vec::new();
    for contender in &mut contenders.all {
        if let Some((case, _)) = contender.case(row) {
            tokens.push((contender.name(), contender.ok(&format!("show {case}"))?));
        }
    }
    let mut read = None;
    for contender in contenders.all.iter_mut().filter(|one| one.has(read_by)) {
        for (maker, token) in &tokens {
            let seen = claims(contender, read_by, maker, token)?;
            let first = read.get_or_insert_with(|| seen.clone());
            if *first != seen {
                let reader = contender.name();
                return Err(
                    format!("{reader} reads {seen:.200} from {maker}, not {first:.200}").into()
                );
            }
        }
    }
    Ok(())
}

fn claims(
    contender: &mut Contender,
    case: &str,
    maker: &str,
    token: &str,
) -> Result<String, Failure> {
    let read = contender.show_for(case, token)?;
    read.map_err(|why| format!("{} refuses {token} of {maker}: {why}", contender.name()).into())
}

#[cfg(test)]
mod tests {
    use super::spoiled;

    #[test]
    fn one_character_is_another() {
        assert_eq!(spoiled("aaa.bbb.ccc", false), "aaa.bbb.cAc");
        assert_eq!(spoiled("aaa.bAb.ccc", true), "aaa.bBb.ccc");
        assert_eq!(spoiled("no token", true), "no token");
    }
}
