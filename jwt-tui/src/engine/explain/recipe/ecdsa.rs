//! Recipes for ECDSA: arithmetic modulo the group order and on the curve in `bc`, the whole check with
//! openssl, which wants the signature in DER.

use super::Algorithm;
use super::Kitchen;
use super::Made;
use super::Prints;
use super::Script;
use super::digest_name;
use crate::text::Phrase;
use crate::text::explain as words;

/// A curve y² = x³ + ax + b: what `bc` needs of it, in upper-case hexadecimal digits.
struct Curve {
    digits: usize,
    /// The prime of the field.
    prime: &'static str,
    /// The coefficient a, as bc reads it.
    a: &'static str,
    /// The base point.
    x: &'static str,
    y: &'static str,
    /// The group order.
    order: &'static str,
}

const P256: Curve = Curve {
    digits: 64,
    prime: "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
    a: "-3",
    x: "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
    y: "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5",
    order: "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
};
const P384: Curve = Curve {
    digits: 96,
    prime: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF",
    a: "-3",
    x: "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7",
    y: "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F",
    order: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
};
const P521: Curve = Curve {
    digits: 132,
    prime: "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
    a: "-3",
    x: "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66",
    y: "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650",
    order: "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
};
const SECP256K1: Curve = Curve {
    digits: 64,
    prime: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F",
    a: "0",
    x: "79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798",
    y: "483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8",
    order: "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141",
};

/// The inverse of a modulo m, by Euclid's algorithm; the names are those that POSIX bc has.
const INVERSE: [&str; 8] = [
    "define i(a,m){",
    "auto q,r,s,t,u",
    "r=m; s=0; t=1; a=a%m",
    "if(a<0) a=a+m",
    "while(a>0){ q=r/a; u=r%a; r=a; a=u; u=s-q*t; s=t; t=u; }",
    "if(s<0) s=s+m",
    "return (s)",
    "}",
];

/// Adds the point (g, h) to the point (x, y); o is 1 while that is the point at infinity.
const ADD: [&str; 9] = [
    "define a(g,h){",
    "auto l,t",
    "if(o==1){ x=g; y=h; o=0; return (0); }",
    "if(x==g) l=(3*x*x+c)*i(2*y,p)%p",
    "if(x!=g) l=(h-y)*i(g-x,p)%p",
    "t=(l*l-x-g)%p; if(t<0) t=t+p",
    "y=(l*(x-t)-y)%p; if(y<0) y=y+p",
    "x=t; return (0)",
    "}",
];

fn curve(algorithm: Algorithm) -> &'static Curve {
    match algorithm {
        Algorithm::Es384 => &P384,
        Algorithm::Es512 => &P521,
        Algorithm::Es256k => &SECP256K1,
        _ => &P256,
    }
}

pub(super) fn cook(kitchen: &Kitchen<'_>) -> Made {
    match kitchen.step.name {
        "ecdsa.hash_integer" => arithmetic(kitchen, &["z"], &["z"]),
        "ecdsa.split" => {
            let mut script = kitchen.with_token();
            halves(kitchen, &mut script);
            script.line("echo \"$A\"");
            script.line("echo \"$B\"");
            Ok((script, kitchen.prints(&["r", "s"])))
        }
        "ecdsa.inverse" => arithmetic(kitchen, &["w"], &["w"]),
        "ecdsa.factors" => arithmetic(kitchen, &["z*w%n", "r*w%n"], &["u1", "u2"]),
        "ecdsa.point" => point(kitchen),
        "ecdsa.nonce" => Err(words::NO_RECIPE_NONCE),
        "verdict" => verdict(kitchen),
        _ => Err(words::NO_RECIPE_COMPARE),
    }
}

/// Puts r and s into `A` and `B`, in hexadecimal digits.
fn halves(kitchen: &Kitchen<'_>, script: &mut Script) {
    let digits = curve(kitchen.algorithm).digits;
    let next = digits.saturating_add(1);
    script.line(&format!(
        "X=$(dec \"$S\" | hex); A=$(echo \"$X\" | cut -c1-{digits}) B=$(echo \"$X\" | cut -c{next}-)"
    ));
}

