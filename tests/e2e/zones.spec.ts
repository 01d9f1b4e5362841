// Times in the visitor's zone and language, compared with the browser's own `Intl`.
import { expect, formatted, open, test } from "./page";

const READERS = [
  { timezoneId: "Europe/Berlin", locale: "de-DE" },
  { timezoneId: "America/New_York", locale: "en-US" },
  { timezoneId: "Asia/Kolkata", locale: "en-IN" },
  { timezoneId: "Pacific/Apia", locale: "en-NZ" },
  { timezoneId: "Australia/Lord_Howe", locale: "fr-FR" },
];

const TIMES = [
  { name: "in winter", now: new Date("2026-11-25T08:00:00Z") },
  { name: "while only America has changed its offset", now: new Date("2027-03-20T08:00:00Z") },
  { name: "while only Europe has changed its offset", now: new Date("2027-10-31T08:00:00Z") },
];

for (const reader of READERS) {
  for (const time of TIMES) {
    test.describe(`${reader.timezoneId} in ${reader.locale} ${time.name}`, () => {
      test.use({ ...reader, now: time.now });

      test("every time is right, in the visitor's zone and language", async ({ page }) => {
        await open(page);
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", reader.timezoneId);
        const shown = await page.locator("[data-occurrence]").evaluateAll((items) =>
          items.map((item) => {
            const first = item.querySelector("time")!;
            const words = first.querySelector("bdi")!.textContent!;
            return { key: item.dataset.occurrence!, datetime: first.dateTime, until: first.dataset.until, words };
          }),
        );
        expect(shown.length).toBeGreaterThan(10);
        const parts = new Intl.DateTimeFormat("sv-SE", {
          timeZone: reader.timezoneId,
          dateStyle: "short",
          timeStyle: "medium",
        });
        const timed = shown.filter(({ datetime }) => datetime.includes("T"));
        for (const { key, datetime } of timed) {
          expect(datetime.slice(0, 19), key).toBe(parts.format(new Date(datetime)).replace(" ", "T"));
        }
        const ranges = timed.map(({ datetime, until = datetime }) => ({
          start: datetime,
          end: until,
          isOneDay: datetime.slice(0, 10) === until.slice(0, 10),
        }));
        const expected = await formatted(page, ranges, [reader.locale, reader.timezoneId]);
        expect(timed.map(({ words }) => words)).toEqual(expected);
        expect(timed.length).toBeGreaterThan(8);
        expect(new Set(shown.map((item) => item.key)).size, "no occurrence is shown twice").toBe(shown.length);
      });
    });
  }
}

test.describe("the chosen zone", () => {
  test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

  test("is found by typing, selected with the keyboard, and kept in the address and for the next visit", async ({
    page,
  }) => {
    await open(page);
    const calendar = page.locator("[data-calendar]");
    await page.getByRole("button", { name: "Change time zone" }).click();
    const input = page.getByRole("combobox");
    await expect(input).toBeFocused();
    await input.fill("tokyo");
    await expect(page.getByRole("option")).toHaveCount(1);
    await expect(page.getByRole("option")).toContainText("UTC+9");
    await input.press("Enter");
    await expect(calendar).toHaveAttribute("data-zone", "Asia/Tokyo");
    await expect(page).toHaveURL(/\?zone=Asia\/Tokyo$/);
    await expect(page.locator("[data-occurrence] time").first()).toHaveAttribute(
      "datetime",
      /(\+09:00|^\d{4}-\d\d-\d\d)$/,
    );
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Asia/Tokyo");
    await page.getByRole("button", { name: "Back to mine: Europe/Berlin" }).click();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });

  test("is one of a list with offsets, which the arrow keys move through", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Change time zone" }).click();
    const options = page.getByRole("option");
    expect(await options.count()).toBeGreaterThan(400);
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.getByRole("combobox").press("ArrowDown");
    await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("combobox")).toHaveAttribute("aria-activedescendant", "zone-option-1");
    await page.getByRole("combobox").fill("new york");
    await expect(options.first()).toContainText("America/New York");
    await page.getByRole("combobox").fill("xyzzy");
    await expect(page.getByText("No zone has this name.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("combobox")).toBeHidden();
    await expect(page.getByRole("button", { name: "Change time zone" })).toBeFocused();
  });

  test("in the address applies to whoever opens it, and is not stored", async ({ page }) => {
    await open(page, "/?zone=America/Sao_Paulo");
    const calendar = page.locator("[data-calendar]");
    await expect(calendar).toHaveAttribute("data-zone", "America/Sao_Paulo");
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });

  for (const unknown of ["Mars/Olympus", "%3Cscript%3E", "EST5EDT4", "", "../.."]) {
    test(`is ignored when it is «${unknown}»`, async ({ page }) => {
      await open(page, `/?zone=${unknown}`);
      await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
    });
  }

  test("by an old name is shown by its current name", async ({ page }) => {
    await open(page, "/?zone=Asia/Calcutta");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Kolkata");
  });

  test("is announced and leaves the focus on the page, however it is changed", async ({ page }) => {
    await open(page);
    const announcement = page.locator("[data-announcer]");
    const change = page.getByRole("button", { name: "Change time zone" });
    // By the palette, opened while nothing has the focus.
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("asia tokyo");
    await page.getByRole("combobox").press("Enter");
    await expect(announcement).toHaveText("Times are now in Asia/Tokyo");
    await expect(change).toBeFocused();
    // By a button that goes away with it.
    await page.getByRole("button", { name: "Back to mine" }).click();
    await expect(announcement).toHaveText("Times are now in Europe/Berlin");
    await expect(change).toBeFocused();
    // By the dialog, which returns the focus.
    await page.getByRole("button", { name: "Add a second time zone" }).click();
    await page.getByRole("combobox").fill("nairobi");
    await page.getByRole("combobox").press("Enter");
    await expect(announcement).toHaveText("Times in Africa/Nairobi now stand beside the others");
    await expect(page.getByRole("button", { name: "Change the second time zone" })).toBeFocused();
    await page.getByRole("button", { name: "Remove the second time zone" }).click();
    await expect(announcement).toHaveText("The second time zone is gone");
    await expect(change).toBeFocused();
  });

  test("follows back and forward", async ({ page }) => {
    await open(page);
    const calendar = page.locator("[data-calendar]");
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.getByRole("combobox").fill("nairobi");
    await page.getByRole("option").click();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    await page.getByRole("button", { name: "Back to mine" }).click();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await page.goBack();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    await page.goForward();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });
});
