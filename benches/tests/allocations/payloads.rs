//! Payloads of a wanted length, each of one kind of thing that is dear to read.

/// Makes a payload of about so many octets.
type Payload = fn(usize) -> Vec<u8>;

/// How many octets may be held at once for each octet of the token.
pub(crate) struct Held {
    pub(crate) verify: usize,
    pub(crate) inspect: usize,
}

/// What it is made of, how it is made, and what it may take.
pub(crate) const SHAPES: &[(&str, Payload, Held)] = &[
    (
        "one long string",
        |octets| claims(&[&b"\"x\":\""[..], &vec![b'a'; octets], b"\""]),
        Held { verify: 2, inspect: 2 },
    ),
    (
        "one long number",
        |octets| claims(&[&b"\"x\":"[..], &vec![b'7'; octets]]),
        Held { verify: 2, inspect: 2 },
    ),
    (
        "white space",
        |octets| claims(&[&b"\"x\":"[..], &vec![b' '; octets], b"1"]),
        Held { verify: 2, inspect: 2 },
    ),
    (
        "escapes",
        |octets| list(b"\"\\u0061\\n\\ud83d\\ude00\"", octets),
        Held { verify: 6, inspect: 6 },
    ),
    (
        "one string of escapes",
        |octets| claims(&[b"\"x\":\"", &b"\\u0061".repeat(octets / 6), b"\""]),
        Held { verify: 2, inspect: 2 },
    ),
    ("empty lists", |octets| list(b"[]", octets), Held { verify: 2, inspect: 30 }),
    ("small lists", |octets| list(b"[1]", octets), Held { verify: 2, inspect: 60 }),
    ("empty objects", |octets| list(b"{}", octets), Held { verify: 2, inspect: 30 }),
    ("small objects", |octets| list(b"{\"y\":0}", octets), Held { verify: 2, inspect: 50 }),
    ("numbers", |octets| list(b"0", octets), Held { verify: 2, inspect: 30 }),
    ("empty strings", |octets| list(b"\"\"", octets), Held { verify: 2, inspect: 30 }),
    (
        "as deep as the cap",
        |octets| list(&[[b'['; 30], [b']'; 30]].concat(), octets),
        Held { verify: 2, inspect: 80 },
    ),
    ("members", members, Held { verify: 20, inspect: 20 }),
    ("members with escaped names", escaped_members, Held { verify: 10, inspect: 10 }),
    (
        "one name again and again, refused",
        |octets| repeated(b"\"y\":0", octets),
        Held { verify: 50, inspect: 40 },
    ),
    (
        "one name spelt in two ways, refused",
        |octets| repeated(b"\"y\":0,\"\\u0079\":1", octets),
        Held { verify: 25, inspect: 25 },
    ),
    (
        "deeper than the cap, refused",
        |octets| list(&[[b'['; 40], [b']'; 40]].concat(), octets),
        Held { verify: 60, inspect: 60 },
    ),
    (
        "deeper than anything, refused",
        |octets| claims(&[b"\"x\":", &vec![b'['; octets / 2], &vec![b']'; octets / 2]]),
        Held { verify: 2, inspect: 2 },
    ),
    (
        "lists that do not end, refused",
        |octets| claims(&[b"\"x\":", &vec![b'['; octets]]),
        Held { verify: 3, inspect: 3 },
    ),
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
