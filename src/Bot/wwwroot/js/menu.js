import { el } from './dom.js';
import { literal } from './text.js';

let serial = 0;

/**
 * A menu below a button: arrows, Home, End and first letters move in it, Enter and Space choose, Escape and Tab leave.
 * Resolves to the value chosen, or to null. It stands in the top layer, so nothing that scrolls cuts it off.
 */
export function openMenu(button, label, choices) {
  return new Promise((resolve) => {
    const id = `menu-${++serial}`;
    const items = choices.map(({ label: words, value }) => el('button', { type: 'button', class: 'menu-item', role: 'menuitem', tabindex: -1, onclick: () => leave(value) }, literal(words)));
    const menu = el('div', { class: 'menu', id, role: 'menu', 'aria-label': label, popover: 'manual' }, items);
    let left = false;

    function leave(value, back = true) {
      if (left) return;
      left = true;
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('scroll', scrolled, true);
      window.removeEventListener('resize', away);
      menu.remove();
      button.setAttribute('aria-expanded', 'false');
      button.removeAttribute('aria-controls');
      if (back && button.isConnected) button.focus({ preventScroll: true });
      resolve(value);
    }

    const away = () => leave(null, false);
    const scrolled = (event) => { if (event.target !== menu) away(); };
    const outside = (event) => { if (!menu.contains(event.target)) leave(null, button.contains(event.target)); };

    menu.addEventListener('keydown', (event) => {
      const at = items.indexOf(document.activeElement);
      const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
      if (to !== undefined) items[to].focus();
      else if (event.key === 'Escape') leave(null);
      else if (event.key === 'Tab') { leave(null); return; }
      else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) byLetter(items, at, event.key);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });

    document.body.append(menu);
    menu.showPopover();
    place(menu, button);
    button.setAttribute('aria-expanded', 'true');
    button.setAttribute('aria-controls', id);
    items[0]?.focus({ preventScroll: true });
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('scroll', scrolled, true);
    window.addEventListener('resize', away);
  });
}

function byLetter(items, at, letter) {
  const begins = (item) => item.textContent.toLowerCase().startsWith(letter.toLowerCase());
  (items.slice(at + 1).find(begins) ?? items.find(begins))?.focus();
}

/** Below the button, or above it where there is more room; never beyond the edge of the page. */
function place(menu, button) {
  const gap = 4;
  const edge = 8;
  const { left, top, bottom, width } = button.getBoundingClientRect();
  menu.style.minWidth = `${width}px`;
  const below = window.innerHeight - bottom - gap - edge;
  const above = top - gap - edge;
  const isAbove = menu.offsetHeight > below && above > below;
  menu.style.maxHeight = `${Math.max(isAbove ? above : below, 80)}px`;
  menu.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - menu.offsetWidth - edge))}px`;
  menu.style.top = `${isAbove ? top - gap - menu.offsetHeight : bottom + gap}px`;
}
