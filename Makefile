# The commands of this repository; `make help` lists them. Missing tools are installed into .tools.
# COMMUNITY=FOLDER uses a community's files from another folder than public.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve build check deny refresh test fuzz soak bench size clean

TOOLS ?= $(CURDIR)/.tools
export TOOLS
COMMUNITY ?= public
export COMMUNITY
export PATH := $(CURDIR)/.make/cached:$(abspath $(TOOLS))/bin:$(PATH)

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools-for-build ## Builds the page and serves it at http://127.0.0.1:8080; rebuilds it after each edit
	trunk serve --offline --address 127.0.0.1 --port 8080 \
	  $(addprefix --watch ,src style index.html Cargo.toml $(COMMUNITY))

build: tools-for-build ## Builds the page for publication into dist/
	trunk build --release --offline

check: tools-for-check ## Checks the formatting, the lints and the community's files
	cargo fmt --check
	npm --prefix tests/e2e run --silent check
	shellcheck --severity=warning .make/*.sh .make/cached/wasm-opt .ci/run
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings
	cargo run --locked -- check

deny: tools-for-deny ## Checks the dependencies' licences, versions and sources; ADVISORIES=1 also checks for known vulnerabilities
	cargo deny --locked check $(if $(ADVISORIES),advisories) licenses bans sources

refresh: tools-for-refresh ## Fetches the community's calendars into its calendar.ics
	@# Exit code 3: some of several calendars could not be fetched, and their earlier events were kept.
	cargo run --locked -- refresh || test $$? = 3

test: ## Runs every check and test; STAGE=native (or web, build, end-to-end …) runs one stage
	@.make/test.sh $(STAGE)

fuzz: ## Searches for inputs that break the engine: TARGET=feed SECONDS=600
	@.make/fuzz.sh $(or $(TARGET),feed) $(or $(SECONDS),600)

soak: tools-for-test ## Makes random actions in the built page: ACTIONS=5000 SEED=1
	@test -f dist/index.html || "$(MAKE)" build
	@. $(TOOLS)/browser.env && node tests/e2e/soak.mjs $(or $(ACTIONS),5000) $(or $(SEED),1)

bench: tools-for-test ## Runs the benchmarks: FEEDS=FOLDER has your own feeds, OTHER=... measures another page too
	@.make/bench.sh

tools-for-%:
	@.make/tools.sh $*

size: ## Reports the sizes of a first visit and of the wasm; fails if they exceed .make/size-budget.json
	@test -f dist/index.html || "$(MAKE)" build
	@node .make/size.mjs dist "$${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/web/hearth.wasm"

clean: ## Deletes everything that was built, except the tools
	rm -rf target dist .logs tests/e2e/results
