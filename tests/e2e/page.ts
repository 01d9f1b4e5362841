// The base of every test: a page with a watched console, and a clock that the test sets.
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { NOW } from "./now";

export { NOW };

export const test = base.extend<{ now: Date; touchesControl: boolean; silent: void }>({
  now: [NOW, { option: true }],
  // Whether a touch of a control is simulated as soon as the page is parsed, so that the app loads at once.
  touchesControl: [true, { option: true }],
  // In every test the page logs nothing to the console and throws nothing. Three messages are ignored: the browser's
  // error for a feed that the test withholds, its warning that the feed was preloaded for an app that the test
  // withholds, and Playwright's notice that service workers are blocked.
  silent: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on("console", (message) => {
        const keptBack =
          message.text().startsWith("Failed to load resource") &&
          /(calendar\.ics(\?again)?|zone-places\.json)$/.test(message.location().url);
        const isEarly = /calendar\.ics was preloaded .* but not used/.test(message.text());
        const isBlocked = message.text() === "Service Worker registration blocked by Playwright";
        if (!keptBack && !isEarly && !isBlocked) said.push(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => said.push(`error: ${error.message}`));
      await use();
      expect(said, "the console stays empty").toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, now, touchesControl }, use) => {
    await page.clock.install({ time: now });
    if (touchesControl) {
      await page.addInitScript(touchWhenParsed);
    }
    await use(page);
  },
});

export { expect, type Page };

/** Opens the page and waits until the app has taken over, its controls too, and the feed has been read. */
export async function open(page: Page, address = "/") {
  await page.goto(address);
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await withControls(page);
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
}

/** Waits until the controls are live, if one has been used. */
export async function withControls(page: Page) {
  await expect(page.locator("html[data-used]:not([data-controls])")).toHaveCount(0);
}

/** A script for a page that touches a control as soon as the page is parsed. */
export const touchWhenParsed = () =>
  addEventListener("DOMContentLoaded", () =>
    document.querySelector("button")?.dispatchEvent(new Event("touchstart", { bubbles: true })),
  );

/** Touches a control, so that the app loads. */
export async function touch(page: Page) {
  await page.locator("button").first().dispatchEvent("touchstart");
}

/** Withholds the files at these addresses until the returned function is called. */
export async function withhold(page: Page, addresses: string): Promise<() => void> {
  let letThrough = () => {};
  const awaited = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(addresses, async (route) => {
    await awaited;
    await route.continue();
  });
  return letThrough;
}

/** Withholds the wasm until the returned function is called. */
export const withholdWasm = (page: Page) => withhold(page, "**/*.wasm");

/** Opens the filter, unless it is open. */
export async function openFilter(page: Page) {
  const button = page.getByRole("button", { name: /^Filter events/ });
  if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
}

/** Opens the menu of the calendar, which has a date field and the visitor's preferences. */
export async function openMenu(page: Page) {
  await page.locator(".toolbar .menu > summary").click();
}

/** The expandable details of an occurrence; in them are other `<details>`. */
export function detailsOf(occurrence: Locator): Locator {
  return occurrence.locator("details.occurrence-more");
}

/** What opens and closes the details of an occurrence. */
export function summaryOf(occurrence: Locator): Locator {
  return detailsOf(occurrence).locator("> summary");
}

/** A feed with the given content lines. */
export function feed(...lines: string[]): string {
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

/** An event with the given content lines. */
export function event(uid: string, ...lines: string[]): string[] {
  return ["BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"];
}

/** Serves another feed in place of the bundled one. */
export async function serveFeed(page: Page, body: string, headers: Record<string, string> = {}) {
  await page.route("**/calendar.ics*", (route) => route.fulfill({ body, contentType: "text/calendar", headers }));
}

/** What the app and the script are to show for ranges of time in a zone: of one day the times only. The browser formats
 * them, because other versions of ICU use other spaces. */
export async function formatted(
  page: Page,
  ranges: { start: string; end: string; isOneDay: boolean }[],
  [locale, timeZone]: [string, string],
): Promise<string[]> {
  return page.evaluate(
    ([ranges, locale, timeZone]) => {
      // The page is in English: of another language only the hour cycle is the visitor's.
      const language = locale.startsWith("en") ? locale : "en";
      const time = { hour: "numeric", minute: "2-digit" } as const;
      const day = { weekday: "short", day: "numeric", month: "short" } as const;
      const { hourCycle } = new Intl.DateTimeFormat(locale, time).resolvedOptions();
      const own = language === locale ? {} : { hourCycle };
      const clock = new Intl.DateTimeFormat(language, { timeZone, timeStyle: "short", ...own });
      const moment = new Intl.DateTimeFormat(language, { timeZone, ...day, ...time, ...own });
      const dateOf = (at: Date) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
      const [nine, twentyOne] = [new Date("2026-11-25T09:00Z"), new Date("2026-11-25T21:00Z")];
      const dash = clock
        .formatRangeToParts(nine, twentyOne)
        .find(({ source, type }) => source + type === "sharedliteral");
      return ranges.map(({ start: from, end: until, isOneDay }) => {
        const [start, end] = [new Date(from), new Date(until)];
        // If the end is midnight, `formatRange` includes both dates.
        return isOneDay && dateOf(start) !== dateOf(end)
          ? clock.format(start) + dash!.value + clock.format(end)
          : (isOneDay ? clock : moment).formatRange(start, end);
      });
    },
    [ranges, locale, timeZone] as const,
  );
}
