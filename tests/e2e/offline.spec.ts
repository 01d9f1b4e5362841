// The service worker: the page works offline, never mixes two builds, and announces a newer version.
import { test as base, expect, type Page } from "@playwright/test";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, DIST, Host, remove } from "./builds";
import { touchWhenParsed } from "./page";

/** Four builds of one page, the last without a service worker, and a function that hosts one of them. */
const test = base.extend<
  { hosted: (folder: string, path?: string) => Promise<Host> },
  { builds: Record<string, string> }
>({
  serviceWorkers: "allow",
  // The app loads at once, and the page registers the worker as soon as the app is live, not four seconds later.
  context: async ({ context }, use) => {
    await context.addInitScript(touchWhenParsed);
    await context.addInitScript(() => {
      const wait = setTimeout;
      const atOnce = (task: TimerHandler, delay?: number, ...rest: unknown[]) =>
        wait(task, delay === 4000 ? 0 : delay, ...rest);
      Object.assign(window, { setTimeout: atOnce });
    });
    await use(context);
  },
  builds: [
    async ({}, use) => {
      const builds = {
        one: build("one"),
        two: build("two"),
        three: build("three"),
        off: build("off", { offline: false }),
      };
      await use(builds);
      Object.values(builds).forEach(remove);
    },
    { scope: "worker" },
  ],
  hosted: async ({}, use) => {
    const hosts: Host[] = [];
    await use(async (folder, path) => {
      const host = await Host.of(folder, path);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.stop();
  },
});

/** Opens the page, and waits until it is cached for offline use. */
async function visit(page: Page, address: string) {
  await page.goto(address);
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await page.evaluate(() => navigator.serviceWorker.ready);
}

/** The versions in the parts of the page: title, script, wasm and icons. */
const parts = (page: Page) =>
  page.evaluate(() => {
    const { script, wasm, icons } = document.documentElement.dataset;
    return [document.querySelector("h1")!.textContent, script, wasm, icons];
  });
const isWhole = async (page: Page, version: string) => {
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  expect(await parts(page)).toEqual(Array(4).fill(version));
};

/** Waits for the next worker after the first to be installed or discarded, and returns its state. */
const another = (page: Page) =>
  page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const worker = registration.installing;
    if (!worker) return registration.waiting ? "installed" : "none";
    return new Promise<string>((settled) => {
      worker.onstatechange = () => settled(worker.state);
    });
  });

const line = (page: Page) => page.getByText("There is a newer version of this page.");

