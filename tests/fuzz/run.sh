#!/usr/bin/env bash
# run.sh TARGET RUNS [OPTION…]: fuzzes one target with that many inputs.
#
# libFuzzer asks the compiler to count which branches were taken; these settings of LLVM do, and are there in every
# Rust. What was found that takes a branch of its own goes to $IKIGEN_FUZZ/corpus/TARGET, what made the target fail to
# $IKIGEN_FUZZ/TARGET-…; options are libFuzzer's. Exit code 0: nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if (($# < 2)); then
    echo 'usage: run.sh TARGET RUNS [OPTION…]' >&2
    exit 2
fi
target="$1" runs="$2"
shift 2
place="${IKIGEN_FUZZ:-$HOME/.cache/ikigen-fuzz}"
seeds="seeds/$target"
# Both put a text in the place of a file.
if [[ $target == edit ]]; then seeds=seeds/yaml; fi
options=()
# A stack that ends is no mistake of the program there (README.md).
if [[ $target == pdf ]]; then options=(-fork=1 -ignore_crashes=1 -max_len=4096); fi
mkdir -p "$place/corpus/$target"

# The same settings as those of cargo-fuzz. A target of its own for the host, so that they are not for build scripts.
counting='--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4'
counting+=' -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table'
host="$(rustc -vV | sed -n 's/^host: //p')"
RUSTFLAGS="$counting" cargo build --quiet --release --locked --target "$host" --target-dir "$place/target" --bin "$target"

exec "$place/target/$host/release/$target" -runs="$runs" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -artifact_prefix="$place/$target-" "${options[@]}" "$@" "$place/corpus/$target" "$seeds"
