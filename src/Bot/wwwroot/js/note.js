import { chatName } from './casebits.js';
import { el } from './dom.js';
import { literal } from './text.js';
import { timeTag } from './times.js';

/** What a note is more than its text: where it came from, its files, and whether it is key evidence. */

export const fromChat = (message) => (message.note && message.note.vendor !== 'web' ? ` in ${chatName(message.note.vendor)}` : '');

export function deletedWords({ note }) {
  return note?.deletedBy ? ['This note was deleted by ', literal(note.deletedBy), '.'] : ['This note was deleted.'];
}

export function keyMark({ note }) {
  return note?.key && el('p', { class: 'key-line' }, el('span', { class: 'key-mark' }, 'Key evidence'), ' ', el('span', { class: 'muted' }, 'marked by ', literal(note.key.by), ', ', timeTag(note.key.at, { form: 'day' })));
}

/** The mark is put on and taken off by anybody; the way back to the chat stands beside it. */
export function noteDeeds(message, on) {
  const { note } = message;
  if (!note) return [];
  const isKey = Boolean(note.key);
  return [
    el('button', { type: 'button', class: 'link', 'data-own': 'key', onclick: () => on.key(message, !isKey) }, isKey ? 'Not key evidence' : 'Mark as key evidence'),
    safe(note.link) && el('a', { href: note.link, target: '_blank', rel: 'noopener noreferrer' }, `Original in ${chatName(note.vendor)}`),
  ];
}

export function files({ note }) {
  return note?.files?.length > 0 && el('ul', { class: 'files', 'aria-label': 'Files' }, note.files.map(file));
}

function file(told) {
  const picture = told.url && shown.test(told.mediaType ?? '') ? pictureOf(told) : null;
  const name = literal(told.name);
  const to = told.url ?? safe(told.link);
  const named = !to ? el('span', { class: 'file-name' }, name)
    : told.url ? el('a', { class: 'file-name', href: to, download: '' }, name) : el('a', { class: 'file-name', href: to, target: '_blank', rel: 'noopener noreferrer' }, name);
  return el('li', { class: 'file' }, picture, el('span', { class: 'file-line' }, named,
    el('span', { class: 'muted' }, [told.size !== null && told.size !== undefined && bytes(told.size), standing(told)].filter(Boolean).join(' · '), told.state !== 'kept' && told.why && [': ', literal(told.why)])));
}

/** The kinds the host shows as pictures. Whether it is one its bytes say: where they say otherwise, the link is what stays. */
const shown = /^image\/(png|jpe?g|gif|webp)\b/i;

function pictureOf(told) {
  const image = el('img', { src: told.url, alt: `Picture ${told.name}`, loading: 'lazy', decoding: 'async' });
  const frame = el('a', { class: 'picture', href: told.url, target: '_blank', rel: 'noopener', title: 'Open the picture' }, image);
  image.addEventListener('error', () => frame.remove(), { once: true });
  return frame;
}

const standings = { linked: 'only in its chat', waiting: 'being fetched', refused: 'not fetched' };
const standing = ({ state }) => standings[state];

function bytes(count) {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return step === 0 ? `${count} bytes` : `${(count / 1000 ** step).toFixed(1).replace(/\.0$/, '')} ${units[step]}`;
}

const safe = (address) => (address?.startsWith('https://') ? address : null);
