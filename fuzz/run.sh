#!/usr/bin/env bash
# Builds and runs the fuzz targets with cargo and a C++ compiler alone: a stable toolchain will do,
# and no cargo-fuzz is needed.
#
#   fuzz/run.sh build                 builds every target
#   fuzz/run.sh seeds                 replays every committed seed through its target
#   fuzz/run.sh all SECONDS           runs every target for so long, one after the other
#   fuzz/run.sh TARGET [ARGUMENT]…    runs one target; arguments are libFuzzer's, such as -max_total_time=60,
#                                     and files or folders of inputs, named from here
#
# What a run collects lies in fuzz/corpus/TARGET, what it finds in fuzz/artifacts/TARGET; FUZZ_OUT
# names another folder for both.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

out=${FUZZ_OUT:-.}
host=$(rustc -vV | sed -n 's/^host: //p')
bin=${CARGO_TARGET_DIR:-target}/$host/release
targets=()
for file in fuzz_targets/*.rs; do
    file=${file##*/}
    targets+=("${file%.rs}")
done

# The target is named so that build scripts and macros are built without what covered.sh adds.
build() {
    RUSTC_WRAPPER=$PWD/covered.sh cargo build --locked --quiet --release --bins --target "$host"
}

# Inputs that are named replace corpus and seeds.
run() {
    local target=$1 argument
    local inputs=("$out/corpus/$target" "seeds/$target")
    shift
    mkdir -p "$out/corpus/$target" "$out/artifacts/$target"
    for argument; do
        [[ $argument == -* ]] || inputs=()
    done
    "$bin/$target" -dict=jwt.dict -timeout=20 -max_len=8192 -rss_limit_mb=2048 \
        -artifact_prefix="$out/artifacts/$target/" "$@" ${inputs[@]+"${inputs[@]}"}
}

case ${1:-} in
build) build ;;
seeds)
    build
    for target in "${targets[@]}"; do
        files=("seeds/$target"/*)
        "$bin/$target" -runs=1 -timeout=20 "${files[@]}" >"$bin/$target.log" 2>&1 || {
            cat "$bin/$target.log" >&2
            exit 1
        }
        printf '%s: %d seeds replayed\n' "$target" "${#files[@]}"
    done
    # A gate that replays good tokens alone would pass whatever the verifier did.
    for target in differential verify; do
        "$bin/deeds" "$target" "seeds/$target"
    done
    ;;
all)
    build
    for target in "${targets[@]}"; do
        run "$target" -max_total_time="${2:?how many seconds}" -print_final_stats=1 \
            >"$bin/$target.log" 2>&1 || {
            tail -n 60 "$bin/$target.log" >&2
            exit 1
        }
        count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$bin/$target.log")
        if [[ ! $count =~ ^[1-9][0-9]*$ ]]; then
            tail -n 60 "$bin/$target.log" >&2
            printf '%s: says of no execution that it was one\n' "$target" >&2
            exit 1
        fi
        printf '%s: %s executions\n' "$target" "$count"
    done
    ;;
*)
    if [[ ! -f fuzz_targets/${1:-}.rs ]]; then
        sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
        printf 'targets: %s\n' "${targets[*]}" >&2
        exit 2
    fi
    build
    run "$@"
    ;;
esac
