// Before the app is loaded: the built-in times in the visitor's zone and language.
import { NOW, expect, formatted, test, withholdWasm } from "./page";

type Page = import("@playwright/test").Page;

/** Opens the page with a wasm that never loads. */
async function openWithoutApp(page: Page, address = "/") {
  await page.route("**/*.wasm", () => {});
  await page.goto(address, { waitUntil: "commit" });
  await expect(page.locator("footer")).toBeAttached();
  await expect(page.locator("html")).toHaveAttribute("data-app", "starting");
}

for (const [timezoneId, locale] of [
  ["Europe/Berlin", "de-DE"],
  ["Asia/Kolkata", "en-IN"],
  ["Pacific/Kiritimati", "en-NZ"],
  ["America/Los_Angeles", "en-US"],
] as const) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId, locale });
    test("every event is in its day, in order, and every time is right", async ({ page }) => {
      await openWithoutApp(page);
      // Browsers still use the old name of Kolkata; the app does not.
      const names = timezoneId === "Asia/Kolkata" ? /Asia\/(Kolkata|Calcutta)/ : timezoneId.replace("_", " ");
      await expect(page.locator(".zone-picker-shown")).toContainText(names);
      const shown = await page.locator(".agenda [data-local=time]:not([data-floating])").evaluateAll((times) =>
        (times as HTMLTimeElement[]).map((time) => ({
          start: time.dateTime,
          end: time.dataset.until ?? time.dateTime,
          text: time.textContent!,
          lang: time.lang,
          heading: time.closest(".agenda-day")!.querySelector("time")!.dateTime,
        })),
      );
      expect(shown.length).toBeGreaterThan(8);
      const date = new Intl.DateTimeFormat("sv-SE", { timeZone: timezoneId, dateStyle: "short" });
      const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();
      const isOf = (at: string, day: string) => date.format(new Date(at)) === day;
      for (const { start, heading } of shown) expect(heading, start).toBe(date.format(new Date(start)));
      const headings = await page
        .locator(".agenda-day-heading > time")
        .evaluateAll((all: HTMLTimeElement[]) => all.map((it) => it.dateTime));
      expect(headings).toEqual([...new Set(headings)].sort());
      const ranges = shown.map(({ start, end, heading }) => ({
        start,
        end,
        isOneDay: isOf(start, heading) && (isOf(end, heading) || isOf(justBefore(end), heading)),
      }));
      const expected = await formatted(page, ranges, [locale, timezoneId]);
      expect(shown.map(({ text }) => text)).toEqual(expected);
      const language = locale.startsWith("en") ? locale : "en";
      expect(new Set(shown.map(({ lang }) => lang))).toEqual(new Set([language]));
    });
  });
}

for (const [locale, words] of [
  ["en-GB", /^23:00\s?–\s?00:00$/],
  ["en-US", /^11:00\sPM\s–\s12:00\sAM$/],
] as const) {
  test.describe(`in Shanghai, in ${locale}`, () => {
    test.use({ timezoneId: "Asia/Shanghai", locale });
    test("a call until midnight does not name the next day, before the app and with it", async ({ page }) => {
      const letThrough = await withholdWasm(page);
      await page.goto("/?view=agenda", { waitUntil: "commit" });
      const card = page.locator(".next-event-when time").first();
      const row = page.locator(".agenda .occurrence-time").first();
      for (const shown of [card, row]) await expect(shown).toHaveText(words);
      letThrough();
      await expect(page.locator("html")).toHaveAttribute("data-app", "live");
      for (const shown of [card, row]) await expect(shown).toHaveText(words);
    });
  });
}

const DAY = 24 * 60 * 60 * 1000;
for (const [timezoneId, days, least] of [
  ["America/Los_Angeles", 0, 12],
  ["Pacific/Kiritimati", 0, 12],
  ["Asia/Shanghai", 0, 12],
  // A conference of three days began the day before.
  ["Europe/Berlin", 14, 1],
] as const) {
  test.describe(`in ${timezoneId} after ${days} days, while the app comes`, () => {
    test.use({ timezoneId, locale: "en-GB", now: new Date(NOW.getTime() + days * DAY) });
    test("no event changes its day, its place or its words", async ({ page }) => {
      const letThrough = await withholdWasm(page);
      await page.goto("/?view=agenda", { waitUntil: "commit" });
      const listed = () =>
        page
          .locator(".agenda-day:not([data-over])")
          .evaluateAll((all) =>
            all.flatMap((day) =>
              [...day.querySelectorAll<HTMLElement>("[data-occurrence]:not([data-over])")].map((event) => [
                day.querySelector("time")!.textContent,
                event.querySelector(".occurrence-time")!.textContent,
                event.querySelector(".occurrence-title")!.textContent,
              ]),
            ),
          );
      await expect(page.locator(".zone-picker-shown")).toContainText(timezoneId.replace("_", " "));
      const before = await listed();
      expect(before.length).toBeGreaterThanOrEqual(least);
      letThrough();
      await expect(page.locator("html")).toHaveAttribute("data-app", "live");
      // The app also shows the rest of the last day.
      const compared = Math.max(before.length - 2, 1);
      expect((await listed()).slice(0, compared)).toEqual(before.slice(0, compared));
    });
  });
}

test.describe("with a zone in the address", () => {
  test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });
  test("the zone applies, and an unknown one leaves the page in UTC as it was built", async ({ page }) => {
    await openWithoutApp(page, "/?zone=Asia/Tokyo");
    await expect(page.locator(".zone-picker-shown")).toContainText("Times in Asia/Tokyo");
    await openWithoutApp(page, "/?zone=Mars/Base");
    await expect(page.locator(".zone-picker-shown")).toContainText("Times in UTC");
    const start = page.locator(".agenda [data-local=time]").first();
    expect(await start.textContent()).toContain((await start.getAttribute("datetime"))!.slice(11, 16));
  });

  test("the app takes over the converted times, and shows the same ones", async ({ page }) => {
    const letThrough = await withholdWasm(page);
    await page.goto("/", { waitUntil: "commit" });
    const times = () =>
      page
        .locator("[data-occurrence]")
        .evaluateAll((all) =>
          all.map((one) => `${one.dataset.occurrence} ${new Date(one.querySelector("time")!.dateTime).getTime()}`),
        );
    await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
    const before = await times();
    letThrough();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    const after = await times();
    expect(after.filter((time) => before.includes(time)).length).toBeGreaterThan(8);
  });
});
