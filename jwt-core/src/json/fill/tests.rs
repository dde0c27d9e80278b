//! Every type is filled as `serde_json` fills it, or not at all.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_oneof;
use proptest::proptest;
use serde::de::DeserializeOwned;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::*;

/// What is filled is what `serde_json` fills; what it refuses is never filled.
fn agrees<'t, C: Deserialize<'t> + PartialEq + Debug>(text: &'t str) -> Option<bool> {
    let (mut outline, limits) = (Outline::default(), Limits::default());
    outline.read(text.as_bytes(), &limits)?;
    let filled: Option<C> = fill(text, &outline, &limits);
    let read = serde_json::from_str::<C>(text);
    match (&filled, &read) {
        (Some(filled), Ok(read)) => assert_eq!(filled, read, "{text}"),
        (Some(filled), Err(error)) => panic!("{text}: filled with {filled:?}, but {error}"),
        (None, _) => {}
    }
    Some(filled.is_some() || read.is_err())
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Raw<'t>(#[serde(borrow)] Text<'t>);

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Text<'t>(&'t str);

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, serde::Deserialize)]
enum Kind {
    A,
    B(u8),
    C { a: u8 },
    D(u8, u8),
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u64),
    Text(String),
    Several(Vec<Either>),
    Inner { a: u8 },
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Inner {
    a: Option<u8>,
    b: Option<Box<Inner>>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct All<'t> {
    a: Option<&'t str>,
    #[serde(borrow)]
    b: Option<Cow<'t, str>>,
    c: Option<u64>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: Option<i8>,
    #[serde(default)]
    b: Vec<String>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Flat {
    a: Option<Value>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(tag = "a")]
enum Tagged {
    A { b: Option<u8> },
    B(Inner),
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Newtype(BTreeMap<String, Value>);

/// One member of every type that a value can be asked for.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct One<T> {
    a: T,
}

/// Takes what fits and passes over what does not.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Lenient<T>(Option<T>);

impl<'t, T: Deserialize<'t>> Deserialize<'t> for Lenient<T> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).ok()))
    }
}

/// Does not look at what it is made from.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Blind;

impl<'t> Deserialize<'t> for Blind {
    fn deserialize<D: Deserializer<'t>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

/// Has two names for one field.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Aliased {
    #[serde(alias = "b")]
    a: Option<Value>,
}

/// Stops before the end.
#[derive(Debug, PartialEq)]
struct First(Option<(String, u8)>);

impl<'t> Deserialize<'t> for First {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Stops;
        impl<'t> Visitor<'t> for Stops {
            type Value = First;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<First, A::Error> {
                map.next_entry().map(First)
            }
        }
        deserializer.deserialize_map(Stops)
    }
}

/// Asks for names alone.
#[derive(Debug, PartialEq)]
struct Names(Vec<String>);

impl<'t> Deserialize<'t> for Names {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Asks;
        impl<'t> Visitor<'t> for Asks {
            type Value = Names;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Ok(Some(name)) = map.next_key() {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        deserializer.deserialize_map(Asks)
    }
}

/// Compares the text alone.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
struct AsWritten(Box<RawValue>);

impl PartialEq for AsWritten {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

fn whole<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    agrees::<T>(text);
    agrees::<Lenient<T>>(text);
    agrees::<Option<Lenient<T>>>(text);
    agrees::<One<T>>(text);
    agrees::<One<Option<T>>>(text);
    agrees::<One<Lenient<T>>>(text);
    agrees::<Lenient<One<T>>>(text);
    agrees::<One<Vec<T>>>(text);
    agrees::<One<Vec<Lenient<T>>>>(text);
    agrees::<BTreeMap<String, T>>(text);
    agrees::<HashMap<String, Lenient<T>>>(text);
}

fn every_type(text: &str) {
    whole::<Value>(text);
    whole::<AsWritten>(text);
    whole::<String>(text);
    whole::<bool>(text);
    whole::<char>(text);
    whole::<i8>(text);
    whole::<i16>(text);
    whole::<i32>(text);
    whole::<i64>(text);
    whole::<i128>(text);
    whole::<u8>(text);
    whole::<u16>(text);
    whole::<u32>(text);
    whole::<u64>(text);
    whole::<u128>(text);
    whole::<f32>(text);
    whole::<f64>(text);
    whole::<()>(text);
    whole::<Unit>(text);
    whole::<Kind>(text);
    whole::<Either>(text);
    whole::<Inner>(text);
    whole::<Strict>(text);
    whole::<Flat>(text);
    whole::<Tagged>(text);
    whole::<Newtype>(text);
    whole::<(u8, u8)>(text);
    whole::<First>(text);
    whole::<Names>(text);
    whole::<Blind>(text);
    whole::<Aliased>(text);
    whole::<Option<Box<Inner>>>(text);
    agrees::<IgnoredAny>(text);
    agrees::<Raw<'_>>(text);
    agrees::<Text<'_>>(text);
    agrees::<&str>(text);
    agrees::<&[u8]>(text);
    agrees::<One<&str>>(text);
    agrees::<One<&[u8]>>(text);
    agrees::<One<Text<'_>>>(text);
    agrees::<One<Raw<'_>>>(text);
    agrees::<One<IgnoredAny>>(text);
    agrees::<All<'_>>(text);
    agrees::<BTreeMap<&str, &str>>(text);
    agrees::<BTreeMap<u8, Value>>(text);
    agrees::<BTreeMap<Option<i8>, Value>>(text);
    agrees::<BTreeMap<bool, Value>>(text);
    agrees::<BTreeMap<char, Value>>(text);
    agrees::<BTreeMap<Text<'_>, Value>>(text);
    agrees::<BTreeMap<Blind, Value>>(text);
    agrees::<BTreeMap<Lenient<bool>, Value>>(text);
    agrees::<BTreeMap<Lenient<char>, Value>>(text);
    agrees::<BTreeMap<Lenient<u8>, Value>>(text);
    agrees::<BTreeMap<Lenient<Option<i8>>, Value>>(text);
    agrees::<BTreeMap<Lenient<Blind>, Blind>>(text);
    agrees::<Vec<Value>>(text);
}

impl Eq for Text<'_> {}

impl Ord for Text<'_> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(other.0)
    }
}

