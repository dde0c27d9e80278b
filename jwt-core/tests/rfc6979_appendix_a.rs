//! RFC 6979 A.2.5, A.2.6 and A.2.7: the signatures that ES256, ES384 and ES512 must make, octet for
//! octet, since the nonce is derived from key and message.
//!
//! Curve and hash are those that JWA joins; the RFC has no values for secp256k1.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;

/// A key pair: curve, private key x, public key Ux and Uy, hexadecimal.
struct Pair {
    crv: &'static str,
    x: &'static str,
    ux: &'static str,
    uy: &'static str,
}

const A_2_5: Pair = Pair {
    crv: "P-256",
    x: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
    ux: "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
    uy: "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
};

const A_2_6: Pair = Pair {
    crv: "P-384",
    x: "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8\
        96D5724E4C70A825F872C9EA60D2EDF5",
    ux: "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64\
         DEF8F0EA9055866064A254515480BC13",
    uy: "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1\
         288B231C3AE0D4FE7344FD2533264720",
};

const A_2_7: Pair = Pair {
    crv: "P-521",
    x: "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75\
        CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B8\
        3538",
    ux: "01894550D0785932E00EAA23B694F213F8C3121F86DC97A04E5A7167DB4E5BCD\
         371123D46E45DB6B5D5370A7F20FB633155D38FFA16D2BD761DCAC474B9A2F50\
         23A4",
    uy: "00493101C962CD4D2FDDF782285E64584139C2F91B47F87FF82354D6630F746A\
         28A0DB25741B5B34A828008B22ACC23F924FAAFBD4D33F81EA66956DFEAA2BFD\
         FCF5",
};

fn octets(hexadecimal: &str) -> Vec<u8> {
    let pairs = (0..hexadecimal.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap()).collect()
}

/// Signs with the key of an appendix and compares with its r and s, where nonces are derived.
fn signs(algorithm: Algorithm, pair: &Pair, message: &str, r: &str, s: &str) {
    let [d, x, y] = [pair.x, pair.ux, pair.uy].map(|member| base64url::encode(octets(member)));
    let crv = pair.crv;
    let jwk = format!(r#"{{"kty":"EC","crv":"{crv}","x":"{x}","y":"{y}","d":"{d}"}}"#);
    let key = Jwk::from_json(jwk.as_bytes()).unwrap().signing_key(Some(algorithm)).unwrap();
    let signature = key.sign(message.as_bytes()).unwrap();
    let written = octets(&format!("{r}{s}"));
    // AWS-LC draws its nonce: two signatures are never alike, and each holds.
    assert_eq!(signature == written, !cfg!(feature = "aws-lc-rs"), "{algorithm}, {message}");
    for signature in [signature, written] {
        assert!(key.verifying_key().verify(message.as_bytes(), &signature).is_ok());
    }
}

#[test]
fn a_2_5_es256_signs_as_written() {
    signs(
        Algorithm::Es256,
        &A_2_5,
        "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    );
    signs(
        Algorithm::Es256,
        &A_2_5,
        "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    );
}

#[test]
fn a_2_6_es384_signs_as_written() {
    signs(
        Algorithm::Es384,
        &A_2_6,
        "sample",
        "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C\
         81A648152E44ACF96E36DD1E80FABE46",
        "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F\
         A329C145786E679E7B82C71A38628AC8",
    );
    signs(
        Algorithm::Es384,
        &A_2_6,
        "test",
        "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB\
         0542A7F0812998DA8F1DD3CA3CF023DB",
        "DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E0\
         6A739F040649A667BF3B828246BAA5A5",
    );
}

#[test]
fn a_2_7_es512_signs_as_written() {
    signs(
        Algorithm::Es512,
        &A_2_7,
        "sample",
        "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F\
         174E25A1EE9017B5D450606ADD152B534931D7D4E8455CC91F9B15BF05EC36E3\
         77FA",
        "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF\
         282623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DCCC43997F1EE0E44DA4\
         A67A",
    );
    signs(
        Algorithm::Es512,
        &A_2_7,
        "test",
        "013E99020ABF5CEE7525D16B69B229652AB6BDF2AFFCAEF38773B4B7D08725F1\
         0CDB93482FDCC54EDCEE91ECA4166B2A7C6265EF0CE2BD7051B7CEF945BABD47\
         EE6D",
        "01FBD0013C674AA79CB39849527916CE301C66EA7CE8B80682786AD60F98F7E7\
         8A19CA69EFF5C57400E3B3A0AD66CE0978214D13BAF4E9AC60752F7B155E2DE4\
         DCE3",
    );
}

/// The RFC has no values for this curve; a nonce that is drawn would show as a second signature.
#[test]
fn es256k_signs_alike_every_time() {
    let key = SigningKey::generate(Algorithm::Es256k).unwrap();
    let signature = key.sign(b"sample").unwrap();
    assert_eq!(key.sign(b"sample").unwrap(), signature);
    assert_ne!(key.sign(b"test").unwrap(), signature);
}
