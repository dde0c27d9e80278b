//! Powers beside those of the crate `rsa`, which share no line with ours.
#![expect(clippy::arithmetic_side_effects, reason = "a panic fails the test")]

use proptest::collection::vec;
use proptest::prelude::*;
use rsa::BoxedUint;
use rsa::RsaPublicKey;
use rsa::traits::PublicKeyParts;

use super::*;
use crate::alg::integers::MAX_EXPONENT;

fn power(modulus: &[u8], base: &[u8], exponent: u64) -> Vec<u8> {
    let mut octets = vec![0; modulus.len()];
    Modulus::new(modulus).power(base, exponent, &mut octets);
    octets
}

/// The same by squaring and multiplying on the integers of `rsa`, with a division for each step.
fn expected(modulus: &[u8], base: &[u8], exponent: u64) -> Vec<u8> {
    let number = |octets| BoxedUint::from_be_slice_vartime(octets);
    let key = RsaPublicKey::new_with_size_limits(number(modulus), BoxedUint::from(3_u64), 3..=8192);
    let key = key.unwrap();
    let bits = key.n_bits_precision();
    let base = BoxedUint::from_be_slice(base, bits).unwrap();
    let mut power = base.clone();
    for bit in (0..exponent.ilog2()).rev() {
        power = power.mul_mod(&power, key.n());
        if exponent >> bit & 1 == 1 {
            power = power.mul_mod(&base, key.n());
        }
    }
    let octets = power.to_be_bytes();
    octets[octets.len() - modulus.len()..].to_vec()
}

fn assert_same(modulus: &[u8], base: &[u8], exponent: u64) {
    let found = power(modulus, base, exponent);
    assert_eq!(found, expected(modulus, base, exponent), "{modulus:x?} {base:x?} {exponent}");
}

/// n − `less`, which must not borrow beyond the last octet.
fn below(modulus: &[u8], less: u8) -> Vec<u8> {
    let mut octets = modulus.to_vec();
    *octets.last_mut().unwrap() -= less;
    octets
}

/// A modulus of so many bits: the highest and the lowest are set, the others those of `filling`.
fn modulus(bits: usize, filling: u8) -> Vec<u8> {
    let mut octets = vec![filling; bits.div_ceil(8)];
    let highest = 1 << ((bits - 1) % 8);
    octets[0] = octets[0] & (highest - 1) | highest;
    *octets.last_mut().unwrap() |= 1;
    octets
}

#[test]
fn small_numbers_are_as_in_school() {
    for modulus in (3_u8..=255).step_by(2) {
        for base in 0..modulus {
            for exponent in [3, 5, 17] {
                let of = |base: u64| base % u64::from(modulus);
                let expected = (0..exponent).fold(1, |power, _| of(power * u64::from(base)));
                assert_eq!(u64::from(power(&[modulus], &[base], exponent)[0]), expected);
            }
        }
    }
}

/// Every number of blocks, and around them the sizes at which two bits more are there or missing.
#[test]
fn moduli_of_every_number_of_limbs_give_what_a_division_gives() {
    let block = LIMB_BITS * BLOCK;
    for blocks in 1..=MAX_LIMBS / BLOCK {
        let most = blocks * block;
        for bits in [most - block + 1, most - 3, most - 2, most - 1, most] {
            let bits = bits.clamp(8, MAX_MODULUS_BITS);
            for filling in [0, 0xff, 0xa5] {
                let modulus = modulus(bits, filling);
                assert_same(&modulus, &below(&modulus, 1), 3);
            }
        }
    }
}

#[test]
fn bases_at_both_ends_and_every_kind_of_exponent_give_what_a_division_gives() {
    for bits in [1024, 1025, 2048, 2049, 2056, 3072, 4096] {
        for filling in [0, 0x5a, 0xff] {
            let modulus = modulus(bits, filling);
            let one = [vec![0; modulus.len() - 1], vec![1]].concat();
            let zero = vec![0; modulus.len()];
            let half = [&[modulus[0] >> 1], &modulus[1..]].concat();
            for base in [zero, one, half, below(&modulus, 1)] {
                for exponent in [3, 5, 17, 65_537, 65_539, MAX_EXPONENT, 1 << 32 | 1] {
                    assert_same(&modulus, &base, exponent);
                }
            }
        }
    }
}

/// Limbs that are all ones: the most that a column can hold.
#[test]
fn the_largest_modulus_overflows_no_column() {
    let modulus = modulus(MAX_MODULUS_BITS, 0xff);
    for less in [1, 2, 0x7f] {
        assert_same(&modulus, &below(&modulus, less), 65_537);
    }
}

#[test]
fn octets_come_back_as_they_were() {
    for length in [0, 1, 7, 8, 9, 128, 257, 1024] {
        let octets: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap() + 5).collect();
        let mut number: Number = [0; _];
        read(&octets, &mut number);
        let mut again = vec![0; length];
        write(&number, &mut again);
        assert_eq!(again, octets);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_power_is_that_of_the_crate_rsa(
        octets in vec(any::<u8>(), 16..=520),
        base in vec(any::<u8>(), 520),
        first in 1_u8..,
        exponent in prop_oneof![Just(3), Just(17), Just(65_537), 3..=MAX_EXPONENT],
    ) {
        let mut modulus = octets;
        modulus[0] = first;
        *modulus.last_mut().unwrap() |= 1;
        let mut base = base[..modulus.len()].to_vec();
        // Less than the modulus by its first octet, and at times by a later one.
        base[0] = base[0].min(first);
        if base >= modulus {
            base[0] = first - 1;
        }
        let exponent = exponent | 1;
        prop_assert_eq!(power(&modulus, &base, exponent), expected(&modulus, &base, exponent));
    }
}