impl PartialOrd for Text<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

const VALUES: [&str; 34] = [
    r#""""#,
    r#""x""#,
    r#""A""#,
    r#""B""#,
    r#""1""#,
    r#""null""#,
    r#""a\nb""#,
    r#""é""#,
    r#""::1""#,
    "0",
    "1",
    "-1",
    "-0",
    "127",
    "128",
    "255",
    "256",
    "65536",
    "1.5",
    "1e3",
    "1E400",
    "-0.0",
    "18446744073709551615",
    "18446744073709551616",
    "true",
    "false",
    "null",
    "[]",
    "[1,2]",
    r#"["x","y"]"#,
    r#"[1,"x",null]"#,
    "{}",
    r#"{"a":1}"#,
    r#"{"B":7,"a":{"b":null}}"#,
];

#[test]
fn whatever_a_type_asks_for_is_given_as_serde_json_gives_it() {
    for value in VALUES {
        every_type(&format!(r#"{{"a":{value}}}"#));
        every_type(&format!(" {{ \"a\" : {value} , \"b\" : [ {value} ] }} "));
        every_type(&format!(r#"{{"B":{value},"1":{value}}}"#));
    }
    every_type("{}");
}

/// Usual claims are filled here, not by starting again.
#[test]
fn usual_types_are_filled_at_once() {
    let text = r#"{"a":"x","b":"y","c":1700000000,"d":[1,{"e":null}],"f":true}"#;
    for filled in [
        agrees::<All<'_>>(text),
        agrees::<BTreeMap<String, Value>>(text),
        agrees::<Flat>(text),
        agrees::<Value>(text),
        agrees::<One<String>>(text),
        agrees::<IgnoredAny>(text),
    ] {
        assert_eq!(filled, Some(true));
    }
    let (mut outline, limits) = (Outline::default(), Limits::default());
    outline.read(text.as_bytes(), &limits).unwrap();
    assert!(fill::<All<'_>>(text, &outline, &limits).is_some());
    assert!(fill::<Flat>(text, &outline, &limits).is_some());
}

/// `serde_json` takes 127 levels; asked for one value alone, it would take them below the root.
#[test]
fn the_depth_is_that_of_the_whole() {
    for depth in 120..130 {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        for limit in 120..130 {
            let (mut outline, limits) = (Outline::default(), Limits { depth: limit });
            if outline.read(text.as_bytes(), &limits).is_none() {
                continue;
            }
            let filled = fill::<Value>(&text, &outline, &limits);
            let read = serde_json::from_str::<Value>(&text);
            assert!(filled.is_none() || filled == read.ok(), "{depth} under {limit}");
        }
    }
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        proptest::sample::select(VALUES.to_vec()).prop_map(str::to_owned),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| serde_json::to_string(&number).unwrap_or_default()),
        "[a-c]{0,3}".prop_map(|text| format!("\"{text}\"")),
        Just("null".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|parts| format!("[{}]", parts.join(", "))),
            vec(("[a-d]", inner), 0..4).prop_map(object),
        ]
    })
}

fn object(members: Vec<(String, String)>) -> String {
    let members = members.into_iter().collect::<BTreeMap<_, _>>().into_iter();
    let members: Vec<_> = members.map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

proptest! {
    // Each case fills some hundred types.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn agrees_with_serde_json(members in vec(("[a-dA-D1]", value()), 0..6)) {
        every_type(&object(members));
    }
}
