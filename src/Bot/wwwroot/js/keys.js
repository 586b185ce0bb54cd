import { isTyping } from './dom.js';

/** How long the second key of a pair may take. */
const patience = 1200;

/** Keys that work anywhere but where somebody types, in a dialog, or together with a modifier. */
export function listenForKeys(on) {
  let first = null;
  let timer = 0;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') on.escape(event.target);
    if (isTyping(event.target)) return;
    const pair = first === 'g';
    first = null;
    clearTimeout(timer);
    const act = pair ? { c: on.toCases }[event.key] : {
      '/': on.search, '?': on.help, j: () => on.move(1), k: () => on.move(-1), r: on.report,
      t: () => on.deed('take'), c: () => on.deed('close'), n: () => on.deed('note'),
      1: () => on.tab(0), 2: () => on.tab(1), 3: () => on.tab(2), 4: () => on.tab(3),
    }[event.key];
    if (!pair && event.key === 'g') {
      first = 'g';
      timer = setTimeout(() => { first = null; }, patience);
    } else if (act) {
      event.preventDefault();
      act();
    }
  });
}
