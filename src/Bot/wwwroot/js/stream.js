import { api } from './api.js';
import { announce, byId, el } from './dom.js';
import { roving } from './roving.js';
import { severityTag, stateTag, stateWord } from './severity.js';
import { literal, plural } from './text.js';
import { timeTag } from './times.js';

/** The threads of one channel as compact rows: newest activity first when loaded, then each row stays where the reader saw it. */
export class Stream {
  #rows = new Map();
  #next = null;
  #loads = 0;
  #heard = null;

  constructor() {
    this.channel = null;
    this.state = '';
    this.open = null;
    this.list = byId('stream-list');
    this.settle = roving(this.list, () => [...this.list.querySelectorAll('.row-link')].filter((link) => !link.closest('li').hidden));
    byId('more').addEventListener('click', () => this.#older());
    byId('filter').addEventListener('input', () => this.#filter());
  }

  async load(channel, state) {
    const load = ++this.#loads;
    const changed = channel !== this.channel || state !== this.state;
    this.channel = channel;
    this.state = state;
    if (changed) this.#clear();
    this.#heard = [];
    byId('stream').setAttribute('aria-busy', 'true');
    try {
      const page = await api.threads({ channel, state });
      if (load !== this.#loads) return;
      this.#clear();
      this.#page(page);
      this.failure = null;
      const heard = this.#heard;
      this.#heard = null;
      heard.forEach((item) => this.hear(item));
    } catch (error) {
      if (load === this.#loads) this.failure = error.message;
    } finally {
      if (load === this.#loads) {
        this.#heard = null;
        byId('stream').removeAttribute('aria-busy');
      }
    }
    this.#summary();
  }

  #clear() {
    this.#rows.clear();
    this.list.replaceChildren();
    this.#next = null;
  }

  async #older() {
    const button = byId('more');
    button.disabled = true;
    try {
      const last = this.list.lastElementChild;
      this.#page(await api.threads({ channel: this.channel, state: this.state, cursor: this.#next }));
      last?.nextElementSibling?.querySelector('.row-link')?.focus();
    } catch (error) {
      this.failure = error.message;
    }
    button.disabled = false;
    this.#summary();
  }

  #page({ items, next }) {
    for (const item of items) if (!this.#rows.has(item.id)) this.list.append(this.#make(item));
    this.#next = next;
    this.#filter();
  }

  /** A thread changed or appeared. */
  hear(item) {
    if (item.vendor !== 'web' || item.channel !== this.channel) return;
    this.#heard?.push(item); // the list being read may be older than this
    const row = this.#rows.get(item.id);
    const belongs = !this.state || item.state === this.state;
    if (row && !belongs && item.id !== this.open) {
      row.node.remove();
      this.#rows.delete(item.id);
    } else if (row) {
      this.#replace(row, item);
    } else if (belongs) {
      const node = this.#make(item);
      node.classList.add('fresh');
      this.list.prepend(node);
      announce(`New thread: ${item.title}`);
    }
    this.#filter();
  }

  /** The row's own elements stay, and with them the reader's place and focus. */
  #replace(row, item) {
    const changed = item.updated !== row.item.updated || item.count !== row.item.count;
    row.node.firstElementChild.replaceChildren(...this.#cells(item));
    row.node.className = `row row-${item.state}`;
    row.item = item;
    if (changed) requestAnimationFrame(() => row.node.classList.add('fresh'));
  }

  #make(item) {
    const link = el('a', {
      class: 'row-link', href: `/#/${encodeURIComponent(item.channel)}/${encodeURIComponent(item.id)}`, 'aria-current': item.id === this.open ? 'true' : null, tabindex: -1,
    }, this.#cells(item));
    const node = el('li', { class: `row row-${item.state}`, 'data-thread': item.id }, link);
    this.#rows.set(item.id, { node, item });
    return node;
  }

  #cells(item) {
    const where = [item.accountAlias ?? item.account, item.region].filter(Boolean);
    return [
      el('span', { class: 'row-sev' }, severityTag(item)),
      el('span', { class: 'row-title' }, literal(item.title)),
      el('span', { class: 'row-facts' },
        item.firstSeen && item.firstSeen !== item.lastSeen && el('span', { class: 'fact' }, 'since ', timeTag(item.firstSeen, { form: 'day' }), ' UTC'),
        item.entity && el('span', { class: 'fact fact-id' }, literal(item.entity)),
        where.map((fact) => el('span', { class: 'fact' }, literal(fact))),
        item.sample && el('span', { class: 'fact sample' }, 'sample')),
      el('span', { class: 'row-count' }, item.count > 1 ? el('span', { title: `${item.count} occurrences` }, `${item.count.toLocaleString('en')} times`) : null),
      el('span', { class: 'row-state' }, stateTag(item.state)),
      el('span', { class: 'row-time' }, timeTag(item.lastSeen ?? item.updated, { form: 'day' }), ' UTC'),
    ];
  }

  /** Marks the row of the thread that stands open. */
  mark(thread) {
    this.open = thread;
    for (const [id, { node }] of this.#rows) {
      if (id === thread) {
        node.firstElementChild.setAttribute('aria-current', 'true');
        node.scrollIntoView({ block: 'nearest' });
      } else node.firstElementChild.removeAttribute('aria-current');
    }
    this.settle();
  }

  /** Gives the focus back to a thread's row, or to the list. */
  focus(thread) {
    (this.#rows.get(thread)?.node.firstElementChild ?? this.list.querySelector('.row-link[tabindex="0"]') ?? this.list).focus();
  }

  /** Moves the focus over the rows. */
  move(step) {
    const links = [...this.list.querySelectorAll('.row-link')].filter((link) => !link.closest('li').hidden);
    const at = links.findIndex((link) => link === document.activeElement || link.tabIndex === 0);
    if (links.length > 0) links[document.activeElement === links[at] ? Math.max(0, Math.min(links.length - 1, at + step)) : Math.max(0, at)].focus();
  }

  item(thread) {
    return this.#rows.get(thread)?.item ?? null;
  }

  #filter() {
    const words = byId('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { node, item } of this.#rows.values()) {
      const text = [item.title, item.entity, item.account, item.accountAlias, item.region, item.state, item.finding].join(' ').toLowerCase();
      node.hidden = !words.every((word) => text.includes(word));
    }
    this.settle();
    this.#summary();
  }

  #summary() {
    const shown = [...this.#rows.values()].filter(({ node }) => !node.hidden).length;
    byId('stream-count').textContent = this.#rows.size === 0 ? ''
      : shown === this.#rows.size ? `${plural(shown, 'thread')}${this.#next ? ' loaded' : ''}` : `${shown} of ${plural(this.#rows.size, 'thread')}`;
    byId('more').hidden = !this.#next;
    const empty = byId('stream-empty');
    empty.hidden = shown > 0;
    if (shown === 0) empty.replaceChildren(...this.#emptyWords());
  }

  #emptyWords() {
    if (this.failure) return [el('h2', {}, 'The list could not be read'), el('p', {}, this.failure)];
    if (this.#rows.size > 0) return [el('h2', {}, 'No thread matches the filter'), el('p', {}, 'Empty the filter field, or use other words of a title, an entity or an account.')];
    if (byId('stream').hasAttribute('aria-busy')) return [el('p', {}, 'Reading the threads')];
    if (this.state) return [el('h2', {}, `Nothing here is ${stateWord(this.state).toLowerCase()}`), el('p', {}, 'Choose All threads on the left to see the rest of this channel.')];
    return [
      el('h2', {}, 'No findings yet'),
      el('p', {}, 'Threads appear here by themselves when findings arrive. You can start one yourself:'),
      el('p', {}, el('code', {}, '/investigate ip 198.51.100.23')),
      el('p', {}, 'Type ', el('code', {}, '/investigate help'), ' above to see everything that works.'),
    ];
  }
}
