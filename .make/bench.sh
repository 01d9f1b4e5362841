#!/usr/bin/env bash
# Measures the calendar engine, first compiled for this machine, then as the page runs it: as wasm, in Node; and the
# page itself in a browser: how it loads, and how long it is busy.
# FEEDS names a folder with small.ics, large.ics and huge.ics; without it they are generated from public/calendar.ics.
# OTHER names another page to load beside it: its folder, its path, and a selector of what it shows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$(cargo metadata --locked --format-version 1 --no-deps | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')
made=$target/tmp/feeds
[ -z "${FEEDS:-}" ] || FEEDS=$(realpath "$FEEDS")
export FEEDS

cargo bench --locked --bench engine

# The steps and options with which Trunk builds the page's wasm.
engine=$target/engine-in-node
wasm=wasm32-unknown-unknown
cargo build --locked --profile web --target "$wasm" --example engine_in_node
wasm-bindgen --target nodejs --no-typescript --out-dir "$engine" "$target/$wasm/web/examples/engine_in_node.wasm"
wasm-opt -Oz "$engine/engine_in_node_bg.wasm" -o "$engine/small.wasm"
mv "$engine/small.wasm" "$engine/engine_in_node_bg.wasm"
node benches/in_node.mjs "$engine/engine_in_node.js" "${FEEDS:-$made}"/{small,large,huge}.ics

trunk build --release --offline
. "$TOOLS/browser.env"
node benches/load.mjs dist "${FEEDS:-$made}/large.ics"
node benches/in_browser.mjs dist "${FEEDS:-$made}"/{small,large,huge}.ics
