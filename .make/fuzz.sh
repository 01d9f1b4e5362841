#!/usr/bin/env bash
# Searches for inputs that break the engine.
#
#   .make/fuzz.sh TARGET SECONDS
#
# The corpus stays in tests/fuzz/corpus, inputs that fail a check in tests/fuzz/artifacts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../tests/fuzz"

target=$1
seconds=$2
if [ ! -d "seeds/$target" ]; then
  printf 'fuzz: there is no target %s; the targets are:%s\n' "$target" "$(cd seeds && printf ' %s' *)" >&2
  exit 1
fi
if ! cargo fuzz --version >/dev/null 2>&1 || ! cargo +nightly --version >/dev/null 2>&1; then
  printf 'fuzz: a nightly Rust and cargo-fuzz are needed:\n' >&2
  printf '      rustup toolchain install nightly && cargo install cargo-fuzz\n' >&2
  exit 1
fi
mkdir -p "corpus/$target"
# cargo-fuzz sets RUSTFLAGS itself, which overrides the rustflags in .cargo/config.toml.
RUSTFLAGS='--cfg=erase_components' cargo +nightly fuzz run --fuzz-dir . "$target" "corpus/$target" "seeds/$target" -- \
  -max_len=4096 -timeout=10 -max_total_time="$seconds"
