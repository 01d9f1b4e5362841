// The next events: a countdown that becomes "now", several events at once, and the link to join.
import { event, expect, feed, open, serveFeed, test, withholdWasm } from "./page";

const AT_ONCE = feed(
  ...event("one", "SUMMARY:One", "DTSTART:20261125T090000Z", "DURATION:PT30M", "LOCATION:https://meet.example.org/one"),
  ...event("two", "SUMMARY:Two", "DTSTART:20261125T090000Z", "DURATION:PT1H", "LOCATION:https://meet.example.org/two"),
  ...event("off", "SUMMARY:Off", "DTSTART:20261125T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"),
  ...event("later", "SUMMARY:Later", "DTSTART:20261125T120000Z", "DURATION:PT1H"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

test("before the app, the countdown goes on, and a meeting that ends gives way to the next one", async ({ page }) => {
  await withholdWasm(page);
  await page.goto("/");
  const card = page.locator(".next-event:visible");
  const read = (selector: string) => card.locator(selector).first().innerText();
  await expect(card.locator(".next-event-countdown")).toContainText("in");
  const title = await read(".next-event-title");
  const start = await card.locator(".next-event-when time").first().getAttribute("datetime");
  await page.clock.setFixedTime(new Date(Date.parse(start!) - 5 * 60_000));
  await page.clock.runFor(60_000);
  await expect(card.locator(".next-event-countdown")).toContainText("in 5 minutes");
  await page.clock.setFixedTime(new Date(Date.parse(start!) + 60_000));
  await page.clock.runFor(60_000);
  await expect(card.locator(".next-event-label")).toContainText("Happening now");
  await page.clock.setFixedTime(new Date(Date.parse(start!) + 24 * 3_600_000));
  await page.clock.runFor(60_000);
  await expect(card.locator(".next-event-label")).toContainText("Next meeting");
  await expect(card.locator(".next-event-title")).not.toHaveText(title);
  await expect(card.locator(".next-event-when time").first()).not.toHaveAttribute("datetime", start!);
});

test("two events with the same start count down together, run together, and end one after the other", async ({
  page,
}) => {
  await serveFeed(page, AT_ONCE);
  await open(page);
  const cards = page.getByRole("region", { name: "Next meeting" }).locator(".next-event");
  await expect(cards).toHaveCount(2);
  await page.clock.setFixedTime(new Date("2026-11-25T08:15:00Z"));
  await page.clock.runFor(2000);
  for (const card of await cards.all()) await expect(card).toContainText("in 45 minutes");
  await page.clock.setFixedTime(new Date("2026-11-25T09:18:00Z"));
  await page.clock.runFor(2000);
  await expect(cards).toHaveCount(2);
  await expect(cards.filter({ hasText: "One" })).toContainText("Happening now");
  await expect(cards.filter({ hasText: "One" })).toContainText("ends in 12 minutes");
  await expect(cards.filter({ hasText: "Two" })).toContainText("ends in 42 minutes");
  await expect(
    cards.filter({ hasText: "One" }).getByRole("link", { name: /Join One on meet\.example\.org/ }),
  ).toBeVisible();
  await page.clock.setFixedTime(new Date("2026-11-25T09:30:01Z"));
  await page.clock.runFor(2000);
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText("Two");
  await page.clock.setFixedTime(new Date("2026-11-25T10:00:01Z"));
  await page.clock.runFor(2000);
  await expect(cards).toContainText("Later");
  await expect(cards).toContainText("Next meeting");
});
