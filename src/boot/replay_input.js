// Replays what the visitor presses, types and opens before the app is there, in the same order.
(() => {
  // Each action: the control, a function that finds it again, and the value of the field or the text for the dialog.
  const queue = [],
    // What was opened, each with a function that finds its summary again.
    opened = new Map(),
    // The built `aria-pressed` of buttons that are shown as pressed or not pressed until the app is there.
    builtPressed = new Map();
  let focused, loadingTimer, popover;
  // The app replaces the elements, so controls are looked up again: in an event by its occurrence, others by id or
  // name, or by their place if a translator has changed the names. The key of a floating event depends on the zone,
  // so its civil time is compared instead.
  const occurrence = (element) => element.closest?.("[data-occurrence]");
  const identity = (around) => {
    const key = around.dataset.occurrence;
    const time = around.querySelector("time");
    return time && "floating" in time.dataset
      ? `${key.slice(0, key.lastIndexOf("/"))} ${time.dateTime.slice(0, 19)}`
      : key;
  };
  const byIdentity = (id) =>
    [...document.querySelectorAll(".agenda [data-occurrence]")].find((one) => identity(one) === id);
  const controls = (around) => (around ? [...around.querySelectorAll("a, button, summary")] : []);
  const name = (control) => control.getAttribute("aria-label") || (control.closest("label") || control).textContent;
  // The controls of an island with the same tag and class as a control, except those of occurrences.
  const alike = (control, island) =>
    [...document.querySelectorAll("[data-island]")]
      .filter((one) => one.getAttribute("data-island") === island)
      .flatMap((one) => [...one.querySelectorAll(control.localName)])
      .filter((one) => one.className === control.className && !occurrence(one));
  // Returns a function that finds a control: the element itself, or the one that has replaced it.
  const locator = (control) => {
    const around = occurrence(control);
    const island = control.closest("[data-island]")?.getAttribute("data-island");
    const before = control.localName === "button" && !around ? alike(control, island) : [],
      names = before.map(name);
    // A translator has changed the words of all buttons of this kind, so that only the place is the same.
    const inPlace = () => {
      const after = alike(control, island);
      const isTranslated = after.length === before.length && !after.some((one) => names.includes(name(one)));
      return isTranslated ? after[before.indexOf(control)] : undefined;
    };
    const [id, words] = [around && identity(around), name(control)];
    const sameName = () =>
      around
        ? controls(byIdentity(id))
        : [...document.querySelectorAll(control.localName)].filter((one) => name(one) === words);
    const index = (around ? controls(around) : sameName()).indexOf(control);
    return () =>
      control.isConnected
        ? control
        : (control.id && document.getElementById(control.id)) || sameName()[index] || inPlace();
  };

  // Shows the panel that a button opens, and returns its first field if it was hidden.
  const show = (button) => {
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    if (!panel?.hidden) return;
    panel.hidden = false;
    return panel.querySelector("input");
  };

  // Shows a line while something is queued, and words after a second.
  const showState = () => {
    const isPending = queue.length > 0;
    if (isPending === "pending" in root.dataset) return;
    root.toggleAttribute("data-pending", isPending);
    clearTimeout(loadingTimer);
    if (isPending) loadingTimer = setTimeout(showLoading, 1000, "Loading the calendar…");
    else showLoading();
  };
  const add = (action) => {
    queue.push({ ...action, find: locator(action.control) });
    showState();
  };
  const consume = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const press = (button) => {
    const last = queue.at(-1),
      from = document.activeElement;
    const opens = button.getAttribute("aria-haspopup") === "dialog";
    // A dialog opens once, however often its button is pressed.
    if (opens && last?.control === button) {
      last.from = from;
      return;
    }
    add({ control: button, from, text: opens ? "" : undefined });
    button.setAttribute("aria-busy", "true");
    // What the button opens can be used at once.
    show(button)?.focus();
    if (!button.hasAttribute("aria-pressed")) return;
    for (const one of button.parentElement.querySelectorAll("[aria-pressed]")) {
      if (!builtPressed.has(one)) builtPressed.set(one, one.getAttribute("aria-pressed"));
      one.setAttribute("aria-pressed", String(one === button));
    }
  };

  const handlers = {
    toggle({ target }) {
      if (target.popover) popover = target.matches(":popover-open") ? target.id : undefined;
      else if (target.localName !== "details") return;
      else if (target.open) opened.set(target, locator(target.querySelector("summary")));
      else opened.delete(target);
    },
    focusin({ target }) {
      focused = locator(target);
    },
    click(event) {
      // A press on the title of the next meeting is queued too. The browser still follows its link to the calendar.
      const button = event.target.closest("button:not([popovertarget], .new-version *), .next-event-title > a");
      if (!button || (button.href && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
      event.stopImmediatePropagation();
      press(button);
    },
    input(event) {
      const { target } = event;
      const key = /^(checkbox|radio)$/.test(target.type) ? "checked" : "value";
      const last = queue.at(-1);
      event.stopImmediatePropagation();
      if (target.name === "theme") root.dataset.theme = target.value;
      if (last?.control === target) last.value = target[key];
      else add({ control: target, key, value: target[key] });
    },
    // The `input` event before it is in the queue.
    change(event) {
      event.stopImmediatePropagation();
    },
    // The same keys as in the app.
    keydown(event) {
      const { key, altKey, target } = event;
      const last = queue.at(-1),
        command = event.ctrlKey || event.metaKey;
      if (altKey) return;
      // While a dialog is pending, typed keys go to its field, unless the focus has moved.
      if (last?.text !== undefined && !last.isEntered && !command) {
        const isFocusUnmoved = [last.from, document.body].includes(document.activeElement);
        if (key === "Escape") {
          queue.pop().control.removeAttribute("aria-busy");
          showState();
          return consume(event);
        }
        if (isFocusUnmoved && (key.length === 1 || key === "Backspace" || (key === "Enter" && last.text))) {
          if (key === "Enter") last.isEntered = true;
          else last.text = key === "Backspace" ? last.text.slice(0, -1) : (last.text + key).trimStart();
          return consume(event);
        }
      }
      const isTyping = target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");
      const opensPalette = command ? key === "k" && !event.shiftKey : key === "/" && !isTyping;
      if (!opensPalette || root.dataset.embed) return;
      press(document.querySelector("[aria-keyshortcuts~='/']"));
      consume(event);
    },
  };
  // Once the app is live, synthetic events are those of the replay, and go to the app.
  const listen = (event) => {
    const { app, controls } = root.dataset;
    if (app !== "static" && (controls !== "live" || event.isTrusted)) handlers[event.type](event);
  };

  // Waits for the app's effects.
  const nextTask = () => new Promise((done) => setTimeout(done));
  const change = async (field, key, value) => {
    field[key] = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    await nextTask();
  };
  const replay = async ({ control, find, key, value, text, isEntered }) => {
    const found = find();
    // A press outside of a dialog closes it.
    /** @type {HTMLDialogElement | null} */
    const dialog = document.querySelector("dialog[open]");
    if (!found?.closest("dialog")) dialog?.close();
    if (!found) return;
    if (key) return change(found, key, value);
    control.removeAttribute("aria-busy");
    found.click();
    await nextTask();
    const field = text && document.querySelector("dialog[open] input");
    if (field) await change(field, "value", text);
    if (field && isEntered) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  const end = async (_, observer) => {
    const { app, controls } = root.dataset;
    const isLive = controls === "live";
    if (isLive) {
      observer.disconnect();
      while (queue.length) await replay(queue.shift());
    } else if (app !== "static" && controls !== "failed") return;
    // An app or controls that could not be loaded may come at the next input.
    if (isLive) for (const type in handlers) removeEventListener(type, listen, true);
    const isLost = queue.length > 0;
    for (const { control } of queue.splice(0)) control.removeAttribute("aria-busy");
    for (const [button, value] of builtPressed) button.setAttribute("aria-pressed", value);
    showState();
    if (isLost && controls === "failed") showLoading("This could not be loaded. Try again, or reload the page.");
    // The elements that the app has replaced can be freed.
    builtPressed.clear();
    if (!isLive) return;
    opened.clear();
    focused = undefined;
  };

  for (const type in handlers) addEventListener(type, listen, true);
  new MutationObserver(end).observe(root, { attributeFilter: ["data-app", "data-controls"] });
  // Restores panels, fields, the popover and the focus in the new elements at once. The presses are replayed later.
  addEventListener("mounted", () => {
    for (const { control, find, key, value } of queue) {
      const field = key && find();
      if (field) field[key] = value;
      else if (!key) show(control);
    }
    for (const find of opened.values()) find()?.parentElement.setAttribute("open", "");
    document.getElementById(popover)?.showPopover();
    if (document.activeElement === document.body) focused?.()?.focus({ preventScroll: true });
  });
  // The stored theme is shown as selected.
  addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLInputElement | null} */
    const chosen = document.querySelector(`[name=theme][value="${root.dataset.theme || "system"}"]`);
    if (chosen) chosen.checked = true;
  });
})();
