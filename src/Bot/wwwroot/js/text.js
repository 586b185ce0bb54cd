import { el } from './dom.js';

// Controls other than tab and line feed, direction marks and overrides, and separators nobody sees: in text that others
// wrote they would let a string look like another one, so each is shown by its number.
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Literal text as nodes, isolated from the direction of what stands around it. */
export function literal(text) {
  const holder = el('bdi', { class: 'literal' });
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    holder.append(text.slice(from, match.index));
    const code = `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    holder.append(el('span', { class: 'unseen-char', title: `invisible character ${code}` }, code));
    from = match.index + match[0].length;
  }
  holder.append(text.slice(from));
  return holder;
}

const long = 1500;

/** Literal text that opens out when it is long. */
export function foldedLiteral(text) {
  const shown = literal(text);
  return text.length <= long ? [shown] : folded(shown);
}

/** The long literals of a card, as the host marked them. */
export function foldLong(root) {
  root.querySelectorAll('.literal.long').forEach((node) => {
    const place = document.createComment('');
    node.replaceWith(place);
    place.replaceWith(...folded(node));
  });
}

function folded(shown) {
  const text = shown.textContent;
  const body = el('span', { class: 'folded' }, shown);
  const more = el('button', { type: 'button', class: 'link', 'aria-expanded': 'false' }, `Show all ${text.length.toLocaleString('en')} characters`);
  more.addEventListener('click', () => {
    const open = body.classList.toggle('open');
    more.setAttribute('aria-expanded', String(open));
    more.textContent = open ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`;
  });
  return [body, more];
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
