//! The fingerprint of ROCA keys (CVE-2017-15361), which a faulty chip library made until 2017.
//!
//! Its primes are k·M + (65537^a mod M), where M is the product of the first small primes. So modulo
//! each of these small primes a modulus of two such primes is a power of 65537, and the private key
//! can be computed from the public one. An honest modulus passes by chance less often than once in
//! 200 million keys. Takes the modulus as big-endian octets; nothing about it is secret.

use core::num::NonZeroU64;

/// The odd primes that stand in M for every size of key, in groups whose product fits 32 bits.
const PRIMES: [&[u8]; 8] = [
    &[3, 5, 7, 11, 13, 17, 19, 23, 29],
    &[31, 37, 41, 43, 47],
    &[53, 59, 61, 67, 71],
    &[73, 79, 83, 89, 97],
    &[101, 103, 107, 109],
    &[113, 127, 131, 137],
    &[139, 149, 151, 157],
    &[163, 167],
];

/// The number whose powers the faulty primes are.
const GENERATOR: u64 = 65_537;

/// Tells whether the modulus is a power of 65537 modulo every one of the small primes.
///
/// Divides it once for each group; the first group tells 39 of 40 honest ones.
pub(super) fn is_weak(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|primes| {
        let numbers = || primes.iter().filter_map(|prime| NonZeroU64::new(u64::from(*prime)));
        let product = numbers().map(NonZeroU64::get).product();
        NonZeroU64::new(product).is_some_and(|product| {
            let rest = residue(modulus, product);
            numbers().all(|prime| is_power(rest % prime, prime))
        })
    })
}

/// The powers come round to 1 after at most as many steps as the prime has residues.
fn is_power(residue: u64, prime: NonZeroU64) -> bool {
    let next = |power: &u64| Some(power.wrapping_mul(GENERATOR % prime) % prime);
    core::iter::successors(Some(1), next).take(usize::from(u8::MAX)).any(|power| power == residue)
}

