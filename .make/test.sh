#!/usr/bin/env bash
# Runs every check and test, one stage after the other; a stage that fails does not stop the next. The output of each
# stage is kept in .logs. The last line printed is the total.
#
#   .make/test.sh [STAGE...]   runs these stages only: check, deny, native, web, build, reproducible, size, end-to-end,
#                              firefox
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

tools=${TOOLS:-$PWD/.tools}
PATH=$(realpath -m "$tools")/bin:$PATH
export PATH
# The page is built at this time, 25 November 2026 at 8:00 UTC, so that no result depends on the day of the run;
# tests/e2e/now.ts has the same.
export SOURCE_DATE_EPOCH=1795593600
stages=("$@")
known=(check deny native web build reproducible size end-to-end firefox)
for name in "${stages[@]}"; do
  case " ${known[*]} " in
    *" $name "*) ;;
    *) printf 'There is no stage «%s»; the stages are: %s\n' "$name" "${known[*]}" >&2 && exit 2 ;;
  esac
done
passed=0
failed=0
broken=()
skipped=
mkdir -p .logs
rm -f .logs/*.log

# Prints two numbers: how many tests passed and how many failed, according to a log. Cargo and wasm-bindgen print
# "test result: ok. 3 passed; 0 failed; …"; Playwright prints one line for each number, "  3 passed (1.2s)", and so
# does Node's runner, "ℹ pass 3".
count() {
  sed $'s/\x1b\\[[0-9;]*[A-Za-z]//g' "$1" | awk '
    /^test result: / { for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1) } }
    /^ +[0-9]+ passed( \(.*\))?$/ { p += $1 }
    /^ +[0-9]+ (failed|flaky|interrupted|did not run)( \(.*\))?$/ { f += $1 }
    /^ℹ pass [0-9]+$/ { p += $3 }
    /^ℹ (fail|cancelled) [0-9]+$/ { f += $3 }
    END { print p + 0, f + 0 }'
}

# Prints the names of the tests that failed, according to a log, at most 20.
failed_tests() {
  sed $'s/\x1b\\[[0-9;]*[A-Za-z]//g' "$1" | awk '
    /^ +[0-9]+ (failed|flaky|interrupted)$/ { listed = 1; next }
    listed && /^    / { sub(/^ +/, ""); sub(/ ─+$/, ""); print; next }
    { listed = 0 }
    /^test .* FAIL(ED)?$/ { print $2 }
    /^✖ .*\([0-9.]+m?s\)$/ { if (!seen[$0]++) print substr($0, length("✖ ") + 1) }
  ' | head -n 20
}

# wants STAGE: whether a stage is to be run.
wants() {
  [ ${#stages[@]} -eq 0 ] || [[ " ${stages[*]} " == *" $1 "* ]]
}

# stage NAME tests|checks COMMAND...: runs the command if the stage is wanted; a stage of tests has to run at least one.
stage() {
  local name=$1 kind=$2 code stage_passed stage_failed
  shift 2
  [ "$name" = tools ] || wants "$name" || return 0
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee ".logs/$name.log"
  code=${PIPESTATUS[0]}
  read -r stage_passed stage_failed < <(count ".logs/$name.log")
  if [ "$kind" = tests ] && [ $((stage_passed + stage_failed)) -eq 0 ]; then
    printf '== %s: no test was run\n' "$name"
    [ "$code" -ne 0 ] || code=1
  fi
  # A failure that names no test, such as a compiler error, counts as one.
  if [ "$code" -ne 0 ] && [ "$stage_failed" -eq 0 ]; then stage_failed=1; fi
  if [ "$code" -ne 0 ] || [ "$stage_failed" -ne 0 ]; then broken+=("$name"); fi
  passed=$((passed + stage_passed))
  failed=$((failed + stage_failed))
}

finish() {
  local name
  printf '\n'
  if [ ${#broken[@]} -gt 0 ]; then
    for name in "${broken[@]}"; do
      printf 'Failed: %s. Its output is in .logs/%s.log.\n' "$name" "$name"
      failed_tests ".logs/$name.log" | sed 's/^/  /'
    done
  fi
  [ -z "$skipped" ] || printf 'SKIPPED: %s\n' "$skipped"
  printf 'hearth: %d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}


web_tests() {
  # The driver gets the browser to start from a copy of webdriver.json, which also has its arguments.
  node -e '
    const { readFileSync, writeFileSync } = require("fs");
    const capabilities = JSON.parse(readFileSync("webdriver.json", "utf8"));
    capabilities["goog:chromeOptions"].binary = process.env.CHROME;
    writeFileSync(process.argv[1], JSON.stringify(capabilities));
  ' "$tools/webdriver.json" || return
  WASM_BINDGEN_TEST_WEBDRIVER_JSON="$tools/webdriver.json" \
    cargo test --locked --target wasm32-unknown-unknown --test web
}

# of_the_page COMMAND...: runs tests that need the built page.
of_the_page() {
  case " ${broken[*]-} " in
    *' build '*) echo 'There is no page to test: the build failed.' && return 1 ;;
  esac
  "$@"
}

stage tools checks .make/tools.sh test
if [ ${#broken[@]} -gt 0 ]; then finish; fi
. "$tools/browser.env"

# Builds a second time without what the first has kept, and compares all files.
reproducible() {
  rm -rf target/reproducible target/split
  trunk build --release --offline --dist target/reproducible || return
  diff -r dist target/reproducible && echo 'Two builds are the same bytes.'
}

stage check checks "${MAKE:-make}" --no-print-directory check
if cargo deny --version >/dev/null 2>&1; then
  stage deny checks "${MAKE:-make}" --no-print-directory deny
elif wants deny; then
  skipped+='the check of the dependencies; cargo-deny is missing and could not be installed. '
fi
stage native tests cargo test --locked --no-fail-fast
stage web tests web_tests
stage build checks "${MAKE:-make}" --no-print-directory build
stage reproducible checks of_the_page reproducible
stage size checks of_the_page "${MAKE:-make}" --no-print-directory size
stage end-to-end tests of_the_page npm --prefix tests/e2e test
if [ -n "$FIREFOX" ]; then
  stage firefox tests of_the_page npm --prefix tests/e2e run test:firefox
elif wants firefox; then
  skipped+='the tests in Firefox; it is missing and apt has none. FIREFOX= names one.'
fi
finish
