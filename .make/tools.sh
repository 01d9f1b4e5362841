#!/usr/bin/env bash
# Installs missing tools; prints nothing if none is missing.
#
#   .make/tools.sh refresh what the site tool needs: Rust
#   .make/tools.sh check   what the checks need: rustfmt, Clippy, the wasm32 target, the crates, Prettier, tsc, shellcheck
#   .make/tools.sh deny    what the dependency check needs: the crates, cargo-deny
#   .make/tools.sh build   what a build needs: the wasm32 target, the crates, Trunk, wasm-bindgen, wasm-opt
#   .make/tools.sh test    all of that, and what the tests need: Chromium, ChromeDriver, Firefox, the npm packages
#                          (and, as root, Chromium's headless shell)
#
# Tools are installed into .tools, or into the folder that TOOLS names. A tool on the PATH is used if its version fits.
# CHROME and CHROMEDRIVER name another browser and its driver, HEADLESS_SHELL another one for the end-to-end tests,
# FIREFOX another Firefox. The tests in Firefox are skipped without one, and so is the dependency check if cargo-deny
# cannot be installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Where versions are pinned: Trunk and cargo-deny here, wasm-bindgen in Cargo.lock, wasm-opt in .make/package.json
# (and in Trunk.toml, for Trunk, which may fetch its own), the test packages in tests/e2e/package.json.
readonly TRUNK_VERSION=0.21.14
readonly CARGO_DENY_VERSION=0.20.2

tools=${TOOLS:-$PWD/.tools}
mkdir -p "$tools/bin"
tools=$(cd "$tools" && pwd)
export PATH="$tools/bin:$PATH"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() {
  printf 'tools: %s\n' "$*" >&2
}

