// Files that are cut off, broken or refused: the page stays readable and says in one sentence what is wrong. Failures
// of the feed alone are in states.spec.ts.
import type { Page } from "@playwright/test";
import { DIST, Host } from "./builds";
import { event, expect, feed, openMenu, serveFeed, test as watched } from "./page";

type Answer = (page: Page) => Promise<unknown>;

/** These tests cause console errors on purpose, so the console is not checked. */
const test = watched.extend({ silent: async ({}, use) => use() });

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const EVENTS = feed(
  "X-COMMUNITY-FETCHED:20261125T060000Z",
  ...event("a", "SUMMARY:Weekly call", "DTSTART:20261126T140000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
);

/** The page is readable, and this sentence is its only notice; `null` for none. */
async function says(page: Page, sentence: RegExp | null, leastEvents = 1) {
  if (sentence) await expect(page.locator(".notice:visible")).toHaveText(sentence);
  await expect(page.locator(".notice:visible")).toHaveCount(sentence ? 1 : 0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("#slack-channel")).toContainText("#prometheus");
  await expect(page.getByRole("group", { name: "The official calendar" })).toBeVisible();
  expect(await page.locator("[data-occurrence]:visible").count()).toBeGreaterThanOrEqual(leastEvents);
}

const NOT_STARTED = /^The live calendar could not start, so events are those that were built into this page;/;

for (const [what, cut] of [
  [
    "no connection after the HTML",
    (page) => page.route(/\.(js|wasm|ics|svg)(\?|$)/, (route) => route.abort("internetdisconnected")),
  ],
  [
    "a missing script",
    (page) => page.route(/hearth-[0-9a-f]+\.js/, (route) => route.fulfill({ status: 404, body: "gone" })),
  ],
  [
    "a script that differs from the built one",
    (page) =>
      page.route(/hearth-[0-9a-f]+\.js/, (route) =>
        route.fulfill({ contentType: "text/javascript", body: "export default () => {}" }),
      ),
  ],
  ["a refused request for the wasm", (page) => page.route("**/*.wasm", (route) => route.abort("connectionrefused"))],
  ["a missing wasm", (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }))],
  [
    "a wasm with wrong bytes",
    (page) =>
      page.route("**/*.wasm", (route) =>
        route.fulfill({ contentType: "application/wasm", body: "\0asm\x01\0\0\0 and no more" }),
      ),
  ],
  [
    "a truncated wasm",
    (page) =>
      page.route("**/*.wasm", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.body()).subarray(0, 100_000) });
      }),
  ],
  ["a browser without WebAssembly", (page) => page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"))],
  [
    "a browser that throws when the app starts",
    (page) =>
      page.addInitScript(() => {
        document.getElementById = () => {
          throw new Error("injected");
        };
      }),
  ],
] as [string, Answer][]) {
  test(`${what}: the page stays as it was built, in the visitor's zone, and says so`, async ({ page }) => {
    await cut(page);
    await page.goto("/");
    await says(page, NOT_STARTED, 5);
    await expect(page.locator("html")).toHaveAttribute("data-app", "static");
    await expect(
      page.getByRole("button", { name: "Change time zone" }),
      "nothing is offered that does nothing",
    ).toBeHidden();
    await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
    await expect(page.locator(".feed-status")).toContainText("Last updated");
  });
}

test.describe("long after the build", () => {
  test.use({ now: new Date(Date.now() + 40 * 24 * 3600e3) });
  test("if the app does not load, the built-in events stay listed though they are over", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort("connectionrefused"));
    await page.goto("/");
    await says(page, NOT_STARTED, 5);
    await expect(page.locator("[data-occurrence]").first()).toBeVisible();
    await expect(page.locator(".join:visible"), "what is over cannot be joined").toHaveCount(0);
  });
});

test("if inline scripts are blocked, because an extension or a host has changed them, a notice says so", async ({
  page,
}) => {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll("</script>", " </script>") });
  });
  await page.goto("/");
  await says(page, /^Without scripts, times stay in UTC/, 5);
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
});

test("without the calendar and the app, a notice says so", async ({ page }) => {
  let letFail = () => {};
  const isRemoved = new Promise<void>((resolve) => (letFail = resolve));
  await page.route(/hearth-[0-9a-f]+\.js/, async (route) => {
    await isRemoved;
    await route.abort("connectionreset");
  });
  await page.goto("/");
  await page.evaluate(() => document.querySelector("[data-calendar]")!.remove());
  letFail();
  const notice = page.locator(".loading-note");
  await expect(notice).toHaveText("The calendar of this page is missing. Reload");
  await page.unroute(/hearth-[0-9a-f]+\.js/);
  await notice.getByRole("link", { name: "Reload" }).click();
  await expect(page.locator("[data-calendar]")).toHaveCount(1);
});

test("an extension has a default policy for trusted types", async ({ page }) => {
  await page.addInitScript(() => {
    const allow = { createHTML: (html: string) => html, createScriptURL: (address: string) => address };
    window.trustedTypes!.createPolicy("default", allow);
  });
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.getByRole("grid")).toBeVisible();
});

