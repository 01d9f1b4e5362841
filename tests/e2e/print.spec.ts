// Printing: the agenda view prints the days that it shows; other views print an agenda of their month.
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  "X-COMMUNITY-FETCHED:20261124T200000Z",
  ...event("before", "SUMMARY:Month before", "DTSTART:20261007T140000Z", "DURATION:PT1H"),
  ...event("first", "SUMMARY:First of the month", "DTSTART:20261101T140000Z", "DURATION:PT1H"),
  ...event("call", "SUMMARY:Community call", "DTSTART:20261126T140000Z", "DURATION:PT1H"),
  ...event("last", "SUMMARY:Last of the month", "DTSTART:20261130T140000Z", "DURATION:PT1H"),
  ...event("next", "SUMMARY:Next month", "DTSTART:20261203T140000Z", "DURATION:PT1H"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

/** What the browser does when the visitor prints, up to the printing itself. */
async function print(page: import("@playwright/test").Page) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
}

const titles = (page: import("@playwright/test").Page) => page.locator(".occurrence-title-words:visible");

const LEFT_OF_NOVEMBER = ["Community call", "Last of the month"];
for (const { view, shown, title } of [
  { view: "agenda", shown: [...LEFT_OF_NOVEMBER, "Next month"], title: "25 November – 8 December 2026" },
  ...["month", "week", "day"].map((view) => ({ view, shown: LEFT_OF_NOVEMBER, title: "November 2026" })),
]) {
  test(`the view «${view}» prints «${title}» from now on, with its zone and the date of the data`, async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, `/?view=${view}`);
    await print(page);
    await expect(titles(page)).toHaveText(shown);
    await expect(page.locator(".print-view-title")).toHaveText(title);
    await expect(page.locator(".zone-picker-shown")).toContainText("Times in Europe/Berlin (UTC+1)");
    await expect(page.locator(".feed-status")).toContainText("Last updated 24 Nov 2026, 21:00");
    for (const control of [
      page.getByRole("button", { name: "Later" }),
      page.getByRole("searchbox"),
      page.locator("#time-grid-frame"),
      page.getByRole("grid"),
    ]) {
      await expect(control).toBeHidden();
    }
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator(".print-view")).toHaveCount(0);
  });
}

test("a month that is over is printed whole, with the full date of each day and no controls in its rows", async ({
  page,
}) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month&date=2026-10-01");
  await print(page);
  await expect(titles(page)).toHaveText(["Month before"]);
  const view = page.locator(".print-view");
  await expect(view.locator(".agenda-day-heading > time")).toHaveText(["Wednesday 7 October"]);
  await expect(view.locator(".date-tile")).toBeVisible();
  await expect(view.locator("summary")).toBeHidden();
  await expect(view.locator(".occurrence-more")).toBeHidden();
});

test("the month that is shown is printed, filtered, and the print says so", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month&date=2026-12-01&q=next");
  await print(page);
  await expect(titles(page)).toHaveText(["Next month"]);
  await expect(page.locator(".print-view")).toContainText("Events that do not pass the filter are left out.");
});

test("the button prints the calendar alone, without the rest of the page", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page);
  // `window.print` would open the browser's print dialog, which a test cannot use.
  await page.evaluate(() => {
    // The page is laid out for print after the listeners of this event, and before any microtask.
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      document.title = `${document.querySelectorAll(".print-view .occurrence").length} printed`;
    };
  });
  await page.getByRole("button", { name: "Print", exact: true }).click();
  await expect(page).toHaveTitle("3 printed");
  await page.emulateMedia({ media: "print" });
  await expect(titles(page)).toHaveCount(3);
  await expect(page.locator("#irc-heading")).toBeHidden();
  await expect(page.locator("#official-calendar")).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.locator("#irc-heading")).toBeVisible();
});

test("printing from the browser renders the print view", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=week");
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    // Runs after the microtasks of `beforeprint`, when the browser lays out the print.
    addEventListener("beforeprint", () =>
      setTimeout(() => seen.push(document.querySelector(".print-view")?.textContent ?? "nothing")),
    );
    new MutationObserver(() => {
      if (document.querySelector(".print-view")) seen.push("drawn");
    }).observe(document.querySelector("[data-calendar]")!, { childList: true, subtree: true });
  });
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen[0])).toBe("drawn");
});

test("a month of thirty meetings is one page of A4, and the whole page prints no address twice", async ({ page }) => {
  const days = Array.from({ length: 30 }, (_, day) => String(day + 1).padStart(2, "0"));
  const meetings = days.flatMap((day) =>
    event(`m${day}`, `SUMMARY:Meeting ${day}`, `DTSTART:202612${day}T140000Z`, "DURATION:PT1H", "LOCATION:Room 5"),
  );
  await serveFeed(page, feed(...meetings));
  await open(page, "/?view=month&date=2026-12-01");
  // The print dialog cannot be used in a test; the page is printed as its button prints it.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await page.getByRole("button", { name: "Print", exact: true }).click();
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await print(page);
  await expect(titles(page)).toHaveCount(30);
});

test("an address in a description is printed once", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...event(
        "call",
        "SUMMARY:Call",
        "DTSTART:20261126T140000Z",
        "DURATION:PT1H",
        "DESCRIPTION:https://docs.example.org/a",
      ),
    ),
  );
  await open(page);
  await page.emulateMedia({ media: "print" });
  const printed = await page
    .locator(".feed-address")
    .first()
    .evaluate((link) => getComputedStyle(link, "::after").content);
  expect(printed).toBe("none");
});
