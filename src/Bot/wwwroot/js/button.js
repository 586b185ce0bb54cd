import { askFor } from './dialogs.js';
import { el } from './dom.js';
import { openMenu } from './menu.js';
import { literal } from './text.js';

/** A button of a card. One that opens a menu or asks for something first says so. */
export function buttonNode(button, on) {
  const node = el('button', { type: 'button', class: 'plain', 'data-button': button.id }, literal(button.label));
  wire(node, button, on);
  return node;
}

/** Gives a button that stands in the card's own markup what it does. */
export function wire(node, button, on) {
  if (isMenu(button)) {
    node.setAttribute('aria-haspopup', 'menu');
    node.setAttribute('aria-expanded', 'false');
    node.append(el('span', { class: 'opens', 'aria-hidden': 'true' }, '▾'));
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      node.click();
    });
  } else if (button.prompt) {
    node.setAttribute('aria-haspopup', 'dialog');
    if (!button.label.endsWith('…')) node.append('…');
  }
  node.addEventListener('click', () => on.press(button, node));
}

/** What the button wants to know before it is pressed: undefined when nothing, null when the reader thought better of it. */
export async function wanted(button, node) {
  if (isMenu(button)) return openMenu(node, button.label, button.choices);
  if (!button.prompt) return undefined;
  return askFor(button);
}

const isMenu = (button) => Boolean(button.choices) && !button.prompt;
