import { el } from './dom.js';

// Direction overrides and isolates, invisible separators, and control characters other than tab and line feed:
// in text that others wrote they would let a string look like another one, so each is shown by its number.
const hidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

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
  if (text.length <= long) return [literal(text)];
  const body = el('div', { class: 'folded' }, literal(text));
  const more = el('button', { type: 'button', class: 'link', 'aria-expanded': 'false' }, `Show all ${text.length.toLocaleString('en')} characters`);
  more.addEventListener('click', () => {
    const open = body.classList.toggle('open');
    more.setAttribute('aria-expanded', String(open));
    more.textContent = open ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`;
  });
  return [body, more];
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
