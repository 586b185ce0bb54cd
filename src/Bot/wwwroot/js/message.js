import { buttonNode, wire } from './button.js';
import { el } from './dom.js';
import { deletedWords, files, fromChat, keyMark, noteDeeds } from './note.js';
import { foldedLiteral, foldLong, literal } from './text.js';
import { timeTag, upgradeTimes } from './times.js';

/** One message of a thread. Only `card.html` is markup, written and escaped by the host; everything else stays text. */
export function messageNode(message, { me, editing, on }) {
  const mine = message.kind === 'note' && message.author === me && !message.deleted;
  const isKey = Boolean(message.note?.key) && !message.deleted;
  const node = el('li', { class: `message message-${message.kind}${message.deleted ? ' deleted' : ''}${isKey ? ' is-key' : ''}`, 'data-message': message.id, 'data-author': message.author ?? '', 'data-time': message.time },
    message.kind === 'system' ? null : head(message),
    body(message, editing, on),
    message.kind === 'note' && !message.deleted && !editing ? [files(message), isKey && keyMark(message), deeds(message, mine, on)] : null);
  return node;
}

function head(message) {
  return el('header', { class: 'message-head' },
    el('span', { class: 'avatar', 'aria-hidden': 'true' }, message.kind === 'note' ? initials(message.author) : ''),
    el('span', { class: 'author' }, literal(message.author ?? 'ChatOps')),
    message.kind === 'note' && el('span', { class: 'kind' }, `note${fromChat(message)}`),
    timeTag(message.time),
    message.edited && !message.deleted && message.kind === 'note' && el('span', { class: 'edited' }, 'edited ', timeTag(message.edited)),
    message.delivery === 'dead' && el('span', { class: 'delivery' }, 'not delivered, see the ', el('a', { href: '/operator' }, 'operator page')));
}

const initials = (name) => [...(name ?? '?').trim().split(/\s+/).map((word) => [...word][0] ?? '').join('')].slice(0, 2).join('').toUpperCase();

function body(message, editing, on) {
  if (message.deleted) return el('p', { class: 'text' }, deletedWords(message));
  if (editing) return editor(message, on);
  if (message.card) return card(message, on);
  if (message.kind === 'note' && !message.text) return null;
  return el('div', { class: 'text' }, foldedLiteral(message.text));
}

/** Buttons that belong to a line of the card stand in its markup; the others stand below it. */
function card({ card: { html }, ...message }, on) {
  const holder = el('div', { class: 'card-holder' });
  const template = document.createElement('template');
  template.innerHTML = html;
  holder.append(template.content);
  upgradeTimes(holder);
  foldLong(holder);
  const inCard = [...holder.querySelectorAll('button[data-button]')];
  for (const node of inCard) {
    const button = message.buttons.find((known) => known.id === node.dataset.button);
    if (button) wire(node, button, on);
  }
  const below = message.buttons.filter((button) => !inCard.some((node) => node.dataset.button === button.id));
  if (below.length) holder.append(buttonRow(below, on));
  return holder;
}

const buttonRow = (buttons, on) => el('div', { class: 'card-buttons' }, buttons.map((button) => buttonNode(button, on)));

/** What may be done with a note: some of it by everybody, the rest by its author. */
function deeds(message, mine, on) {
  return el('div', { class: 'own-buttons' }, noteDeeds(message, on),
    mine && el('button', { type: 'button', class: 'link', 'data-own': 'edit', onclick: () => on.edit(message) }, 'Edit'),
    mine && el('button', { type: 'button', class: 'link', 'data-own': 'delete', onclick: (event) => confirmRemoval(event.currentTarget, message, on) }, 'Delete'));
}

function confirmRemoval(button, message, on) {
  const row = button.parentElement;
  const before = [...row.children];
  const back = () => { row.replaceChildren(...before); button.focus(); };
  const yes = el('button', { type: 'button', class: 'link danger', onclick: () => on.remove(message) }, 'Delete it');
  row.replaceChildren(el('span', {}, 'Delete this note for everyone?'), yes, el('button', { type: 'button', class: 'link', onclick: back }, 'Keep it'));
  row.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    back();
  }, { once: true });
  yes.focus();
}

function editor(message, on) {
  const input = el('textarea', { rows: 3, maxlength: 10000, 'aria-label': 'Edit your note' });
  input.value = message.text;
  const form = el('form', {
    class: 'editor',
    onsubmit: (event) => { event.preventDefault(); if (input.value.trim()) on.save(message, input.value.trim()); },
    onkeydown: (event) => {
      if (event.key === 'Escape') { event.stopPropagation(); on.keep(message); }
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
    },
  }, input, el('div', { class: 'own-buttons' },
    el('button', { type: 'submit', class: 'primary small' }, 'Save'),
    el('button', { type: 'button', class: 'plain small', onclick: () => on.keep(message) }, 'Cancel')));
  return form;
}
