// The page built and opened on days on which dates go wrong most easily.
import { Host, buildPage, remove } from "./builds";
import { expect, test, withholdWasm } from "./page";

const TIMES = [
  "2026-11-25T08:00:00Z",
  "2027-01-01T00:00:00Z",
  "2028-02-29T12:00:00Z",
  // Daylight-saving time begins in America, ends in Australia, begins in Europe …
  "2027-03-13T20:00:00Z",
  "2027-03-14T20:00:00Z",
  "2027-03-27T23:30:00Z",
  "2027-03-28T12:00:00Z",
  "2027-04-03T12:00:00Z",
  // … and in autumn the other way round.
  "2026-10-24T22:30:00Z",
  "2026-10-31T23:30:00Z",
  "2026-12-31T23:30:00Z",
];

/** The day of the test run, by name so that the titles of tests do not change. */
const TODAY = `${new Date().toISOString().slice(0, 10)}T09:00:00Z`;

const VISITORS = [
  ["Europe/Berlin", "en-GB"],
  ["America/Los_Angeles", "en-US"],
  ["Pacific/Kiritimati", "de-DE"],
] as const;

for (const [name, time] of [["today", TODAY], ...TIMES.map((time) => [time, time])]) {
  const at = new Date(time);
  test.describe(`built and opened at ${name}`, () => {
    test.describe.configure({ mode: "serial" });
    test.use({ now: at, touchesControl: false });
    let host: Host;
    let folder: string;
    test.beforeAll(async () => {
      folder = buildPage({ at });
      host = await Host.of(folder);
    });
    test.afterAll(async () => {
      await host.stop();
      remove(folder);
    });

    for (const [timezoneId, locale] of VISITORS) {
      test.describe(`in ${timezoneId}`, () => {
        test.use({ timezoneId, locale });

        test("an event opened before the app is there stays open and keeps the focus", async ({ page }) => {
          const letThrough = await withholdWasm(page);
          await page.goto(host.address);
          // The last event is the one that the visitor's zone moves to another day, or past the end of the list.
          const described = page
            .locator("[data-occurrence]:visible", { has: page.locator(".occurrence-description") })
            .last();
          await described.locator("summary").click();
          // The key of a floating occurrence depends on the zone, its civil time does not.
          const focused = () =>
            page.evaluate(() => {
              const around = document.activeElement?.closest<HTMLElement>("[data-occurrence]");
              if (!around) return "nothing";
              const [uid, time] = [around.dataset.occurrence!.replace(/\/[^/]*$/, ""), around.querySelector("time")!];
              const start =
                "floating" in time.dataset ? time.dateTime.slice(0, 19) : new Date(time.dateTime).toISOString();
              return `${uid} ${start} ${around.querySelector("details")!.open ? "open" : "closed"}`;
            });
          await expect.poll(focused).toMatch(/ open$/);
          const before = await focused();
          letThrough();
          await expect(page.locator("html")).toHaveAttribute("data-app", "live");
          await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
          await expect.poll(focused).toBe(before);
        });
      });
    }
  });
}
