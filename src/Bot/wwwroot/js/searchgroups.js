import { api } from './api.js';
import { el } from './dom.js';
import { literal } from './text.js';

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
      const found = await api.search(q, abort.signal);
      if (abort === this.#abort) this.#draw(found);
    } catch (error) {
      if (error.name !== 'AbortError') this.root.replaceChildren(el('p', { class: 'panel-note muted' }, 'Findings, entities and notes could not be searched: ', error.message));
    }
  }

  #draw(found) {
    const parts = [['findings', 'Findings'], ['entities', 'Entities'], ['notes', 'Notes']].filter(([name]) => found[name]?.length > 0);
    this.root.replaceChildren(...parts.map(([name, title]) => el('section', { class: 'group', 'aria-label': title }, el('h2', {}, title), el('ul', {}, found[name].map((item) => el('li', {}, literal(JSON.stringify(item))))))));
  }
}
