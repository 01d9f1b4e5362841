#!/usr/bin/env bash
# Measures the calendar's engine as the page has it: as wasm, in Node. FEEDS names a folder of feeds; without it the
# page's own is measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$(cargo metadata --locked --format-version 1 --no-deps | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')

# The steps, and the options, by which Trunk makes the page's wasm.
engine=$target/engine-in-node
wasm=wasm32-unknown-unknown
cargo build --locked --profile web --target "$wasm" --example engine_in_node
wasm-bindgen --target nodejs --no-typescript --out-dir "$engine" "$target/$wasm/web/examples/engine_in_node.wasm"
wasm-opt -Oz "$engine/engine_in_node_bg.wasm" -o "$engine/small.wasm"
mv "$engine/small.wasm" "$engine/engine_in_node_bg.wasm"
node benches/in_node.mjs "$engine/engine_in_node.js" "${FEEDS:-public}"/*.ics