test("an unrelated error on the page shows no notice about the calendar", async ({ page }) => {
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => {
      throw new Error("injected");
    }),
  );
  await serveFeed(page, EVENTS);
  await page.goto("/");
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await page.evaluate(() =>
    setTimeout(() => {
      throw new Error("injected");
    }),
  );
  await expect(page.locator("html")).toHaveAttribute("data-stopped", "page");
  await says(page, null);
});

test("an error that stops the app later is reported", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await page.goto("/");
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await says(page, null);
  await page.evaluate(() => {
    document.createElement = () => {
      throw new Error("injected");
    };
    Node.prototype.cloneNode = () => {
      throw new Error("injected");
    };
  });
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar has stopped, .* reload the page,/);
  await expect(page.locator("#slack-channel")).toContainText("#prometheus");
  await page.getByRole("link", { name: "Reload" }).click();
  await expect(page.locator(".notice:visible")).toHaveCount(0);
});

test("an app that fails before it has taken over is reported", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      URLSearchParams: new Proxy(URLSearchParams, {
        construct() {
          // The page's own inline script calls it first.
          if (document.readyState !== "loading") throw new Error("injected");
          return { get: () => null };
        },
      }),
    });
  });
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar has stopped, /);
});

test("an app that never takes over, and throws nothing, is reported after a while", async ({ page }) => {
  await page.addInitScript(() => {
    Element.prototype.setAttribute = new Proxy(Element.prototype.setAttribute, {
      apply(set, element: Element, [name, value]) {
        if (name === "data-app") throw new Error("injected");
        return Reflect.apply(set, element, [name, value]);
      },
    });
  });
  await serveFeed(page, EVENTS);
  await page.goto("/");
  // The app runs and takes over everything, except that it cannot set the attribute that says so.
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await page.clock.runFor(20_000);
  await says(page, NOT_STARTED);
});

test("a feed that is cut off by the connection leaves the built-in events", async ({ page }) => {
  const host = await Host.of(DIST);
  host.overrides.set("calendar.ics", (response) => {
    response.writeHead(200, { "content-type": "text/calendar", "content-length": "9000" });
    response.write(EVENTS.slice(0, 200), () => response.destroy());
  });
  await page.goto(host.address);
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "failed");
  await expect(page.locator(".feed-status")).toContainText("could not be reached");
  await says(page, null);
  await host.stop();
});

for (const [what, block] of [
  [
    "denied storage",
    () =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      }),
  ],
  ["missing storage", () => Object.defineProperty(window, "localStorage", { value: null })],
  [
    "throwing storage",
    () => {
      for (const name of ["getItem", "setItem", "removeItem"])
        Object.defineProperty(Storage.prototype, name, {
          value: () => {
            throw new DOMException("full", "QuotaExceededError");
          },
        });
    },
  ],
] as [string, () => void][]) {
  test(`${what}: choices last for this visit`, async ({ page }) => {
    await page.addInitScript(block);
    await serveFeed(page, EVENTS);
    await page.goto("/");
    await says(page, /^This browser stores no settings for this page, so they are lost when you leave\.$/);
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.getByRole("combobox").fill("tokyo");
    await page.getByRole("option").click();
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
    await page.getByRole("radio", { name: "Dark" }).check({ force: true });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const time = page.locator(".agenda [data-occurrence] time").first();
    await expect(time).not.toContainText("pm");
    await openMenu(page);
    await page.getByLabel("Clock").selectOption("12");
    await expect(time).toContainText("pm");
    await page.getByLabel("Week starts on").selectOption("7");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Month", exact: true }).click();
    await expect(page.locator(".month-head > span").first()).toHaveText("Sun");
  });
}

for (const told of [undefined, "Etc/Unknown", ""]) {
  test(`a browser that reports «${told}» as its zone: times are in UTC until another zone is chosen`, async ({
    page,
  }) => {
    await page.addInitScript((told) => {
      const own = Intl.DateTimeFormat.prototype.resolvedOptions;
      Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        const options = own.call(this);
        return options.timeZone === "Europe/Berlin" ? { ...options, timeZone: told as string } : options;
      };
    }, told);
    await serveFeed(page, EVENTS);
    await page.goto("/");
    await says(page, /^This browser does not tell its time zone, so times are in UTC until you choose another\.$/);
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "UTC");
    await expect(page.locator("[data-occurrence] time").first()).toHaveAttribute("datetime", "2026-11-26T14:00:00Z");
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.getByRole("combobox").fill("tokyo");
    await page.getByRole("option").click();
    await expect(page.locator(".notice:visible")).toHaveCount(0);
  });
}

test.describe("a device clock that is years behind", () => {
  test.use({ now: new Date("2016-11-25T08:00:00Z") });
  test("is reported as wrong", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await page.goto("/");
    await says(
      page,
      /^This device’s clock is wrong, so the next meeting is not shown: it says 25 Nov 2016, 09:00, /,
      0,
    );
  });
});

test.describe("a device clock that is years ahead", () => {
  test.use({ now: new Date("2031-11-26T08:00:00Z") });
  test("makes the events stale, and the page says so", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await page.goto("/");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "stale");
    await expect(page.locator(".feed-status")).toContainText(
      "may be out of date: the calendar was last fetched on 25 Nov 2026",
    );
    await says(page, null);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("times in UTC are labelled as such", async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto("http://127.0.0.1:4173/");
    await says(page, /^Without scripts, times stay in UTC and events are those that were built into this page;/);
    await page.close();
  });
});
