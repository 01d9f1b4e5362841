import { defineConfig } from "@playwright/test";

// The browser is the machine's own; CHROME names another. Root cannot start Chromium's sandbox.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: "list",
  use: {
    baseURL: "http://127.0.0.1:4173",
    browserName: "chromium",
    // A worker would answer in place of what a test serves; `offline.spec.ts` is about it.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.CHROME || "/usr/bin/chromium",
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
    trace: "retain-on-failure",
  },
  webServer: [
    // At the root of a host, and below a path of another.
    { command: "sirv ../../dist --host 127.0.0.1 --port 4173 --quiet", url: "http://127.0.0.1:4173/" },
    {
      command: "rm -rf .hosted && mkdir -p .hosted/a && cp -r ../../dist .hosted/a/b && sirv .hosted --host 127.0.0.1 --port 4174 --quiet",
      url: "http://127.0.0.1:4174/a/b/",
    },
    // Another community's page, built again when the page itself is newer.
    {
      command:
        "[ .other/index.html -nt ../../dist/index.html ] || (cd ../.. && COMMUNITY=tests/fixtures/other-community trunk build --release --offline --dist tests/e2e/.other) && sirv .other --host 127.0.0.1 --port 4175 --quiet",
      url: "http://127.0.0.1:4175/",
      timeout: 300_000,
    },
  ],
});
