//! s^e mod n with a public exponent (RFC 8017 §5.2.2), by Montgomery's multiplication.
//!
//! Signature, exponent and modulus are public, so how long it takes may depend on them. Nothing private belongs
//! here. A number is written in limbs of 59 bits, the lowest first, and a product is gathered in columns of 128
//! bits, which have room for every product that falls into them: nothing is carried before a column is complete.
//!
//! ```text
//!   a                                        │ a3      │ a2      │ a1      │ a0      │   59 bits each
//!   b                                        │ b3      │ b2      │ b1      │ b0      │
//!   a·b        … │ a0·b3 + a1·b2 + a2·b1 + a3·b0 │ … │ a0·b1 + a1·b0 │ a0·b0 │         128 bits each
//! + m·n          the m that makes the lower half of the columns zero; the upper half is a·b / R mod n
//! ```
//!
//! R is 2 to the power of all bits of all limbs, and at least 4n: what is less than 2n stays so.

use core::iter;

use crate::alg::integers::MAX_MODULUS_BITS;

/// Bits of a limb. With 59 a column has room for 512 products of both kinds.
const LIMB_BITS: usize = 59;
const MASK: u64 = (1 << LIMB_BITS) - 1;
/// Limbs that are multiplied with a number in one go. A number has a multiple of them.
const BLOCK: usize = 5;
/// Zeros on both sides of a number, so that every column meets a whole block.
const PAD: usize = BLOCK - 1;
/// Limbs of the largest modulus, and two bits more.
const MAX_LIMBS: usize = (MAX_MODULUS_BITS + 2).div_ceil(LIMB_BITS).next_multiple_of(BLOCK);

// Into a column fall at most as many products of a·b as there are limbs (in a square half as many, doubled) and as
// many of m·n; what is carried from the column below is less than one more.
const _: () = assert!(2 * MAX_LIMBS + 1 < 1 << (128 - 2 * LIMB_BITS));

type Block = [u64; BLOCK];
/// A number with its zeros, in room for the largest.
type Number = [u64; PAD + MAX_LIMBS + PAD];
type Columns = [u128; 2 * MAX_LIMBS];

/// An odd modulus and what multiplying modulo it needs.
pub(super) struct Modulus {
    /// n with its zeros.
    number: Vec<u64>,
    /// R² mod n with its zeros: times this, a number comes into Montgomery's form.
    square: Vec<u64>,
    /// The lowest limbs of n.
    lowest: Block,
    /// −n⁻¹ mod 2^59.
    inverse: u64,
    /// Limbs of n, a multiple of [`BLOCK`].
    limbs: usize,
}

impl Modulus {
    /// Takes an odd n of at most 8192 bits, big-endian and without leading zeros.
    ///
    /// Takes half as long as one power with the exponent 65537.
    pub(super) fn new(octets: &[u8]) -> Self {
        let zeros = octets.first().map_or(0, |octet| octet.leading_zeros());
        let zeros = usize::try_from(zeros).unwrap_or_default();
        let bits = octets.len().saturating_mul(8).saturating_sub(zeros);
        let limbs = bits.saturating_add(2).div_ceil(LIMB_BITS).next_multiple_of(BLOCK);
        let limbs = limbs.min(MAX_LIMBS);
        let mut number = vec![0; limbs.saturating_add(2 * PAD)];
        read(octets, &mut number);
        let lowest = number.get(PAD..).and_then(|limbs| limbs.first_chunk()).copied();
        let lowest: Block = lowest.unwrap_or_default();
        let [lowest_limb, ..] = lowest;
        let inverse = inverse(lowest_limb).wrapping_neg() & MASK;
        let mut modulus = Self { number, square: Vec::new(), lowest, inverse, limbs };
        modulus.square = modulus.square_of_r(bits);
        modulus
    }

