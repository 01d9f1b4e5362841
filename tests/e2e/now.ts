/** The time at which the tests build the page and run, unless they set another: a Wednesday morning in Europe.
 * `.make/test.sh` builds `dist` at this time. */
export const NOW = new Date("2026-11-25T08:00:00Z");
