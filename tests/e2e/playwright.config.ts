import { defineConfig } from "@playwright/test";
import { NOW } from "./now";

// Uses the installed Chromium; HEADLESS_SHELL or CHROME name another browser. Chromium's sandbox does not work as root.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  // The app needs seconds to load where other programs run.
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: "http://127.0.0.1:4173",
    browserName: "chromium",
    // A service worker would answer requests that a test intercepts; `offline.spec.ts` allows it.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.HEADLESS_SHELL || process.env.CHROME || "/usr/bin/chromium",
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
    trace: process.env.TRACE ? "retain-on-failure" : "off",
  },
  webServer: [
    // At the root of one host, and below a path of another.
    { command: "sirv ../../dist --host 127.0.0.1 --port 4173 --quiet", url: "http://127.0.0.1:4173/" },
    {
      command:
        "rm -rf .hosted && mkdir -p .hosted/a && cp -r ../../dist .hosted/a/b && sirv .hosted --host 127.0.0.1 --port 4174 --quiet",
      url: "http://127.0.0.1:4174/a/b/",
    },
    // Another community's page, rebuilt when the built page is newer.
    {
      command:
        "[ .other/index.html -nt ../../dist/index.html ] || (cd ../.. && COMMUNITY=tests/fixtures/other-community trunk build --release --offline --dist tests/e2e/.other) && sirv .other --host 127.0.0.1 --port 4175 --quiet",
      env: { SOURCE_DATE_EPOCH: String(NOW.getTime() / 1000) },
      url: "http://127.0.0.1:4175/",
      timeout: 300_000,
    },
  ],
});
