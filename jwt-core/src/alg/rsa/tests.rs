//! Which integers make a key, and which signatures hold under it.

mod answers;

use super::*;

fn odd(bits: usize) -> Vec<u8> {
    let mut octets = vec![0xff; bits / 8];
    octets[0] = 0x80;
    octets
}

#[test]
fn a_small_modulus_is_refused_with_its_size() {
    let key = PublicIntegers::new(&odd(1024), &[1, 0, 1]);
    let refused = |found, minimum| Some(Refused::Size { found, minimum });
    assert_eq!(key.check(Limits::STRICT).err(), refused(1024, 2048));
    assert!(key.check(Limits::WIDEST).is_ok());
    for bits in [0, 8, 1016, 8200] {
        let key = PublicIntegers::new(&odd(8200)[..bits / 8], &[1, 0, 1]);
        assert_eq!(key.check(Limits::STRICT).err(), refused(bits, 2048));
        assert_eq!(key.check(Limits::WIDEST).err(), refused(bits, 1024));
    }
}

#[test]
fn a_roca_modulus_is_refused_by_name_under_every_limit() {
    let modulus = crate::base64url::decode(roca::tests::WEAK).unwrap();
    for (limits, exponent) in
        [(Limits::STRICT, &[1, 0, 1][..]), (Limits::WIDEST, &[1, 0, 1]), (Limits::STRICT, &[3])]
    {
        let key = PublicIntegers::new(&modulus, exponent);
        assert_eq!(key.check(limits).err(), Some(Refused::Roca));
    }
}

#[test]
fn small_odd_exponents_are_taken_under_the_widest_limits_alone() {
    for exponent in [&[3][..], &[17], &[1, 0, 1]] {
        let key = PublicIntegers::new(&odd(2048), exponent);
        assert!(key.check(Limits::WIDEST).is_ok(), "{exponent:?}");
    }
    for exponent in [&[][..], &[0], &[1], &[2], &[4], &[1, 0, 2], &[0xff; 9], &[2, 0, 0, 0, 1]] {
        let key = PublicIntegers::new(&odd(2048), exponent);
        let refused = Refused::Exponent { minimum: 3 };
        assert_eq!(key.check(Limits::WIDEST).err(), Some(refused), "{exponent:?}");
    }
}

#[test]
fn an_even_small_or_huge_exponent_is_refused() {
    for exponent in [&[][..], &[1], &[3], &[1, 0, 0], &[1, 0, 2], &[0xff; 9], &[2, 0, 0, 0, 1]] {
        let key = PublicIntegers::new(&odd(2048), exponent);
        let refused = Refused::Exponent { minimum: 65_537 };
        assert_eq!(key.check(Limits::STRICT).err(), Some(refused), "{exponent:?}");
    }
}

#[test]
fn pss_asks_for_room_for_digest_and_salt() {
    let least = |limits: Limits, hash| limits.for_pss(hash).modulus_bits;
    assert_eq!(least(Limits::WIDEST, Hash::Sha256), 1024);
    assert_eq!(least(Limits::WIDEST, Hash::Sha384), 1024);
    assert_eq!(least(Limits::WIDEST, Hash::Sha512), 1034);
    assert_eq!(least(Limits::STRICT, Hash::Sha512), 2048);
}

#[test]
fn an_even_modulus_is_refused() {
    let mut modulus = odd(2048);
    modulus[255] = 0xfe;
    let key = PublicIntegers::new(&modulus, &[1, 0, 1]);
    assert_eq!(key.check(Limits::STRICT).err(), Some(Refused::Modulus));
}

#[test]
fn leading_zeros_do_not_change_a_number() {
    let mut padded = vec![0; 3];
    padded.extend(odd(2048));
    let key = PublicIntegers::new(&padded, &[0, 1, 0, 1]);
    assert_eq!(key.bits(), 2048);
    assert!(key == PublicIntegers::new(&odd(2048), &[1, 0, 1]));
}