fail() {
  printf 'tools: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# Prints the first version number in a tool's --version output; nothing if the tool is missing or broken.
version_of() {
  { "$1" --version 2>/dev/null || true; } | grep -Eo '[0-9]+(\.[0-9]+)*' | head -n 1 || true
}

need_rust() {
  has cargo || fail 'cargo is not on the PATH.' \
    'Install stable Rust with rustup: https://rustup.rs' \
    'then open a new shell, or run: . "$HOME/.cargo/env"'
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
  found=$(version_of rustc)
  [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] || fail \
    "Rust $wanted or later is needed, ${found:-none} was found." 'Update it with: rustup update stable'
}

need_npm() {
  if ! has node || ! has npm; then
    fail 'node and npm are not both on the PATH.' 'Install Node 20 or later with npm: https://nodejs.org'
  fi
  local version
  version=$(version_of node)
  [ "${version%%.*}" -ge 20 ] || fail "Node 20 or later is needed, $version was found." 'Install it: https://nodejs.org'
}

need_components() {
  local component missing=()
  for component in rustfmt clippy; do
    "cargo-${component/rustfmt/fmt}" --version >/dev/null 2>&1 || missing+=("$component")
  done
  [ ${#missing[@]} -eq 0 ] && return
  has rustup || fail "Missing Rust components: ${missing[*]}." 'Install Rust with rustup: https://rustup.rs'
  say "adding Rust components: ${missing[*]}"
  rustup component add "${missing[@]}" || fail "They could not be added." \
    "Check the network, then run: rustup component add ${missing[*]}"
}

need_wasm_target() {
  local libraries
  libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null || true)
  [ -n "$libraries" ] && [ -d "$libraries" ] && return
  has rustup || fail 'Rust cannot compile to wasm32-unknown-unknown, and there is no rustup to add the target.' \
    "Install the target the way Rust was installed, or install Rust with rustup: https://rustup.rs"
  say 'adding the Rust target wasm32-unknown-unknown'
  rustup target add wasm32-unknown-unknown || fail 'The target could not be added.' \
    'Check the network, then run: rustup target add wasm32-unknown-unknown'
}

need_crates() {
  # Trunk builds offline, so the crates have to be fetched before it starts.
  cargo fetch --locked --quiet || fail 'The crates in Cargo.lock could not be fetched.' \
    'Check the network; after editing Cargo.toml, run cargo check to update Cargo.lock.'
}

# How the tools are compiled: they run for seconds, so compiling them fast counts for more than running them fast.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256

# cargo_tool NAME VERSION CRATE OPTION...: installs the crate unless NAME is already there in VERSION.
cargo_tool() {
  local name=$1 version=$2 crate=$3 found
  shift 3
  found=$(version_of "$name")
  [ "$found" = "$version" ] && return
  # A prebuilt tool takes seconds, where cargo-binstall is installed and the network lets it.
  if cargo binstall --version >/dev/null 2>&1 \
    && cargo binstall --no-confirm --root "$tools" --force --version "=$version" "$crate" \
    && [ "$(version_of "$name")" = "$version" ]; then
    return
  fi
  say "$name $version is needed, ${found:-none} was found; compiling it takes some minutes"
  cargo install "$crate" --version "=$version" --root "$tools" --force "$@" || fail \
    "$crate $version could not be installed." \
    "Check the network and the C compiler (Debian, Ubuntu: apt install build-essential)," \
    "or put $name $version on the PATH."
  found=$(version_of "$name")
  [ "$found" = "$version" ] || fail "$name was installed, but «$name --version» prints ${found:-nothing}." \
    "Check $tools/bin/$name."
}

need_trunk() {
  # Without its search for updates. At each build it hashes the wasm, which takes seconds if the hash functions are not
  # optimised.
  local fast=(--config profile.release.package.sha2.opt-level=3 --config profile.release.package.seahash.opt-level=3)
  cargo_tool trunk "$TRUNK_VERSION" trunk --locked --no-default-features --features rustls "${fast[@]}"
}

need_cargo_deny() {
  cargo_tool cargo-deny "$CARGO_DENY_VERSION" cargo-deny --locked
}

need_wasm_bindgen() {
  local version
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
  [ -n "$version" ] || fail 'Cargo.lock has no wasm-bindgen.' 'Restore it with: git checkout Cargo.lock'
  local runner
  runner=$(version_of wasm-bindgen-test-runner)
  # One crate holds both programs. Without --locked: its own lock file can name yanked crates.
  if [ "$runner" = "$version" ]; then
    cargo_tool wasm-bindgen "$version" wasm-bindgen-cli
  else
    cargo_tool wasm-bindgen-test-runner "$version" wasm-bindgen-cli
  fi
}

need_wasm_opt() {
  local wanted found
  wanted=$(sed -n 's/.*"binaryen": "\([0-9]*\).*/\1/p' .make/package.json)
  [ -n "$wanted" ] || fail '.make/package.json has no binaryen.' 'Restore it with: git checkout .make'
  found=$(version_of wasm-opt)
  [ "$found" = "$wanted" ] && return
  need_npm
  say "wasm-opt $wanted is needed, ${found:-none} was found; fetching npm's binaryen takes about a minute"
  mkdir -p "$tools/binaryen"
  cp .make/package.json .make/package-lock.json .make/.npmrc "$tools/binaryen/"
  npm --prefix "$tools/binaryen" ci --silent || fail 'binaryen could not be installed.' \
    "Check the network, or put wasm-opt $wanted on the PATH."
  ln -sf ../binaryen/node_modules/.bin/wasm-opt "$tools/bin/wasm-opt"
  found=$(version_of wasm-opt)
  [ "$found" = "$wanted" ] || fail "wasm-opt was installed, but «wasm-opt --version» prints ${found:-nothing}." \
    "Check $tools/bin/wasm-opt; it runs on Node."
}

# Prints the path of the first of these programs that is on the PATH.
first_of() {
  local name
  for name in "$@"; do
    if has "$name"; then
      command -v "$name"
      return
    fi
  done
}

find_chrome() {
  first_of chromium chromium-browser google-chrome google-chrome-stable
}

# apt_install WHAT ADVICE PACKAGE...: installs missing packages with apt, as root or with sudo.
apt_install() {
  local what=$1 advice=$2
  shift 2
  has apt-get || fail "$what: missing, and there is no apt to install it." "$advice"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || fail "$what: missing; installing it requires root, and there is no sudo." \
      "As root, run: apt-get install $*" "$advice"
    say "using sudo to install $what with apt"
    as_root=(sudo)
  fi
  say "installing $* with apt; this takes a few minutes"
  "${as_root[@]}" apt-get update -qq || fail 'apt-get update failed.' 'Check the network.' "$advice"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    || fail "apt-get install $* failed." "$advice"
}

# Writes the paths of the browser and its driver to browser.env, which the tests read.
need_browser() {
  local chrome=${CHROME:-} driver=${CHROMEDRIVER:-}
  [ -n "$chrome" ] || chrome=$(find_chrome)
  [ -n "$driver" ] || driver=$(command -v chromedriver || true)
  if [ -z "$chrome" ] || [ -z "$driver" ]; then
    local missing=('Chromium and ChromeDriver'
      'Install them yourself, and pass their paths: make test CHROME=… CHROMEDRIVER=…')
    # Ubuntu's package names differ from Debian's.
    case "$(. /etc/os-release 2>/dev/null && printf %s "${ID:-}")" in
      ubuntu) apt_install "${missing[@]}" chromium-browser chromium-chromedriver ;;
      *) apt_install "${missing[@]}" chromium chromium-driver ;;
    esac
    [ -n "$chrome" ] || chrome=$(find_chrome)
    [ -n "$driver" ] || driver=$(command -v chromedriver || true)
  fi
  local chrome_version driver_version
  chrome_version=$(version_of "$chrome")
  driver_version=$(version_of "$driver")
  [ -n "$chrome_version" ] || fail "«$chrome --version» prints no version, so it cannot be used for the tests." \
    "Ubuntu's package only installs the browser with snap, which does not work everywhere." \
    'Pass a Chromium or Chrome that runs: make test CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver'
  [ -n "$driver_version" ] || fail "«$driver --version» prints no version, so it cannot be used for the tests." \
    'Pass a ChromeDriver that runs: make test CHROMEDRIVER=/path/to/chromedriver'
  [ "${chrome_version%%.*}" = "${driver_version%%.*}" ] || fail \
    "The browser ($chrome) is version $chrome_version, its driver ($driver) $driver_version." \
    'Their major versions must match: update one, or pass a pair with CHROME= and CHROMEDRIVER='
  printf 'export CHROME=%q\nexport CHROMEDRIVER=%q\n' "$chrome" "$driver" >"$tools/browser.env"
}

