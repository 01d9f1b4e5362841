// The accessibility tree of each view. Snapshots are partial: nodes that they do not list may change.
import { type Page } from "@playwright/test";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  "X-COMMUNITY-FETCHED:20261125T060000Z",
  ...event(
    "call",
    "SUMMARY:Weekly call",
    "DTSTART;TZID=America/New_York:20261104T100000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=4",
    "LOCATION:https://meet.example.org/weekly",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261128"),
  ...event(
    "hours",
    "SUMMARY:Office hours",
    "DTSTART;TZID=Europe/Berlin:20261127T110000",
    "DURATION:PT30M",
    "STATUS:CANCELLED",
  ),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", viewport: { width: 1280, height: 900 } });

/** Opens an address and pauses the clock, so that the countdown does not change. */
async function read(page: Page, address: string) {
  await serveFeed(page, EVENTS);
  await open(page, address);
  await page.clock.pauseAt(new Date("2026-11-25T08:30:00Z"));
  return page.locator("[data-calendar]");
}

test("the next meeting and the channels", async ({ page }) => {
  await read(page, "/");
  await expect(page.locator("main")).toMatchAriaSnapshot(`
    - heading "Prometheus community" [level=1]
    - paragraph
    - region "Next meeting":
      - paragraph:
        - text: Next meeting
        - timer: · in 7 hours
      - paragraph:
        - link "Weekly call"
      - paragraph:
        - time: 16:00–17:00
        - text: /Berlin ?,/
        - time: /Wednesday,? 25 November/
      - paragraph:
        - link /Join Weekly call on meet.example.org .*external link/
      - group: Add to calendar
    - list "Channels":
      - listitem:
        - 'link "Slack #prometheus"'
  `);
});

test("the agenda", async ({ page }) => {
  await expect(await read(page, "/")).toMatchAriaSnapshot(`
    - heading "25 November – 8 December 2026" [level=3]
    - group "Date":
      - button "Earlier"
      - button "Today" [disabled]
      - button "Later"
    - group "View":
      - button "Agenda" [pressed]
      - button "Month" [pressed=false]
      - button "Week" [pressed=false]
      - button "Day" [pressed=false]
    - button "Filter events" [expanded=false]
    - group
    - status
    - list:
      - listitem:
        - heading /Wednesday,? 25 November today/ [level=4]
        - list:
          - listitem:
            - paragraph:
              - time: 16:00–17:00
            - heading /Weekly call ?, Wednesday,? 25 November, 16:00–17:00/ [level=5]
            - paragraph: 10:00–11:00 in New York meet.example.org
            - paragraph:
              - link /Join Weekly call on meet.example.org .*external link/
            - group: Details of Weekly call
      - listitem:
        - heading /Thursday,? 26 November tomorrow/ [level=4]
        - list:
          - listitem:
            - paragraph:
              - time: All day
              - time: /Fri,? 27 Nov/
            - heading /Days of code ?, Thursday,? 26 November/ [level=5]
            - group: Details of Days of code
      - listitem:
        - heading /Friday,? 27 November/ [level=4]
        - list:
          - listitem:
            - paragraph:
              - time: 11:00–11:30
            - heading /Office hours ?, Friday,? 27 November, 11:00–11:30 Cancelled/ [level=5]
            - group: Details of Office hours
    - paragraph:
      - button "Show four more weeks"
      - text: Shown until
      - time: /Tue,? 8 Dec/
    - paragraph:
      - text: Times in
      - strong: Europe/Berlin
      - text: (UTC+1)
    - button "Change time zone"
    - button "Add a second time zone"
    - paragraph:
      - link "Subscribe"
      - button "Print"
    - status:
      - text: Last updated
      - time: 25 Nov 2026, 07:00
    - group "The official calendar"
  `);
});

test("a month", async ({ page }) => {
  const calendar = await read(page, "/?view=month");
  await expect(calendar).toMatchAriaSnapshot(`
    - heading "November 2026" [level=3]
    - group "View":
      - button "Month" [pressed]
    - grid "November 2026":
      - row "Mon Tue Wed Thu Fri Sat Sun":
        - /children: equal
        - columnheader "Mon"
        - columnheader "Tue"
        - columnheader "Wed"
        - columnheader "Thu"
        - columnheader "Fri"
        - columnheader "Sat"
        - columnheader "Sun"
      - row:
        - /children: equal
        - gridcell /Monday,? 23 November 2026, no events/ [selected=false]
        - gridcell /Tuesday,? 24 November 2026, no events/ [selected=false]
        - gridcell /Wednesday,? 25 November 2026, today, 1 event/ [selected]:
          - button "16:00 Weekly call until 17:00"
        - gridcell /Thursday,? 26 November 2026, 1 event/ [selected=false]:
          - button /Days of code until Fri,? 27 Nov/
        - gridcell /Friday,? 27 November 2026, 2 events/ [selected=false]:
          - button "11:00 Office hours until 11:30, cancelled"
        - gridcell /Saturday,? 28 November 2026, no events/ [selected=false]
        - gridcell /Sunday,? 29 November 2026, no events/ [selected=false]
  `);
  await expect(calendar.getByRole("row")).toHaveCount(7);
});

test("a week", async ({ page }) => {
  await expect(await read(page, "/?view=week")).toMatchAriaSnapshot(`
    - heading "23 – 29 November 2026" [level=3]
    - group "View":
      - button "Week" [pressed]
    - group "23 – 29 November 2026":
      - button /Monday,? 23 November 2026, no events/
      - button /Wednesday,? 25 November 2026, today, 1 event/
      - button /Friday,? 27 November 2026, 2 events/
      - button /Days of code until Fri,? 27 Nov/
      - group /Monday,? 23 November 2026, no events/
      - group /Tuesday,? 24 November 2026, no events/
      - group /Wednesday,? 25 November 2026, today, 1 event/:
        - list:
          - listitem:
            - button "16:00 Weekly call until 17:00"
      - group /Thursday,? 26 November 2026, 1 event/
      - group /Friday,? 27 November 2026, 2 events/:
        - list:
          - listitem:
            - button "11:00 Office hours until 11:30, cancelled"
      - group /Saturday,? 28 November 2026, no events/
      - group /Sunday,? 29 November 2026, no events/
  `);
});

test("a day", async ({ page }) => {
  await expect(await read(page, "/?view=day&date=2026-11-27")).toMatchAriaSnapshot(`
    - heading /Friday,? 27 November 2026/ [level=3]
    - group "Date":
      - button "Today" [disabled=false]
    - group "View":
      - button "Day" [pressed]
    - group /Friday,? 27 November 2026/:
      - button /Friday,? 27 November 2026, 2 events/
      - button /Days of code until Fri,? 27 Nov/
      - group /Friday,? 27 November 2026, 2 events/:
        - list:
          - listitem:
            - button "11:00 Office hours until 11:30, cancelled"
  `);
});

test("an opened event", async ({ page }) => {
  await read(page, "/?view=week&event=call/20261125T150000Z");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog /Weekly call, Wednesday,? 25 November 2026/:
      - button "Close"
      - heading /Weekly call, Wednesday,? 25 November 2026/ [level=4]
      - list:
        - listitem:
          - paragraph:
            - time: 16:00–17:00
          - heading /Weekly call ?, Wednesday,? 25 November 2026, 16:00–17:00/ [level=5]
          - paragraph: 10:00–11:00 in New York meet.example.org
          - group:
            - text: Details of Weekly call
            - paragraph:
              - link /Join Weekly call on meet.example.org .*external link/
            - group: Add to calendar
            - button "Copy link"
            - button "Copy as text"
            - heading "Repeats" [level=6]
            - paragraph: Every Wednesday, 4 times
            - group: Why this time
            - group: Who is awake
  `);
  await dialog.getByText("Why this time").click();
  await dialog.getByText("Who is awake").click();
  await expect(dialog).toMatchAriaSnapshot(`
    - group:
      - text: Why this time
      - list:
        - listitem: It is set for 10:00 in New York (UTC−5), which is 16:00 in Berlin (UTC+1).
        - listitem: It is the 4th of 4 in its series.
    - group:
      - text: Who is awake
      - list:
        - listitem: New York 10:00
        - listitem: Berlin (you) 16:00
        - listitem: /Tokyo 00:00, Thu,? 26 Nov, at night/
      - button "Add a place"
  `);
  await dialog.getByText("Add to calendar").click();
  await expect(dialog).toMatchAriaSnapshot(`
    - group:
      - text: Add to calendar
      - paragraph: This meeting
      - list "This meeting":
        - listitem:
          - link /Google .*external link/
        - listitem:
          - button ".ics file"
      - paragraph: The whole series
      - list "The whole series":
        - listitem:
          - link "Subscribe"
        - listitem:
          - link /Google .*external link/
        - listitem:
          - button ".ics file"
      - paragraph:
        - text: Subscriptions follow changes, copies do not.
        - link "Subscribe to the calendar"
        - text: for all meetings.
  `);
});
