// What the agenda shows of a feed.
import { event, expect, feed, open, serveFeed, test } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

test("a sample feed is marked as one, with what to do about it", async ({ page }) => {
  const call = event("a", "DTSTART:20261126T140000Z", "DTEND:20261126T150000Z", "SUMMARY:Call");
  await serveFeed(page, feed("X-COMMUNITY-SAMPLE:TRUE", ...call));
  await open(page);
  const note = page.locator("p[data-sample]");
  await expect(note).toContainText("These meetings are examples: nobody meets at these times.");
  const official = note.getByRole("link", { name: "the official calendar" });
  await expect(official).toHaveAttribute("href", "#official-calendar");
  await expect(page.locator("#official-calendar")).toBeVisible();
});

test("a feed that is not a sample is not marked as one", async ({ page }) => {
  await serveFeed(page, feed(...event("a", "DTSTART:20261126T140000Z", "DTEND:20261126T150000Z", "SUMMARY:Call")));
  await open(page);
  await expect(page.locator("[data-sample]")).toHaveCount(0);
});

test("the next event counts down, then says that it is now and when it ends", async ({ page }) => {
  await serveFeed(page, feed(...event("a", "DTSTART:20261125T090000Z", "DTEND:20261125T093000Z", "SUMMARY:Call")));
  await open(page);
  await page.clock.pauseAt(new Date("2026-11-25T08:58:30Z"));
  const card = page.getByRole("region", { name: "Next meeting" });
  await expect(card).toContainText("Call");
  await expect(card.getByRole("timer")).toContainText("in 2 minutes");
  await page.clock.runFor(30_000);
  await expect(card.getByRole("timer")).toContainText("in 1 minute");
  await page.clock.runFor(61_000);
  await expect(card).toContainText("Happening now");
  await expect(card.getByRole("timer")).toContainText("ends in 30 minutes");
  await page.clock.runFor(30 * 60_000);
  await expect(card).toHaveCount(0);
  await expect(page.getByText("Nothing is planned until")).toBeVisible();
});

test("a long agenda grows when its end comes near, and leaves a visitor below it where they are", async ({ page }) => {
  const series = event("a", "DTSTART:20261125T090000Z", "RRULE:FREQ=MINUTELY;INTERVAL=15", "SUMMARY:Call");
  await serveFeed(page, feed(...series));
  await open(page, "/#official-calendar");
  const rows = page.locator(".agenda .occurrence");
  const end = () => page.locator("#agenda-end").evaluate((end) => end.getBoundingClientRect().top);
  const frames = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
    });
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await expect.poll(end).toBeLessThan(0);
  const [before, height] = [await rows.count(), await page.evaluate(() => innerHeight)];
  await frames();
  expect(await rows.count()).toBe(before);

  const scroll = (block: ScrollLogicalPosition) =>
    page.locator("#agenda-end").evaluate((end, block) => end.scrollIntoView({ block, behavior: "instant" }), block);
  await scroll("start");
  await frames();
  expect(await rows.count()).toBe(before);

  await scroll("center");
  await expect.poll(end).toBeGreaterThan(height);
  expect(await rows.count()).toBeGreaterThan(before);
  const grown = await rows.count();
  await frames();
  expect(await rows.count()).toBeLessThan(grown + 60);
});

test("an event has its local time, the organiser's where it differs, its location and a link to join", async ({
  page,
}) => {
  await serveFeed(
    page,
    feed(
      ...event(
        "a",
        "DTSTART;TZID=America/New_York:20261126T100000",
        "DTEND;TZID=America/New_York:20261126T110000",
        "SUMMARY:Storage call",
        "LOCATION:Room 5\\, upstairs",
        "CONFERENCE;VALUE=URI:https://meet.example.org/storage",
      ),
      ...event(
        "b",
        "DTSTART;TZID=Europe/Rome:20261127T100000",
        "DTEND;TZID=Europe/Rome:20261127T110000",
        "SUMMARY:Here",
      ),
    ),
  );
  await open(page);
  const call = page.locator('[data-occurrence="a/20261126T150000Z"]');
  await expect(call).toHaveAttribute("data-status", "confirmed");
  await expect(call.locator("time").first()).toHaveAttribute("datetime", "2026-11-26T16:00:00+01:00");
  await expect(call.locator("time").first()).toHaveAttribute("data-until", "2026-11-26T17:00:00+01:00");
  await expect(call.locator("time").first()).toHaveText("16:00–17:00");
  await expect(call).toContainText("10:00–11:00 in New York");
  await expect(call).toContainText("Room 5, upstairs");
  await expect(call.getByRole("link", { name: "Join Storage call on meet.example.org" })).toHaveAttribute(
    "href",
    "https://meet.example.org/storage",
  );
  await expect(page.locator('[data-occurrence^="b/"]')).not.toContainText("in Rome");
});

test("descriptions are rendered as text and links, never as markup", async ({ page }) => {
  const html = '<b>Agenda</b><br><a href="https://example.org/doc">the notes</a><img src=x onerror=alert(1)>';
  await serveFeed(
    page,
    feed(
      ...event(
        "a",
        "DTSTART:20261126T140000Z",
        "SUMMARY:<i>Call</i> </script><script>alert(2)</script>",
        `DESCRIPTION:${html}<script>alert(3)</script><a href="javascript:alert(4)">evil</a> see https://example.com/x.`,
      ),
    ),
  );
  await open(page);
  const item = page.locator("[data-occurrence]");
  await expect(item.locator("h5")).toContainText("<i>Call</i> </script><script>alert(2)</script>");
  await item.locator("summary").first().click();
  const text = item.locator(".occurrence-description");
  await expect(text).toContainText("Agenda");
  await expect(text).not.toContainText("alert(3)");
  await expect(text.getByRole("link", { name: "the notes" })).toHaveAttribute("href", "https://example.org/doc");
  await expect(text.getByRole("link", { name: "https://example.com/x" })).toHaveAttribute(
    "href",
    "https://example.com/x",
  );
  expect(await item.locator('b, i, img, script, [href^="javascript"]').count()).toBe(0);
});

