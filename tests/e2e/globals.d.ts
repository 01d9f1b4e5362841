// What the scripts of the document and of the service worker find at run time, for `tsc`.
declare module "app" {
  export default function init(options: { module_or_path: WebAssembly.Module }): Promise<void>;
}

interface Window {
  trustedTypes?: { createPolicy(name: string, rules: object): void };
  /** Long tasks and inputs, as `benches/in_browser.mjs` counts them. */
  tasks: number[];
  inputs: number[];
  /** What a live region has said. */
  heard?: string[];
}

/** Fires the timers of at most so many milliseconds that `firefox/browser.mjs` holds. */
declare var runTimers: (limit: number) => void;
