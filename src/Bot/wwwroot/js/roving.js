/**
 * Arrow keys in a list: one tab stop, up and down move it, Home and End go to the ends.
 * `items` gives the focusable elements in order, each time anew, because lists change while people read them.
 */
export function roving(list, items) {
  let chosen = null;
  const set = (stop) => items().forEach((item) => { item.tabIndex = item === stop ? 0 : -1; });

  list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, to))].focus();
  });
  list.addEventListener('focusin', (event) => {
    const item = items().find((candidate) => candidate.contains(event.target));
    if (!item) return;
    chosen = item;
    set(item);
  });

  /** Call after the list changed: there is exactly one tab stop, where the reader was last, else at the current item, else at the top. */
  return () => {
    const all = items();
    const kept = all.find((item) => item === chosen) ?? all.find((item) => item.getAttribute('aria-current')) ?? all[0];
    if (kept) set(kept);
  };
}