/// Divides as on paper, a word of 32 bits after the other; a divisor of no more bits keeps each step in `u64`.
fn residue(number: &[u8], divisor: NonZeroU64) -> u64 {
    let (first, words) = number.as_rchunks();
    let first = first.iter().fold(0, |sum, octet| (sum << 8) | u64::from(*octet));
    let step = |rest, word| ((rest << 32) | u64::from(u32::from_be_bytes(word))) % divisor;
    words.iter().copied().fold(first % divisor, step)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::base64url;

    /// A modulus of 2048 bits with two primes of the faulty form, made for this test.
    pub(crate) const WEAK: &str = "\
        sie-psqQtPxLcZJ8RzXKoze3icW4vGMqRobPd3RjrSBQh_NuederJeSzOZ4YnxReFI5YfmRqRfHBgj_X71CW0KWc\
        9uInauyehog87LE2nY9mTxwo_E6Y-zqxYJBCYU3IBGTanHlLdunhviGxveOjgKPiH8gg8-yhOqecaqyumevYrnj0\
        A1RL-wL3lpiGqJ1zekeTFJZsY3w5jXSnU0LTn1Z0qJ_44TEORsEGr3ljPCR61m-qhJdrcYl_-SRreWAOGsAb-8qB\
        86nd6HGiihF_gXuHtVsMzhDdkg_1TDDnOBAmVYdI0r5bHEfw0BYYlX62M5MhM9xXSM6JCPhd3isWCw";

    #[test]
    fn a_key_of_the_faulty_form_is_recognised() {
        let modulus = base64url::decode(WEAK).unwrap();
        assert_eq!(modulus.len(), 256);
        assert!(is_weak(&modulus));
    }

    #[test]
    fn its_neighbours_are_not() {
        let mut modulus = base64url::decode(WEAK).unwrap();
        for last in (1..=255).step_by(2) {
            if last != *modulus.last().unwrap() {
                let own = core::mem::replace(modulus.last_mut().unwrap(), last);
                assert!(!is_weak(&modulus), "{last}");
                *modulus.last_mut().unwrap() = own;
            }
        }
    }

    #[test]
    fn random_odd_numbers_are_not() {
        for _ in 0..5_000 {
            let mut modulus = [0; 256];
            getrandom::fill(&mut modulus).unwrap();
            modulus[255] |= 1;
            assert!(!is_weak(&modulus), "{modulus:02x?}");
        }
    }

    #[test]
    fn a_multiple_of_a_small_prime_is_not() {
        assert!(!is_weak(&[]));
        assert!(!is_weak(&[0; 300]));
        assert!(!is_weak(&[167]));
        // 1 is a power of everything: the fingerprint alone does not ask for a size.
        assert!(is_weak(&[1]));
    }

    #[test]
    fn residues_and_powers_are_those_of_arithmetic() {
        let thirteen = NonZeroU64::new(13).unwrap();
        assert_eq!(residue(&[1, 0, 1], thirteen), 65_537 % 13);
        assert_eq!(residue(&0xdead_beef_u32.to_be_bytes(), thirteen), 0xdead_beef_u64 % 13);
        // The greatest that fits, and the greatest of the table: modulo the first, the order of words is lost.
        for divisor in [u64::from(u32::MAX), 4_132_280_413].map(|one| NonZeroU64::new(one).unwrap())
        {
            let octets = u128::MAX.wrapping_div(7).to_be_bytes();
            for length in 0..=octets.len() {
                let number = &octets[..length];
                let whole = number.iter().fold(0_u128, |sum, one| (sum << 8) | u128::from(*one));
                let rest = u128::from(residue(number, divisor));
                assert_eq!(rest, whole % u128::from(divisor.get()), "{length}");
            }
        }
        // 65537 is 4 modulo 13, whose powers are 1, 4, 3, 12, 9, 10.
        let powers: Vec<u64> = (0..13).filter(|one| is_power(*one, thirteen)).collect();
        assert_eq!(powers, [1, 3, 4, 9, 10, 12]);
    }

    #[test]
    fn the_table_holds_every_odd_prime_to_167() {
        for primes in PRIMES {
            let product = primes.iter().map(|prime| u64::from(*prime)).product::<u64>();
            assert!(u32::try_from(product).is_ok(), "{primes:?}");
        }
        let sieve = (3..=167).filter(|one| (2..*one).all(|divisor| one % divisor != 0));
        assert_eq!(PRIMES.concat(), sieve.collect::<Vec<u8>>());
    }

    /// For each prime a number that is 1, and so a power, modulo all others, and 0 modulo this one.
    #[test]
    fn every_prime_is_asked() {
        let all = PRIMES.concat();
        for prime in &all {
            let others = all.iter().filter(|one| *one != prime);
            let product = others.fold(vec![1], |number, other| times_plus(&number, *other, 0));
            let numbers = (1..*prime).map(|factor| times_plus(&product, factor, 1));
            let divisor = NonZeroU64::new(u64::from(*prime)).unwrap();
            let mut divided = numbers.filter(|number| residue(number, divisor) == 0);
            let number = divided.next().unwrap();
            assert!(!is_weak(&number), "{prime}");
            // One more than a multiple of them all is 1 modulo each, and passes.
            assert!(is_weak(&times_plus(&times_plus(&product, *prime, 0), 2, 1)), "{prime}");
        }
    }

    /// Multiplies a big-endian number by a small one and adds another.
    fn times_plus(number: &[u8], factor: u8, more: u8) -> Vec<u8> {
        let mut carry = u16::from(more);
        let mut octets: Vec<u8> = number
            .iter()
            .rev()
            .map(|octet| {
                let product = u16::from(*octet).wrapping_mul(u16::from(factor));
                let sum = product.wrapping_add(carry);
                carry = sum >> 8;
                u8::try_from(sum & 0xff).unwrap()
            })
            .collect();
        octets.push(u8::try_from(carry).unwrap());
        octets.reverse();
        octets
    }

    /// Each prime lets pass the share of its residues that are powers; together that is the chance.
    #[test]
    fn chance_alone_passes_less_than_once_in_200_million() {
        let chance: f64 = PRIMES
            .concat()
            .iter()
            .map(|prime| {
                let modulus = NonZeroU64::new(u64::from(*prime)).unwrap();
                let powers = (1..u64::from(*prime)).filter(|one| is_power(*one, modulus)).count();
                f64::from(u32::try_from(powers).unwrap()) / f64::from(*prime - 1)
            })
            .product();
        assert!(chance > 0.0 && chance < 1.0 / 200_000_000.0, "{chance}");
    }
}
