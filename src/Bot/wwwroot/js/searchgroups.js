import { api } from './api.js';
import { el } from './dom.js';
import { person } from './person.js';
import { literal } from './text.js';
import { timeTag } from './times.js';
import { casePath } from './where.js';

const kinds = { finding: 'Findings', entity: 'Entities', note: 'Notes' };

/** So many of a kind are shown before the reader asks for the others. */
const few = 5;

/** What a search finds besides cases: findings, entities and notes, a few of each. */
export class SearchGroups {
  #abort = null;

  constructor() {
    this.root = el('div', { class: 'groups', hidden: true });
  }

  async search(q) {
    this.#abort?.abort();
    this.root.hidden = !q;
    if (!q) { this.root.replaceChildren(); return; }
    const abort = this.#abort = new AbortController();
    try {
      const { items } = await api.search(q, person(), abort.signal);
      if (abort === this.#abort) this.#draw(items, q);
    } catch (error) {
      if (error.name !== 'AbortError') this.root.replaceChildren(el('p', { class: 'panel-note muted' }, 'Findings, entities and notes could not be searched: ', error.message));
    }
  }

  #draw(items, q) {
    const parts = Object.entries(kinds).map(([kind, title]) => [title, items.filter((item) => item.kind === kind)]).filter(([, found]) => found.length > 0);
    this.root.replaceChildren(...parts.length > 0 ? parts.map(([title, found]) => group(title, found)) : [el('p', { class: 'panel-note muted' }, 'No finding, entity or note matches ', literal(q), '.')]);
  }
}

function group(title, found) {
  const list = el('ul', {}, found.slice(0, few).map(line));
  const rest = found.slice(few);
  return el('section', { class: 'group', 'aria-label': title }, el('h2', {}, title), list,
    rest.length > 0 && el('button', { type: 'button', class: 'link', onclick: (event) => {
      event.currentTarget.remove();
      list.append(...rest.map(line));
      list.children[few].querySelector('a')?.focus();
    } }, `${rest.length} more`));
}

/** Leads to the case; what has none says how to look at it. */
const line = ({ title, detail, case: number, time }) => el('li', {},
  number ? el('a', { class: 'found-title', href: casePath(number) }, literal(title)) : el('span', { class: 'found-title' }, literal(title)),
  detail && el('span', { class: 'muted' }, literal(detail)),
  number && el('span', { class: 'muted' }, `case ${number}`),
  el('span', { class: 'muted found-time' }, timeTag(time, { form: 'full' })));