# The end-to-end tests take a third less time in the headless shell, which Playwright uses by default too. It is
# installed if possible. Otherwise they run in Chromium, and if CHROME names a browser, in that.
want_headless_shell() {
  local shell=${HEADLESS_SHELL:-}
  if [ -z "$shell" ] && [ -z "${CHROME:-}" ]; then
    if ! has chromium-headless-shell && [ "$(id -u)" -eq 0 ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
      (apt_install 'The headless shell of Chromium' 'The tests take longer without it.' chromium-headless-shell) || true
    fi
    shell=$(first_of chromium-headless-shell)
  fi
  [ -n "$(version_of "$shell")" ] || shell=
  printf 'export HEADLESS_SHELL=%q\n' "$shell" >>"$tools/browser.env"
}

# Installs Firefox if possible; otherwise the path is left empty, and its tests are skipped.
want_firefox() {
  local firefox=${FIREFOX:-}
  [ -n "$firefox" ] || firefox=$(first_of firefox-esr firefox)
  # Ubuntu's package only installs the browser with snap, and prints no version where that does not work.
  if [ -z "$(version_of "$firefox")" ]; then
    [ -z "${FIREFOX:-}" ] || fail "«$FIREFOX --version» prints no version, so it cannot be used for the tests." \
      'Set FIREFOX to one that runs, or leave it unset.'
    (apt_install Firefox 'Without it, its tests are skipped; to use another one: make test FIREFOX=…' firefox-esr) || true
    firefox=$(first_of firefox-esr)
  fi
  printf 'export FIREFOX=%q\n' "$firefox" >>"$tools/browser.env"
}

# Prettier and tsc are among the test packages; shellcheck checks the shell scripts.
need_formatters() {
  need_end_to_end_packages
  has shellcheck || apt_install shellcheck 'Install it yourself: https://www.shellcheck.net' shellcheck
}

need_end_to_end_packages() {
  local stamp=tests/e2e/node_modules/.lock-that-was-installed
  cmp -s tests/e2e/package-lock.json "$stamp" && return
  need_npm
  say 'installing the npm packages of tests/e2e; this takes about a minute'
  npm --prefix tests/e2e ci --silent || fail 'The npm packages of tests/e2e could not be installed.' \
    'Check the network, then run: npm --prefix tests/e2e ci'
  cp tests/e2e/package-lock.json "$stamp"
}

wanted=${1:-}
case "$wanted" in
  refresh | check | deny | build | test) ;;
  *) fail 'usage: .make/tools.sh refresh | check | deny | build | test' ;;
esac
# Skips the search if all tools for a build were found before, with the same versions.
stamp=target/tools-for-build
inputs=$(cat .make/tools.sh .make/package.json Cargo.lock rust-toolchain.toml | cksum)
if [ "$wanted" = build ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ] && has trunk && has wasm-bindgen && has wasm-opt; then
  exit
fi
need_rust
[ "$wanted" = refresh ] && exit
if [ "$wanted" = deny ]; then
  need_crates
  need_cargo_deny
  exit
fi
need_components
need_wasm_target
need_crates
[ "$wanted" = build ] || need_formatters
[ "$wanted" = check ] && exit
# They are installed at the same time, because none of them uses two cores all the time.
installing=()
for need in need_trunk need_wasm_bindgen need_wasm_opt; do
  "$need" &
  installing+=($!)
done
failed=
for job in "${installing[@]}"; do
  wait "$job" || failed=yes
done
[ -z "$failed" ] || exit 1
if [ "$wanted" = build ]; then
  mkdir -p target
  printf %s "$inputs" >"$stamp"
  exit
fi
need_browser
want_headless_shell
want_firefox
(need_cargo_deny) || true
