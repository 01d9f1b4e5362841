// Measures how fast the engine reads a feed and expands one month and one year of it, as wasm in Node.
//
//   node benches/in_node.mjs ENGINE.js FEED.ics... [--runs 7]
//
// Each feed and window is measured in its own process. "first run" runs on cold code, as on a page; the other times are
// medians of the runs after it.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const WINDOWS = { month: ["2026-11-01", "2026-12-01"], year: ["2026-01-01", "2027-01-01"] };
const HEADINGS = ["feed", "window", "read ms", "expand ms", "both ms", "both/s", "first run ms", "instances"];

// Runs in the process of one feed and window: prints the times of every run, and the number of instances.
async function measure(engine, file, window, runs) {
  const { OpenFeed } = (await import(path.resolve(engine))).default;
  const text = fs.readFileSync(file, "utf8");
  const [from, to] = WINDOWS[window].map((day) => Date.parse(day) / 1000);
  const times = [];
  let instances;
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    const feed = OpenFeed.read(text);
    const read = performance.now();
    instances = feed.expand(from, to);
    const end = performance.now();
    feed.free();
    times.push({ read: read - start, expand: end - read, both: end - start });
  }
  console.log(JSON.stringify({ times, instances }));
}

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const milliseconds = (time) => time.toFixed(time < 10 ? 2 : 0);

// One row of the table.
function line(engine, file, window, runs) {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [self, engine, file, "--child", window, "--runs", String(runs)], {
    encoding: "utf8",
    env: { ...process.env, TZ: "UTC" },
  });
  if (child.status !== 0) throw new Error(`${file}, ${window}: ${child.stderr}`);
  const { times, instances } = JSON.parse(child.stdout);
  const [first, ...rest] = times;
  const [read, expand, both] = ["read", "expand", "both"].map((part) => median(rest.map((run) => run[part])));
  const name = path.basename(file, ".ics");
  const columns = [read, expand, both].map(milliseconds);
  return [name, window, ...columns, (1000 / both).toPrecision(3), milliseconds(first.both), String(instances)];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "7" }, child: { type: "string" } },
});
const [engine, ...feeds] = positionals;
const runs = Number(values.runs);
if (!feeds.length || !(runs > 0)) {
  console.error("usage: node benches/in_node.mjs ENGINE.js FEED.ics... [--runs 7]");
  process.exit(2);
}
if (values.child) {
  await measure(engine, feeds[0], values.child, runs);
} else {
  const cells = feeds.flatMap((file) => Object.keys(WINDOWS).map((window) => line(engine, file, window, runs)));
  const table = [HEADINGS, ...cells];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const aligned = (row) => row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])));
  console.log(table.map((row) => aligned(row).join("  ")).join("\n"));
}