    /// Computes R² mod n, from a power of two under n.
    fn square_of_r(&self, bits: usize) -> Vec<u64> {
        let mut columns = [0; 2 * MAX_LIMBS];
        let mut number = vec![0; self.number.len()];
        let highest = bits.saturating_sub(1);
        if let Some(limb) = number.get_mut(PAD.saturating_add(highest / LIMB_BITS)) {
            *limb = 1 << (highest % LIMB_BITS);
        }
        // Squaring R·2^k gives R·2^2k, doubling R·2^(k+1): so R·R comes from the bits of its exponent, of which
        // the first are cheaper doubled.
        let exponent = self.limbs.saturating_mul(LIMB_BITS);
        let squarings = exponent.ilog2().saturating_sub(5);
        let doublings = exponent.saturating_add(exponent >> squarings).saturating_sub(highest);
        for _ in 0..doublings {
            self.double(&mut number);
        }
        for bit in (0..squarings).rev() {
            self.square(&mut number, &mut columns);
            self.subtract_once(&mut number);
            if (exponent >> bit) & 1 == 1 {
                self.double(&mut number);
            }
        }
        number
    }

    /// Computes base^exponent mod n and writes it big-endian into octets as long as n.
    ///
    /// The base is less than n, and the exponent odd and at least 3.
    pub(super) fn power(&self, base: &[u8], exponent: u64, octets: &mut [u8]) {
        let mut columns = [0; 2 * MAX_LIMBS];
        let mut plain: Number = [0; _];
        read(base, &mut plain);
        let mut first = plain;
        self.multiply(&mut first, &self.square, &mut columns);
        let mut power = first;
        for bit in (1..exponent.max(2).ilog2()).rev() {
            self.square(&mut power, &mut columns);
            if (exponent >> bit) & 1 == 1 {
                self.multiply(&mut power, &first, &mut columns);
            }
        }
        // The last factor is not in Montgomery's form, which leaves it.
        self.square(&mut power, &mut columns);
        self.multiply(&mut power, &plain, &mut columns);
        self.subtract_once(&mut power);
        write(&power, octets);
    }

    /// Computes a·b / R mod n, less than 2n, in the place of a.
    fn multiply(&self, a: &mut [u64], b: &[u64], columns: &mut Columns) {
        let columns = self.emptied(columns);
        let a = a.get_mut(..self.number.len()).unwrap_or_default();
        let (blocks, _) = b.get(PAD..).unwrap_or_default().as_chunks();
        let mut rest = &mut *columns;
        for block in blocks.iter().take(self.limbs / BLOCK) {
            add_products(rest, a, block);
            rest = rest.get_mut(BLOCK..).unwrap_or_default();
        }
        self.reduce(columns);
        carry(columns.get(self.limbs..).unwrap_or_default(), a);
    }

    /// Computes a² / R mod n, less than 2n, in its place.
    fn square(&self, a: &mut [u64], columns: &mut Columns) {
        let columns = self.emptied(columns);
        let a = a.get_mut(..self.number.len()).unwrap_or_default();
        let (mut rest, mut limbs) = (&mut *columns, a.get(PAD..).unwrap_or_default());
        for _ in 0..self.limbs / BLOCK {
            let doubled = add_squares(rest, limbs);
            limbs = limbs.get(BLOCK..).unwrap_or_default();
            let beyond = rest.get_mut(REACH..).unwrap_or_default();
            add_products(beyond, limbs, &doubled);
            rest = rest.get_mut(2 * BLOCK..).unwrap_or_default();
        }
        self.reduce(columns);
        carry(columns.get(self.limbs..).unwrap_or_default(), a);
    }

    /// Adds that multiple of n which makes the lower half of the columns zero, and carries what they leave.
    fn reduce(&self, columns: &mut [u128]) {
        let (Some(near), Some(far)) = (self.number.get(BLOCK..), self.number.get(2 * BLOCK..))
        else {
            return;
        };
        let mut digits = self.digits(columns);
        let mut rest = columns.get_mut(BLOCK..).unwrap_or_default();
        for _ in 1..self.limbs / BLOCK {
            // The next digits need the next block of columns alone. While they are found, each from the one
            // before, a processor has the columns behind to work on.
            add_products(rest.get_mut(..BLOCK).unwrap_or_default(), near, &digits);
            let found = self.digits(rest);
            rest = rest.get_mut(BLOCK..).unwrap_or_default();
            add_products(rest, far, &digits);
            digits = found;
        }
        add_products(rest, near, &digits);
    }