test.describe("the page for visitors", () => {
  test("registers no worker without the name of a build, as in a community without offline support", async ({
    page,
    hosted,
  }) => {
    const host = await hosted(DIST, "/");
    await page.route(host.address, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/ data-build="?\w+"?/, "") });
    });
    await page.goto(host.address);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await page.clock.runFor(10_000);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
  });

  for (const path of ["/", "/a/b/"]) {
    test(`works offline after the first visit, below ${path}`, async ({ page, hosted }) => {
      const host = await hosted(DIST, path);
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      await visit(page, host.address);
      await host.stop();
      for (const query of ["", "?view=month", "?embed=calendar", "embed.html", "index.html?zone=Asia/Tokyo"]) {
        await page.goto(host.address + query);
        await expect(page.locator("html")).toHaveAttribute("data-app", "live");
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
        expect(await page.locator("[data-occurrence]").count(), query).toBeGreaterThan(5);
        await expect(line(page)).toBeHidden();
      }
      // The icons and the pictures are cached too.
      const pictures = await page.locator("img").evaluateAll((all: HTMLImageElement[]) => all.map((one) => one.src));
      expect(pictures.length).toBeGreaterThan(1);
      for (const address of [...pictures, "icons.svg", "favicon.svg"]) {
        expect(await page.evaluate((address) => fetch(address).then((answer) => answer.ok), address), address).toBe(
          true,
        );
      }
      expect(said).toEqual([]);
      await expect(page.goto(`${host.address}another-page`), "what was never kept is not there").rejects.toThrow();
    });
  }

  test("requests only its HTML and its events when it is visited again", async ({ page, hosted }) => {
    const host = await hosted(DIST);
    await visit(page, host.address);
    host.requests.length = 0;
    await page.goto(`${host.address}?view=week`);
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
    // The browser itself checks the worker for changes.
    expect(host.requests.filter((name) => name !== "sw.js").sort()).toEqual(["", "calendar.ics"]);
  });

  test("shows changed events when it is visited again, and keeps them for offline use", async ({ page, hosted }) => {
    const folder = mkdtempSync(join(tmpdir(), "hearth-dist-"));
    cpSync(DIST, folder, { recursive: true });
    const host = await hosted(folder);
    await visit(page, host.address);
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
    const soon = new Date(Date.now() + 86_400_000).toISOString().replace(/[-:]|\..*/g, "");
    const event = ["BEGIN:VEVENT", "UID:new@test", `DTSTART:${soon}Z`, "SUMMARY:Brand new call", "END:VEVENT", ""].join(
      "\r\n",
    );
    const feed = readFileSync(join(folder, "calendar.ics"), "utf8");
    writeFileSync(join(folder, "calendar.ics"), feed.replace("END:VCALENDAR", `${event}END:VCALENDAR`));
    const brandNew = page.locator('[data-occurrence^="new@test/"]').first();
    await page.goto(host.address);
    await expect(brandNew).toContainText("Brand new call");
    // Another answer in place of the feed, as a hotel's network may serve it, does not replace the kept events, and
    // neither does a part of the feed.
    for (const [type, body] of [
      ["text/html", "<p>Sign in</p>"],
      ["text/plain", "Sign in"],
      ["text/calendar", feed.slice(0, 3000)],
      ["text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"],
    ] as const) {
      host.overrides.set("calendar.ics", (response) => response.writeHead(200, { "content-type": type }).end(body));
      await page.goto(host.address);
      await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
      await expect(brandNew).toContainText("Brand new call");
    }
    await host.stop();
    await page.goto(host.address);
    await expect(brandNew).toContainText("Brand new call");
    rmSync(folder, { recursive: true });
  });
});

