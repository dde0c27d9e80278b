#!/usr/bin/env bash
# Cargo's RUSTC_WRAPPER: adds what libFuzzer steers by (coverage counters, a table of places, compares)
# to what is built for the fuzz targets.
#
# Left out are build scripts and macros, which are built for no named target, and the arithmetic of
# the primitives: it would fill the counters with loops that no input can steer, and run at a fraction
# of its speed.
set -euo pipefail

covered=
case " $* " in
*' --crate-name crypto_bigint '* | *' --crate-name curve25519_dalek '* | *' --crate-name ecdsa '* | \
    *' --crate-name ed25519_dalek '* | *' --crate-name elliptic_curve '* | *' --crate-name k256 '* | \
    *' --crate-name keccak '* | *' --crate-name ml_dsa '* | *' --crate-name module_lattice '* | \
    *' --crate-name num_bigint_dig '* | *' --crate-name p256 '* | *' --crate-name p384 '* | \
    *' --crate-name p521 '* | *' --crate-name primefield '* | *' --crate-name primeorder '* | \
    *' --crate-name sha2 '*) ;;
*' --target '*) covered=1 ;;
esac

if [[ -n $covered ]]; then
    set -- "$@" -Cpasses=sancov-module
    for flag in level=4 inline-8bit-counters pc-table trace-compares; do
        set -- "$@" "-Cllvm-args=-sanitizer-coverage-$flag"
    done
fi
exec "$@"
