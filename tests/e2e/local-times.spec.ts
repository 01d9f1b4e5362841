// Before the app is loaded: the built-in times in the visitor's zone and language.
import { expect, test } from "./page";

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
    test("every time is right, with its day where that differs from the heading", async ({ page }) => {
      await openWithoutApp(page);
      // Browsers still use the old name of Kolkata; the app does not.
      const names = timezoneId === "Asia/Kolkata" ? /Asia\/(Kolkata|Calcutta)/ : timezoneId.replace("_", " ");
      await expect(page.locator(".zone-picker-shown")).toContainText(names);
      const shown = await page.locator(".agenda [data-local=time]:not([data-floating])").evaluateAll((times) =>
        (times as HTMLTimeElement[]).map((time) => ({
          start: time.dateTime,
          end: time.dataset.until ?? time.dateTime,
          text: time.querySelector("bdi")!.textContent!,
          lang: time.querySelector("bdi")!.lang,
          heading: time.closest(".agenda-day")!.querySelector("time")!.dateTime,
        })),
      );
      expect(shown.length).toBeGreaterThan(8);
      // The page is in English: only the hour cycle is the visitor's where their language is another.
      const language = locale.startsWith("en") ? locale : "en";
      const time = { hour: "numeric", minute: "2-digit" } as const;
      const { hourCycle } = new Intl.DateTimeFormat(locale, time).resolvedOptions();
      const format = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(language, { timeZone: timezoneId, ...options });
      const clock = format({ timeStyle: "short", hourCycle });
      const moment = format({ weekday: "short", day: "numeric", month: "short", ...time, hourCycle });
      const date = new Intl.DateTimeFormat("sv-SE", { timeZone: timezoneId, dateStyle: "short" });
      for (const { start, end, text, lang, heading } of shown) {
        const [from, to] = [new Date(start), new Date(end)];
        const isOfDay = date.format(from) === heading && date.format(to) === heading;
        expect(text, start).toBe((isOfDay ? clock : moment).formatRange(from, to));
        expect(lang).toBe(language);
      }
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
    let arrive = () => {};
    const awaited = new Promise<void>((resolve) => (arrive = resolve));
    await page.route("**/*.wasm", async (route) => {
      await awaited;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "commit" });
    const times = () =>
      page
        .locator("[data-occurrence]")
        .evaluateAll((all) =>
          all.map((one) => `${one.dataset.occurrence} ${new Date(one.querySelector("time")!.dateTime).getTime()}`),
        );
    await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
    const before = await times();
    arrive();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    const after = await times();
    expect(after.filter((time) => before.includes(time)).length).toBeGreaterThan(8);
  });
});
