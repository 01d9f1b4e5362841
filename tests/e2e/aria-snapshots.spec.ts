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

test("the agenda", async ({ page }) => {
  await expect(await read(page, "/")).toMatchAriaSnapshot(`
    - status:
      - text: Last updated
      - time: 25 Nov 2026, 07:00
      - text: .
    - button "Change time zone"
    - complementary "Next meeting":
      - paragraph: Next event
      - paragraph: Weekly call
      - paragraph:
        - time: /Wednesday,? 25 November, 16:00–17:00/
      - paragraph: 10:00–11:00 in New York
      - timer: in 6 hours, 30 minutes
      - paragraph:
        - link /Join Weekly call on meet.example.org .*external link/
    - group "View":
      - button "Agenda" [pressed]
      - button "Month" [pressed=false]
      - button "Week" [pressed=false]
      - button "Day" [pressed=false]
    - group "Date":
      - button "Earlier"
      - button "Today" [disabled]
      - button "Later"
      - textbox "Go to date": 2026-11-25
    - heading "25 November – 8 December 2026" [level=4]
    - searchbox "Filter events by words"
    - group: Series and categories
    - list:
      - listitem:
        - heading /Wednesday,? 25 November today/ [level=4]
        - list:
          - listitem:
            - paragraph:
              - time: 16:00–17:00
            - heading "Weekly call" [level=5]
            - paragraph: 10:00–11:00 in New York
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
            - heading "Days of code" [level=5]
      - listitem:
        - heading /Friday,? 27 November/ [level=4]
        - list:
          - listitem:
            - paragraph:
              - time: 11:00–11:30
            - heading "Office hours Cancelled" [level=5]
    - paragraph:
      - button "Show four more weeks"
    - region "The official calendar"
  `);
});

test("a month", async ({ page }) => {
  const calendar = await read(page, "/?view=month");
  await expect(calendar).toMatchAriaSnapshot(`
    - group "View":
      - button "Month" [pressed]
    - heading "November 2026" [level=4]
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
    - group "View":
      - button "Week" [pressed]
    - heading "23 – 29 November 2026" [level=4]
    - region "23 – 29 November 2026":
      - button /Monday,? 23 November 2026, no events/
      - button /Wednesday,? 25 November 2026, today, 1 event/
      - button /Friday,? 27 November 2026, 2 events/
      - button /Days of code until Fri,? 27 Nov/
      - region /Monday,? 23 November 2026, no events/
      - region /Tuesday,? 24 November 2026, no events/
      - region /Wednesday,? 25 November 2026, today, 1 event/:
        - list:
          - listitem:
            - button "16:00 Weekly call until 17:00"
      - region /Thursday,? 26 November 2026, 1 event/
      - region /Friday,? 27 November 2026, 2 events/:
        - list:
          - listitem:
            - button "11:00 Office hours until 11:30, cancelled"
      - region /Saturday,? 28 November 2026, no events/
      - region /Sunday,? 29 November 2026, no events/
  `);
});

test("a day", async ({ page }) => {
  await expect(await read(page, "/?view=day&date=2026-11-27")).toMatchAriaSnapshot(`
    - group "View":
      - button "Day" [pressed]
    - group "Date":
      - button "Today" [disabled=false]
    - heading /Friday,? 27 November 2026/ [level=4]
    - region /Friday,? 27 November 2026/:
      - button /Friday,? 27 November 2026, 2 events/
      - button /Days of code until Fri,? 27 Nov/
      - region /Friday,? 27 November 2026, 2 events/:
        - list:
          - listitem:
            - button "11:00 Office hours until 11:30, cancelled"
  `);
});

test("an opened event", async ({ page }) => {
  await read(page, "/?view=week&event=call/20261125T150000Z");
  await expect(page.getByRole("dialog")).toMatchAriaSnapshot(`
    - dialog /Wednesday,? 25 November 2026/:
      - button "Close"
      - heading /Wednesday,? 25 November 2026/ [level=4]
      - list:
        - listitem:
          - paragraph:
            - time: 16:00–17:00
          - heading "Weekly call" [level=5]
          - paragraph: 10:00–11:00 in New York
          - paragraph:
            - link /Join Weekly call on meet.example.org .*external link/
          - group:
            - text: Details of Weekly call
            - heading "Repeats" [level=6]
            - paragraph: Every Wednesday, 4 times
            - heading "Why this time" [level=6]
            - list:
              - listitem: It is set for 10:00 in New York (UTC−5), which is 16:00 in Berlin (UTC+1).
              - listitem: It is the 4th of 4 in its series.
            - heading "Who is awake" [level=6]
            - list:
              - listitem: New York 10:00
              - listitem: Berlin (you) 16:00
              - listitem: /Tokyo 00:00, Thu,? 26 Nov, at night/
            - heading "Add this one" [level=6]
            - list:
              - listitem:
                - link /Google .*external link/
              - listitem:
                - button ".ics file"
            - heading "Add the series" [level=6]
            - heading "Pass it on" [level=6]
            - list:
              - listitem:
                - button "Copy link"
              - listitem:
                - button "Copy as text"
  `);
});
