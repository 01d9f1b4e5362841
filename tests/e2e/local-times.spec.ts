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

for (const [timezoneId, locale] of [["Europe/Berlin", "de-DE"], ["Asia/Kolkata", "en-IN"], ["Pacific/Kiritimati", "en-NZ"], ["America/Los_Angeles", "en-US"]] as const) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId, locale });
    test("every time is right, with its day where that differs from the heading", async ({ page }) => {
      await openWithoutApp(page);
      // Browsers still use the old name of Kolkata; the app does not.
      const names = timezoneId === "Asia/Kolkata" ? /Asia\/(Kolkata|Calcutta)/ : timezoneId.replace("_", " ");
      await expect(page.locator(".zone-picker-shown")).toContainText(names);
      const shown = await page.locator(".agenda [data-local=time]").evaluateAll((times: HTMLTimeElement[]) =>
        times.map((time) => ({
          at: time.dateTime,
          words: time.textContent!,
          heading: time.closest(".agenda-day")!.querySelector("time")!.dateTime,
        })),
      );
      expect(shown.length).toBeGreaterThan(8);
      const languages = await page.locator(".agenda [data-local=time] bdi").evaluateAll((words: HTMLElement[]) => words.map(({ lang }) => lang));
      expect(new Set(languages)).toEqual(new Set([locale]));
      const clock = new Intl.DateTimeFormat(locale, { timeZone: timezoneId, timeStyle: "short" });
      const date = new Intl.DateTimeFormat("sv-SE", { timeZone: timezoneId, dateStyle: "short" });
      const weekday = new Intl.DateTimeFormat(locale, { timeZone: timezoneId, weekday: "short" });
      for (const { at, words, heading } of shown) {
        const instant = new Date(at);
        if (date.format(instant) === heading) expect(words, at).toBe(clock.format(instant));
        else expect(words, at).toContain(weekday.format(instant));
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
    const times = () => page.locator("[data-occurrence]").evaluateAll((all) => all.map((one) => `${one.dataset.occurrence} ${new Date(one.querySelector("time")!.dateTime).getTime()}`));
    await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
    const before = await times();
    arrive();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    const after = await times();
    expect(after.filter((time) => before.includes(time)).length).toBeGreaterThan(8);
  });
});