test("cancelled, tentative and moved occurrences are marked", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...event("s", "DTSTART:20261125T140000Z", "DTEND:20261125T150000Z", "RRULE:FREQ=DAILY;COUNT=4", "SUMMARY:Daily"),
      ...event("s", "RECURRENCE-ID:20261126T140000Z", "DTSTART:20261126T140000Z", "STATUS:CANCELLED", "SUMMARY:Daily"),
      ...event("s", "RECURRENCE-ID:20261127T140000Z", "DTSTART:20261127T170000Z", "SUMMARY:Daily, later"),
      ...event("t", "DTSTART:20261129T140000Z", "STATUS:TENTATIVE", "SUMMARY:Perhaps"),
    ),
  );
  await open(page);
  const cancelled = page.locator('[data-occurrence="s/20261126T140000Z"]');
  await expect(cancelled).toHaveAttribute("data-status", "cancelled");
  await expect(cancelled).toContainText("Cancelled");
  const moved = page.locator('[data-occurrence="s/20261127T140000Z"]');
  await expect(moved.locator("time").first()).toHaveAttribute("datetime", "2026-11-27T18:00:00+01:00");
  await expect(moved).toContainText("Moved from");
  await expect(moved).toContainText("15:00");
  await expect(page.locator('[data-occurrence="t/20261129T140000Z"]')).toHaveAttribute("data-status", "tentative");
  await expect(page.locator('[data-occurrence^="s/"]')).toHaveCount(4);
});

test("all-day, multi-day and floating events stay on their dates in any zone", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...event("day", "DTSTART;VALUE=DATE:20261127", "SUMMARY:Release day"),
      ...event("days", "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261127", "SUMMARY:Summit"),
      ...event("float", "DTSTART:20261128T090000", "DTEND:20261128T093000", "SUMMARY:Breakfast"),
    ),
  );
  await open(page, "/?zone=Pacific/Apia");
  await expect(page.locator('[data-occurrence="day/20261127"] time').first()).toHaveAttribute("datetime", "2026-11-27");
  const summit = page.locator('[data-occurrence="days/20261124"]');
  await expect(summit.locator("time").first()).toHaveAttribute("datetime", "2026-11-24");
  await expect(summit).toContainText("26 Nov");
  await expect(page.locator('[data-occurrence^="float/"] time').first()).toHaveAttribute(
    "datetime",
    "2026-11-28T09:00:00+13:00",
  );
});

test("midnight turns tomorrow into today in an open tab", async ({ page }) => {
  await serveFeed(page, feed(...event("a", "DTSTART:20261126T140000Z", "DTEND:20261126T150000Z", "SUMMARY:Call")));
  await open(page);
  await page.clock.pauseAt(new Date("2026-11-25T22:59:00Z"));
  const heading = page.locator(".agenda-day-heading");
  await expect(heading).toContainText("tomorrow", { ignoreCase: true });
  await page.clock.runFor(61_000);
  await expect(heading).toContainText("today", { ignoreCase: true });
});

test("open details stay open while time passes", async ({ page }) => {
  await open(page);
  const details = page.locator("[data-occurrence] details.occurrence-more").nth(2);
  await details.locator("> summary").click();
  await page.clock.runFor(10 * 60_000);
  await expect(details).toHaveAttribute("open", "");
});

test("a button shows more weeks", async ({ page }) => {
  await open(page);
  const before = await page.locator("[data-occurrence]").count();
  await page.getByRole("button", { name: "Show four more weeks" }).click();
  await expect.poll(() => page.locator("[data-occurrence]").count()).toBeGreaterThan(before);
});

test("the official links to the calendar are beside it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const ways = page.getByRole("group", { name: "The official calendar" });
  await expect(ways.getByRole("link", { name: "Add to Google Calendar" })).toHaveAttribute("href", /render\?cid=/);
  await expect(ways.getByRole("link", { name: "Open on the web" })).toHaveAttribute("href", /embed\?src=/);
  await expect(ways.getByRole("link", { name: "Subscribe in your calendar" })).toHaveAttribute("href", /^webcal:\/\//);
  await ways.getByRole("button", { name: "Copy the .ics address" }).click();
  await expect(page.locator("[data-announcer]")).toContainText("copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^https:\/\/.*\/basic\.ics$/);
});

test.describe("the visitor's locale", () => {
  // The page is in English: of another language only the hour cycle is used.
  for (const [locale, time, day, language] of [
    ["en-US", "3:00 – 4:00 PM", "Thursday, November 26", "en-US"],
    ["en-GB", "15:00–16:00", "Thursday 26 November", "en-GB"],
    ["de-DE", "15:00 – 16:00", "Thursday, November 26", "en"],
    ["ja-JP", "15:00 – 16:00", "Thursday, November 26", "en"],
  ] as const) {
    test.describe(locale, () => {
      test.use({ locale });
      test("sets the order and the hour format", async ({ page }) => {
        await serveFeed(
          page,
          feed(...event("a", "DTSTART:20261126T140000Z", "DTEND:20261126T150000Z", "SUMMARY:Call")),
        );
        await open(page);
        await expect(page.locator(".agenda-day-heading > time")).toHaveText(day);
        await expect(page.locator("[data-occurrence] time").first()).toHaveText(time);
        await expect(page.locator("[data-occurrence] .occurrence-time time").first()).toHaveAttribute("lang", language);
      });
    });
  }
});