    /// Finds the digits of m for the next block of columns, from the lowest on.
    fn digits(&self, columns: &mut [u128]) -> Block {
        let Some(([c0, c1, c2, c3, c4], rest)) = columns.split_first_chunk_mut() else {
            return Block::default();
        };
        let [_, n1, n2, n3, n4] = self.lowest;
        let (m0, carry) = self.digit(*c0);
        let (m1, carry) = self.digit(sum(c1.wrapping_add(carry), [m0], [n1]));
        let (m2, carry) = self.digit(sum(c2.wrapping_add(carry), [m0, m1], [n2, n1]));
        let (m3, carry) = self.digit(sum(c3.wrapping_add(carry), [m0, m1, m2], [n3, n2, n1]));
        let (m4, carry) =
            self.digit(sum(c4.wrapping_add(carry), [m0, m1, m2, m3], [n4, n3, n2, n1]));
        if let Some(next) = rest.first_mut() {
            *next = next.wrapping_add(carry);
        }
        [m0, m1, m2, m3, m4]
    }

    /// Finds the digit d with column + d·n ≡ 0 modulo 2^59, and what is carried into the next column.
    fn digit(&self, column: u128) -> (u64, u128) {
        let [lowest, ..] = self.lowest;
        let digit = limb(column).wrapping_mul(self.inverse) & MASK;
        (digit, sum(column, [digit], [lowest]) >> LIMB_BITS)
    }

    fn double(&self, number: &mut [u64]) {
        let mut carry = 0;
        for limb in number.get_mut(PAD..).unwrap_or_default().iter_mut().take(self.limbs) {
            let doubled = (*limb << 1) | carry;
            carry = doubled >> LIMB_BITS;
            *limb = doubled & MASK;
        }
        self.subtract_once(number);
    }

    /// Takes n off a number that is not less.
    fn subtract_once(&self, number: &mut [u64]) {
        let number = number.get_mut(..self.number.len()).unwrap_or_default();
        if number.iter().rev().lt(self.number.iter().rev()) {
            return;
        }
        let mut borrow = 0;
        for (limb, other) in number.iter_mut().zip(&self.number) {
            let difference = limb.wrapping_sub(*other).wrapping_sub(borrow);
            borrow = difference >> 63;
            *limb = difference & MASK;
        }
    }

    /// Gives the columns that products modulo n fall into, all zero.
    fn emptied<'c>(&self, columns: &'c mut Columns) -> &'c mut [u128] {
        let columns = columns.get_mut(..self.limbs.saturating_mul(2)).unwrap_or_default();
        columns.fill(0);
        columns
    }
}

/// Adds a·b to the columns, where a begins with as many limbs, zeros or others, as b reaches back.
fn add_products(columns: &mut [u128], a: &[u64], b: &Block) {
    let [b0, b1, b2, b3, b4] = *b;
    for (column, &[a0, a1, a2, a3, a4]) in columns.iter_mut().zip(a.array_windows::<BLOCK>()) {
        *column = column
            .wrapping_add(product(a4, b0))
            .wrapping_add(product(a3, b1))
            .wrapping_add(product(a2, b2))
            .wrapping_add(product(a1, b3))
            .wrapping_add(product(a0, b4));
    }
}

/// Columns that [`add_squares`] completes: those in which limbs of a block meet one another.
const REACH: usize = 2 * BLOCK - 1;

