//! RSA-2048 keys from a seed: the same seed leads to the same primes on every machine and in every version.
//!
//! aws-lc-rs generates only from its own randomness, so the primes are searched here and checked there. The rule that must never change:
//! each prime is the first one at or above a 1024-bit start, drawn from the stream with its two top bits set, that leaves e = 65537
//! invertible. The sieve only skips composites, so it may be improved.

use std::num::NonZeroU32;

use aws_lc_rs::rsa::KeyPairComponents;
use aws_lc_rs::signature::{RsaKeyPair, RsaPublicKeyComponents};
use crypto_bigint::{NonZero, U1024, U2048};
use crypto_primes::hazmat::SmallFactorsSieve;
use crypto_primes::{Flavor, is_prime};
use zeroize::Zeroizing;

use crate::entropy::{Entropy as _, SeededEntropy};
use crate::error::KeyError;

const PRIME_BITS: NonZeroU32 = NonZeroU32::MIN.saturating_add(1023);

/// RFC 7517 examples, FIPS 186-5 and every library agree on this exponent.
const EXPONENT: u32 = 65537;

/// Takes about 0.1 to 0.5 s.
pub(super) fn from_stream(stream: &mut SeededEntropy) -> Result<RsaKeyPair, KeyError> {
    let (mut p, mut q) = (next_prime(stream)?, next_prime(stream)?);
    // The coefficient below needs p > q; equal primes would make the modulus a square.
    if p < q {
        std::mem::swap(&mut p, &mut q);
    }
    from_primes(&p, &q).ok_or(KeyError::NoPrimes)
}

fn next_prime(stream: &mut SeededEntropy) -> Result<U1024, KeyError> {
    let mut bytes = Zeroizing::new([0; 128]);
    stream.fill(bytes.as_mut_slice());
    if let Some(top) = bytes.first_mut() {
        *top |= 0b1100_0000;
    }
    let exponent = NonZero::new(U1024::from(EXPONENT)).into_option().ok_or(KeyError::NoPrimes)?;
    SmallFactorsSieve::new(U1024::from_be_slice(bytes.as_slice()), PRIME_BITS, false)
        .map_err(|_| KeyError::NoPrimes)?
        .filter(|candidate| candidate.rem_vartime(&exponent) != U1024::ONE)
        .find(|candidate| is_prime(Flavor::Any, candidate))
        .ok_or(KeyError::NoPrimes)
}

/// Completes the two primes to a key (RFC 8017 section 3.2). aws-lc-rs checks the result.
fn from_primes(p: &U1024, q: &U1024) -> Option<RsaKeyPair> {
    let p_less_1 = NonZero::new(p.wrapping_sub(&U1024::ONE)).into_option()?;
    let q_less_1 = NonZero::new(q.wrapping_sub(&U1024::ONE)).into_option()?;
    let totient: U2048 = p_less_1.concatenating_mul(&*q_less_1);
    let d = U2048::from(EXPONENT).invert_mod(&NonZero::new(totient).into_option()?).into_option()?;
    let n: U2048 = p.concatenating_mul(q);
    let secret = |number: &[u8]| Zeroizing::new(number.to_vec());
    RsaKeyPair::from_components(&KeyPairComponents {
        public_key: RsaPublicKeyComponents { n: n.to_be_bytes().as_ref(), e: [1, 0, 1].as_slice() },
        d: secret(d.to_be_bytes().as_ref()),
        p: secret(p.to_be_bytes().as_ref()),
        q: secret(q.to_be_bytes().as_ref()),
        dP: secret(d.rem(&p_less_1).to_be_bytes().as_ref()),
        dQ: secret(d.rem(&q_less_1).to_be_bytes().as_ref()),
        qInv: secret(q.invert_mod(&NonZero::new(*p).into_option()?).into_option()?.to_be_bytes().as_ref()),
    })
    .ok()
}