/// Begins a text for bc in which n, z, r, s and w are set.
fn numbers(kitchen: &Kitchen<'_>) -> Script {
    let curve = curve(kitchen.algorithm);
    let mut script = kitchen.with_token();
    halves(kitchen, &mut script);
    script.line(&format!("Z=$({})", kitchen.hash_of_input()));
    script.line("up() { echo \"$1\" | tr a-f A-F; }");
    script.line("C=$(bc <<EOF");
    script.line("obase=16; ibase=16");
    INVERSE.iter().for_each(|line| script.line(line));
    script.line(&format!("n={}", curve.order));
    script.line("z=$(up \"$Z\")%n; r=$(up \"$A\"); s=$(up \"$B\"); w=i(s,n)");
    script
}

fn arithmetic(kitchen: &Kitchen<'_>, formulas: &[&str], names: &[&str]) -> Made {
    let mut script = numbers(kitchen);
    formulas.iter().for_each(|formula| script.line(formula));
    finish(kitchen, &mut script, formulas.len(), "");
    Ok((script, kitchen.prints(names)))
}

/// Ends the text for bc, and prints its numbers with all their digits.
fn finish(kitchen: &Kitchen<'_>, script: &mut Script, count: usize, then: &str) {
    let digits = curve(kitchen.algorithm).digits;
    script.line("EOF");
    script.line(")");
    // bc breaks long numbers over lines with a backslash at the end.
    script.line("C=$(printf '%s\\n' \"$C\" | sed -e ':a' -e '/\\\\$/N; s/\\\\\\n//; ta')");
    for line in 1..=count {
        script.line(&format!("printf '%s\\n' \"$C\" | sed -n {line}p | low {digits}{then}"));
    }
}

/// Computes u1 · G + u2 · Q, both at once, bit by bit.
fn point(kitchen: &Kitchen<'_>) -> Made {
    let curve = curve(kitchen.algorithm);
    let public = kitchen.value("Q")?.hex().to_ascii_uppercase();
    let (x, y) = public.split_at_checked(curve.digits).ok_or(words::NO_RECIPE_INTERNAL)?;
    let mut script = numbers(kitchen);
    script.line(&format!("p={}; c={}", curve.prime, curve.a));
    ADD.iter().for_each(|line| script.line(line));
    script.line(&format!("u={}; v={}", curve.x, curve.y));
    script.line(&format!("e={x}; f={y}"));
    script.line("o=1; b=a(u,v); b=a(e,f); g=x; h=y");
    script.line("k=z*w%n; l=r*w%n; t=1; while(t<=n) t=t*2");
    script.line("o=1; while(t>0){ if(o==0) b=a(x,y)");
    script.line("d=k/t%2; m=l/t%2; t=t/2");
    script.line("if(d==1) if(m==1) b=a(g,h)");
    script.line("if(d==1) if(m==0) b=a(u,v)");
    script.line("if(d==0) if(m==1) b=a(e,f)");
    script.line("}");
    script.line("x");
    script.line("y");
    // Both coordinates are one value.
    finish(kitchen, &mut script, 2, " | tr -d '\\n'");
    Ok((script, kitchen.prints(&["R"])))
}

fn verdict(kitchen: &Kitchen<'_>) -> Result<(Script, Prints), Phrase> {
    let mut script = kitchen.with_token();
    kitchen.public_key(&mut script)?;
    halves(kitchen, &mut script);
    script.line("int() { i=$1; while [ \"${i#00}\" != \"$i\" ]; do i=${i#00}; done");
    script.line("case $i in [89a-f]*) i=00$i;; esac; printf '02%02x%s' $((${#i} / 2)) \"$i\"; }");
    script.line("B=$(int \"$A\")$(int \"$B\"); L=$((${#B} / 2))");
    script.line("N=$(printf %02x $L); [ $L -lt 128 ] || N=81$N");
    script.fill("sig", "bin \"30$N$B\"");
    script.line(&format!(
        "printf %s \"${{T%.*}}\" | openssl dgst -{} -verify \"$D/pub\" -signature \"$D/sig\"",
        digest_name(kitchen.algorithm)
    ));
    Ok((script, Prints::Verdict))
}
