//! Payloads of a wanted length, each of one kind of thing that is dear to read.

/// Makes a payload of about so many octets.
type Payload = fn(usize) -> Vec<u8>;

/// What it is made of, how it is made, and how many octets per octet of the token may be held.
pub(crate) const SHAPES: &[(&str, Payload, usize)] = &[
    ("one long string", |octets| claims(&[&b"\"x\":\""[..], &vec![b'a'; octets], b"\""]), 8),
    ("one long number", |octets| claims(&[&b"\"x\":"[..], &vec![b'7'; octets]]), 8),
    ("white space", |octets| claims(&[&b"\"x\":"[..], &vec![b' '; octets], b"1"]), 8),
    ("escapes", |octets| list(b"\"\\u0061\\n\\ud83d\\ude00\"", octets), 64),
    (
        "one string of escapes",
        |octets| claims(&[b"\"x\":\"", &b"\\u0061".repeat(octets / 6), b"\""]),
        8,
    ),
    ("empty lists", |octets| list(b"[]", octets), 64),
    ("small lists", |octets| list(b"[1]", octets), 64),
    ("empty objects", |octets| list(b"{}", octets), 64),
    ("small objects", |octets| list(b"{\"y\":0}", octets), 64),
    ("numbers", |octets| list(b"0", octets), 64),
    ("empty strings", |octets| list(b"\"\"", octets), 64),
    ("as deep as the cap", |octets| list(&[[b'['; 30], [b']'; 30]].concat(), octets), 80),
    ("members", members, 64),
    ("members with escaped names", escaped_members, 64),
    ("one name again and again, refused", |octets| repeated(b"\"y\":0", octets), 64),
    (
        "one name spelt in two ways, refused",
        |octets| repeated(b"\"y\":0,\"\\u0079\":1", octets),
        64,
    ),
    ("deeper than the cap, refused", |octets| list(&[[b'['; 40], [b']'; 40]].concat(), octets), 80),
    (
        "deeper than anything, refused",
        |octets| claims(&[b"\"x\":", &vec![b'['; octets / 2], &vec![b']'; octets / 2]]),
        8,
    ),
    ("lists that do not end, refused", |octets| claims(&[b"\"x\":", &vec![b'['; octets]]), 8),
];

fn claims(more: &[&[u8]]) -> Vec<u8> {
    [&[&b"{\"exp\":1700000900,"[..]], more, &[b"}"]].concat().concat()
}

/// A claim that is a list of one thing many times.
fn list(of: &[u8], octets: usize) -> Vec<u8> {
    let many = [of, b","].concat().repeat(octets / (of.len() + 1));
    claims(&[b"\"x\":[", &many, of, b"]"])
}

/// Members of one object over and over.
fn repeated(member: &[u8], octets: usize) -> Vec<u8> {
    let many = [member, b","].concat().repeat(octets / (member.len() + 1));
    claims(&[&many, member])
}

/// As many claims as there is room for, every name another.
fn members(octets: usize) -> Vec<u8> {
    let members: Vec<_> = (0..octets / 12).map(|at| format!("\"m{at:06}\":0")).collect();
    claims(&[members.join(",").as_bytes()])
}

fn escaped_members(octets: usize) -> Vec<u8> {
    let members: Vec<_> = (0..octets / 17).map(|at| format!("\"\\u006d{at:06}\":0")).collect();
    claims(&[members.join(",").as_bytes()])
}