/// Adds what a block gives in the square of a number, the block itself and what it meets twice in the limbs
/// behind, to the first columns. Gives the block doubled, for the columns behind.
fn add_squares(columns: &mut [u128], limbs: &[u64]) -> Block {
    let (Some(columns), Some(limbs)) = (columns.first_chunk_mut(), limbs.first_chunk()) else {
        return Block::default();
    };
    let [c0, c1, c2, c3, c4, c5, c6, c7, c8]: &mut [u128; REACH] = columns;
    let [a0, a1, a2, a3, a4, a5, a6, a7, a8]: [u64; REACH] = *limbs;
    let [d0, d1, d2, d3, d4] = [a0, a1, a2, a3, a4].map(|limb| limb << 1);
    *c0 = sum(*c0, [a0], [a0]);
    *c1 = sum(*c1, [d0], [a1]);
    *c2 = sum(*c2, [d0, a1], [a2, a1]);
    *c3 = sum(*c3, [d0, d1], [a3, a2]);
    *c4 = sum(*c4, [d0, d1, a2], [a4, a3, a2]);
    *c5 = sum(*c5, [d0, d1, d2], [a5, a4, a3]);
    *c6 = sum(*c6, [d0, d1, d2, a3], [a6, a5, a4, a3]);
    *c7 = sum(*c7, [d0, d1, d2, d3], [a7, a6, a5, a4]);
    *c8 = sum(*c8, [d0, d1, d2, d3, a4], [a8, a7, a6, a5, a4]);
    [d0, d1, d2, d3, d4]
}

/// Adds products to a column, which has room for them.
fn sum<const N: usize>(column: u128, a: [u64; N], b: [u64; N]) -> u128 {
    iter::zip(a, b).fold(column, |sum, (a, b)| sum.wrapping_add(product(a, b)))
}

/// Multiplies two limbs.
#[inline]
fn product(a: u64, b: u64) -> u128 {
    // Never wraps: both have 64 bits at most.
    u128::from(a).wrapping_mul(u128::from(b))
}

/// Carries from column to column and writes the limbs of the number.
fn carry(columns: &[u128], number: &mut [u64]) {
    let mut carry = 0_u128;
    let limbs = number.get_mut(PAD..).unwrap_or_default();
    for (place, column) in limbs.iter_mut().zip(columns) {
        carry = carry.wrapping_add(*column);
        *place = limb(carry);
        carry >>= LIMB_BITS;
    }
}

/// The lowest 59 bits.
fn limb(column: u128) -> u64 {
    u64::try_from(column & u128::from(MASK)).unwrap_or_default()
}

/// The inverse of an odd limb modulo 2^64, by Newton's iteration: each step doubles the bits that are right.
fn inverse(odd: u64) -> u64 {
    // An odd number is its own inverse modulo 8.
    (0..5).fold(odd, |found, _| found.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(found))))
}

/// Reads big-endian octets as limbs behind the first zeros.
fn read(octets: &[u8], number: &mut [u64]) {
    let mut places = number.get_mut(PAD..).unwrap_or_default().iter_mut();
    let (mut held, mut bits) = (0_u128, 0);
    for octets in octets.rchunks(8) {
        let word = octets.iter().fold(0_u64, |word, octet| (word << 8) | u64::from(*octet));
        held |= u128::from(word) << bits;
        bits = usize::saturating_add(bits, 64);
        while bits >= LIMB_BITS {
            if let Some(place) = places.next() {
                *place = limb(held);
            }
            held >>= LIMB_BITS;
            bits = bits.saturating_sub(LIMB_BITS);
        }
    }
    if let Some(place) = places.next() {
        *place = limb(held);
    }
}

/// Writes limbs as big-endian octets.
fn write(number: &[u64], octets: &mut [u8]) {
    let mut limbs = number.get(PAD..).unwrap_or_default().iter();
    let (mut held, mut bits) = (0_u128, 0);
    for octets in octets.rchunks_mut(8) {
        while bits < 64 {
            held |= u128::from(limbs.next().copied().unwrap_or_default()) << bits;
            bits = usize::saturating_add(bits, LIMB_BITS);
        }
        for (octet, value) in octets.iter_mut().rev().zip(held.to_le_bytes()) {
            *octet = value;
        }
        held >>= 64;
        bits = bits.saturating_sub(64);
    }
}

#[cfg(test)]
mod tests;
