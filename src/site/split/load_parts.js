// Loads the lazy parts of the app. The site tool inserts this into the script of the app. Each part is a wasm file. The
// chunks that it shares with other parts are in its custom sections, or in those of the parts that most need.
const splitLoaders = (() => {
  const WORDS_MILLISECONDS = 1000;
  /** The file of each part, the names of its chunks, and the parts whose files have some of them. */
  /** @type {Record<string, { file: string, integrity: string, chunks: string[], common: string[] }>} */
  const PARTS = "{parts}";
  const instances = new Map();
  let pending = 0;

  // Runs a task once for each name. After a failure, it can run again.
  const once = (name, task) => {
    if (!instances.has(name)) {
      const instance = task();
      instances.set(name, instance);
      instance.catch(() => instances.delete(name));
    }
    return instances.get(name);
  };
  const instantiate = (module) => WebAssembly.instantiate(module, { __wasm_split: wasm });
  const fetchPart = (name) => {
    const { file, integrity } = PARTS[name];
    const attempt = () => fetchWasm(file, integrity);
    return once(`file ${name}`, () => attempt().catch(attempt));
  };
  const loadPart = async (name) => {
    const { chunks, common } = PARTS[name];
    const modules = await Promise.all([name, ...common].map(fetchPart));
    for (const chunk of chunks) {
      await once(chunk, async () => {
        const [bytes] = modules.flatMap((module) => WebAssembly.Module.customSections(module, chunk));
        return instantiate(await WebAssembly.compile(bytes));
      });
    }
    return instantiate(modules[0]);
  };
  // Shows a progress line while a part is loading, and a message after one second.
  const WORDS = "Loading…";
  const showPending = (change) => {
    pending += change;
    root.toggleAttribute("data-loading", pending > 0);
    if (pending === 0 && document.querySelector(".loading-note")?.textContent === WORDS) showLoading();
  };
  const load = async (name) => {
    // The page itself shows that the app's own data and controls are loading.
    const isShown = !/^(controls|engine)$/.test(name);
    if (isShown) showPending(1);
    const later = isShown && setTimeout(showLoading, WORDS_MILLISECONDS, WORDS);
    try {
      await Promise.all([once(name, () => loadPart(name)), styles]);
      return true;
    } catch {
      isOfOldBuild().then(
        (isOld) => isOld && offerNewVersion(),
        () => {},
      );
      return false;
    } finally {
      clearTimeout(later);
      if (isShown) showPending(-1);
    }
  };
  // Returns the function that the app calls to load a part. `callback` is the index of a function in the table of the
  // app. It is called with `data`, and whether the part has been loaded.
  const loader = (name) => async (callback, data) => {
    const isLoaded = await load(name);
    wasm.__indirect_function_table.get(callback)(data, isLoaded);
  };
  return Object.fromEntries(Object.keys(PARTS).map((name) => [`__wasm_split_load_${name}`, loader(name)]));
})();