test.describe("two builds are never mixed:", () => {
  test("a newer page gets its own files while the older worker is active, and works offline", async ({
    page,
    hosted,
    builds,
  }) => {
    const host = await hosted(builds.one);
    await visit(page, host.address);
    host.deploy(builds.two);
    await page.goto(host.address);
    await isWhole(page, "two");
    expect(await another(page)).toBe("installed");
    await host.stop();
    // The older worker is still the active one: it was not replaced while a page of its own was open.
    await page.reload();
    await isWhole(page, "two");
    await page.goto("about:blank");
    await page.goto(host.address);
    await isWhole(page, "two");
    const caches = await page.evaluate(() => window.caches.keys());
    expect(
      caches.filter((name) => !name.endsWith(" events")),
      "what no page needs is forgotten",
    ).toHaveLength(1);
  });

  test("a newer page whose files are not cached yet leaves the older one for offline use", async ({
    page,
    hosted,
    builds,
  }) => {
    const host = await hosted(builds.one);
    await visit(page, host.address);
    host.deploy(builds.two);
    host.overrides.set("sw.js", (response) => response.writeHead(404).end());
    await page.goto(host.address);
    await isWhole(page, "two");
    await host.stop();
    await page.goto(host.address);
    await isWhole(page, "one");
  });

  for (const [what, name, answer] of [
    [
      "a page in place of a script",
      /^app-.*js$/,
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>Welcome</p>"),
    ],
    [
      "a truncated file",
      "icons.svg",
      (response) => response.writeHead(200, { "content-length": "3" }).end("tw", () => response.destroy()),
    ],
    ["a file of the older build", "icons.svg", (response) => response.writeHead(200).end("one")],
    ["the older page", "", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>one</h1>")],
  ] as [string, string | RegExp, Parameters<Host["overrides"]["set"]>[1]][]) {
    test(`${what} is not cached for the newer build`, async ({ page, hosted, builds }) => {
      const host = await hosted(builds.one);
      await visit(page, host.address);
      host.deploy(builds.two);
      const files = /FILES=(\{.*?\})/.exec(readFileSync(join(builds.two, "sw.js"), "utf8"))![1];
      const found = typeof name === "string" ? name : Object.keys(JSON.parse(files)).find((one) => name.test(one))!;
      host.overrides.set(found, answer);
      expect(await another(page)).toBe("redundant");
      await host.stop();
      await page.goto(host.address);
      await isWhole(page, "one");
    });
  }

  for (const [what, answer] of [
    ["a missing page", (response) => response.writeHead(404, { "content-type": "text/html" }).end("<h1>Nothing</h1>")],
    [
      "somebody else's page",
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
    ],
    ["a redirected page", (response) => response.writeHead(302, { location: "404.html" }).end()],
  ] as [string, Parameters<Host["overrides"]["set"]>[1]][]) {
    test(`${what} is shown, and not cached`, async ({ page, hosted, builds }) => {
      const host = await hosted(builds.one);
      await visit(page, host.address);
      host.overrides.set("", answer);
      await page.goto(host.address);
      await expect(page.locator("h1")).toHaveText(/Nothing|Sign in|no such page/);
      await host.stop();
      await page.goto(host.address);
      await isWhole(page, "one");
    });
  }

  test("a server error falls back to the cached page", async ({ page, hosted, builds }) => {
    const host = await hosted(builds.one);
    await visit(page, host.address);
    host.overrides.set("", (response) => response.writeHead(502).end("Bad gateway"));
    await page.goto(host.address);
    await isWhole(page, "one");
  });
});

test.describe("a newer version", () => {
  test("is announced once in an older page, which stays until the visitor reloads", async ({
    page,
    context,
    hosted,
    builds,
  }) => {
    const host = await hosted(builds.one);
    await visit(page, host.address);
    await expect(line(page)).toBeHidden();
    await page.evaluate(() => Object.assign(window, { untouched: true }));
    host.deploy(builds.two);
    const second = await context.newPage();
    await second.goto(host.address);
    await expect(page.getByRole("status").filter({ has: line(page) })).toBeVisible();
    await isWhole(second, "two");
    expect(await another(second)).toBe("installed");
    await expect(line(second), "a page of the newer version has nothing to say").toBeHidden();

    await page.getByRole("button", { name: "Not now" }).click();
    await expect(line(page)).toBeHidden();
    const back = () =>
      page.evaluate(async () => {
        const answered = new Promise((answer) =>
          navigator.serviceWorker.addEventListener("message", answer, { once: true }),
        );
        document.dispatchEvent(new Event("visibilitychange"));
        await answered;
      });
    await back();
    await expect(line(page), "once for each version").toBeHidden();

    host.deploy(builds.three);
    await back();
    await expect(line(page)).toBeVisible();
    await isWhole(page, "one");
    expect(await page.evaluate(() => (window as unknown as { untouched: boolean }).untouched)).toBe(true);
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.locator("h1")).toHaveText("three");
    await isWhole(page, "three");
    await expect(line(page)).toBeHidden();
  });
});

test("a community that turns offline use off deletes what browsers have cached", async ({ page, hosted, builds }) => {
  const host = await hosted(builds.one);
  await visit(page, host.address);
  const left = () =>
    page.evaluate(async () => [
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ]);
  // The cached events come after the app has accepted them.
  await expect.poll(left).toEqual([2, 1]);
  // Another page of the same host keeps its own cache.
  await page.evaluate(() => caches.open("another's"));
  host.deploy(builds.off);
  await page.goto(host.address);
  await isWhole(page, "off");
  await expect.poll(left).toEqual([1, 0]);
  await host.stop();
  await expect(page.goto(host.address)).rejects.toThrow();
});
