import { api } from './api.js';
import { assigneeTag, chatsTag, notice, retry, standingOf, standingTag } from './casebits.js';
import { CaseFilters } from './casefilters.js';
import { announce, byId, el } from './dom.js';
import { roving } from './roving.js';
import { SearchGroups } from './searchgroups.js';
import { severityTag } from './severity.js';
import { literal, plural } from './text.js';
import { timeTag } from './times.js';
import { amend, casePath, casesPath, go } from './where.js';

/** The list of cases: newest change first when read, then each row stays where the reader saw it. What is asked for stands in the address. */
export class CaseList {
  #rows = new Map();
  #next = null;
  #abort = null;
  #filters = {};
  #refresh = 0;
  #typing = 0;
  #selected = null;
  #open = false;

  constructor() {
    this.root = byId('cases');
    this.search = el('input', {
      class: 'case-search', id: 'case-search', type: 'search', placeholder: 'Search cases, findings, entities, notes', 'aria-label': 'Search cases, findings, entities and notes',
      'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false', maxlength: 200, oninput: () => this.#typed(),
      onkeydown: (event) => { if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); this.move(0); } else if (event.key === 'Escape' && !this.search.value) this.focusRows(); },
    });
    this.count = el('p', { class: 'cases-count', role: 'status' });
    this.filters = new CaseFilters((changed) => this.#ask({ ...this.#filters, ...changed }));
    this.list = el('ul', { class: 'case-rows', id: 'case-rows', tabindex: -1, 'aria-label': 'Cases' });
    this.note = el('div', { class: 'cases-note', hidden: true });
    this.more = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#older() }, 'Show more cases');
    this.groups = new SearchGroups();
    this.root.replaceChildren(
      el('header', { class: 'cases-head' },
        el('button', { type: 'button', class: 'back', 'aria-label': 'Cases, channels and views', 'data-to-side': true }, el('span', { 'aria-hidden': 'true' }, '☰')),
        el('h1', { id: 'cases-title' }, 'Cases'), this.count,
        el('div', { class: 'search-place' }, this.search, el('kbd', { 'aria-hidden': 'true' }, '/'))),
      this.filters.root,
      this.said = el('div', { class: 'case-said', role: 'status', hidden: true }),
      el('div', { class: 'case-columns', 'aria-hidden': 'true' }, ['Case', 'Severity', 'What', 'Who', 'Where it stands', 'Threads', 'Changed, UTC'].map((head) => el('span', {}, head))),
      this.scroll = el('div', { class: 'cases-scroll' }, this.list, this.note, this.more, this.groups.root));
    this.settle = roving(this.list, () => this.#links());
    this.list.addEventListener('focusin', (event) => {
      const row = event.target.closest('li');
      this.#selected = Number(row?.dataset.case) || this.#selected;
      if (row && row === this.list.lastElementChild) this.#older(); // whoever walks by keys need not wait for the scrolling
    });
    this.end = new IntersectionObserver(([seen]) => { if (seen.isIntersecting && !this.more.hidden && !this.more.disabled) this.#older(); }, { root: this.scroll, rootMargin: '600px' });
    this.end.observe(this.more);
  }

  /** Shows what the address asks for. Coming back to what is shown already leaves it as it was. */
  async show(filters) {
    const same = this.#open && casesPath(filters) === casesPath(this.#filters);
    this.#open = true;
    this.#filters = filters;
    if (this.search.value.trim() !== filters.q) this.search.value = filters.q;
    this.filters.show(filters);
    this.path = casesPath(filters);
    if (same && !this.failure) this.#refreshSoon();
    else await this.load();
  }

  async load() {
    this.#abort?.abort();
    const abort = this.#abort = new AbortController();
    this.root.setAttribute('aria-busy', 'true');
    this.groups.search(this.#filters.q);
    if (this.#rows.size === 0) this.#say(el('p', { class: 'reading' }, 'Reading the cases'));
    try {
      const page = await api.cases({ ...this.#filters, limit: this.#filters.q ? 20 : 100 }, abort.signal);
      this.failure = null;
      this.#clear();
      this.#page(page);
      this.filters.count(page.counts);
      this.total = this.#total(page.counts);
      this.scroll.scrollTop = 0;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.failure = error;
      this.#clear();
    }
    if (abort === this.#abort) this.root.removeAttribute('aria-busy');
    this.#summary();
  }

  /** A case changed somewhere. What the filters make of it the host says. */
  hear(item) {
    if (!this.#open) return;
    const row = this.#rows.get(item.number);
    if (row && row.item.changed === item.changed && row.item.state === item.state) return;
    if (row) this.#replace(row, item);
    this.#refreshSoon();
  }

  #refreshSoon() {
    this.#refresh ||= setTimeout(() => { this.#refresh = 0; this.refresh(); }, 400);
  }

  /** Reads the first page anew: rows that are known change in place, new ones stand on top, those that no longer match go unless somebody is on them. */
  async refresh() {
    if (!this.#open || this.root.hidden || this.root.hasAttribute('aria-busy')) return;
    const abort = this.#abort;
    try {
      const page = await api.cases({ ...this.#filters, limit: this.#filters.q ? 20 : 100 }, abort?.signal);
      if (abort !== this.#abort) return;
      const listed = new Map(page.items.map((item) => [item.number, item]));
      const oldest = page.next ? page.items.at(-1) : null;
      for (const [number, row] of this.#rows) {
        const now = listed.get(number);
        if (now) this.#replace(row, now);
        else if (!oldest || isNewer(row.item, oldest)) this.#leave(number, row);
      }
      const fresh = page.items.filter(({ number }) => !this.#rows.has(number));
      for (const item of fresh.toReversed()) {
        const node = this.#make(item);
        node.classList.add('fresh');
        this.list.prepend(node);
      }
      if (fresh.length > 0) announce(fresh.length === 1 ? `Case ${fresh[0].number}: ${fresh[0].title}` : `${fresh.length} more cases`);
      if (this.#next === null && page.next && this.#rows.size < page.items.length) this.#next = page.next;
      this.filters.count(page.counts);
      this.total = this.#total(page.counts);
      this.failure = null;
      this.settle();
      this.#summary();
    } catch (error) {
      if (error.name !== 'AbortError') this.#refreshSoon(); // the page shows what it knew until the host answers again
    }
  }

  /** The case the reader is on; null when they are on none. */
  get current() {
    return this.#rows.get(this.#selected)?.item ?? null;
  }

  /** Moves the focus over the rows; 0 goes to the one last chosen. */
  move(step) {
    const links = this.#links();
    const at = links.indexOf(this.#rows.get(this.#selected)?.node.querySelector('.case-link'));
    if (links.length > 0) links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))].focus();
  }

  /** What was answered to a deed. */
  say(text, refused = false) {
    this.said.className = `case-said${refused ? ' refused' : ''}`;
    this.said.replaceChildren(el('span', { class: 'answer-who' }, refused ? 'Not done' : 'Only you see this'), el('span', { class: 'case-said-text' }, literal(text)),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', onclick: () => { this.said.hidden = true; this.focusRows(); } }, '×'));
    this.said.hidden = false;
  }

  focusRows() {
    if (this.#rows.has(this.#selected)) this.move(0);
    else (this.#links()[0] ?? this.list).focus();
  }

  focusSearch() {
    this.search.focus();
    this.search.select();
  }

  #links() {
    return [...this.list.querySelectorAll('.case-link')];
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#filters = { ...this.#filters, q: this.search.value.trim() };
      this.path = casesPath(this.#filters);
      amend(this.path);
      this.filters.show(this.#filters);
      this.load();
    }, 180);
  }

  #ask(filters) {
    go(casesPath(filters));
  }

  async #older() {
    if (this.more.disabled || !this.#next) return;
    this.more.disabled = true;
    const abort = this.#abort;
    try {
      const page = await api.cases({ ...this.#filters, cursor: this.#next }, abort.signal);
      if (abort === this.#abort) this.#page(page);
    } catch (error) {
      if (error.name !== 'AbortError') announce(error.message);
    }
    this.more.disabled = false;
    this.#summary();
    this.end.unobserve(this.more);
    this.end.observe(this.more); // it may still be in sight: an observer tells changes only
  }

  #clear() {
    this.#rows.clear();
    this.list.replaceChildren();
    this.#next = null;
  }

  #page({ items, next }) {
    this.list.append(...items.filter(({ number }) => !this.#rows.has(number)).map((item) => this.#make(item)));
    this.#next = next;
    this.settle();
  }

  #make(item) {
    const link = el('a', { class: 'case-link', href: casePath(item.number), tabindex: -1 }, this.#cells(item));
    const node = el('li', { class: `case-row standing-${standingOf(item)}`, 'data-case': item.number }, link);
    this.#rows.set(item.number, { node, item });
    return node;
  }

  #replace(row, item) {
    if (row.item.changed !== item.changed) {
      row.node.classList.remove('fresh');
      requestAnimationFrame(() => row.node.classList.add('fresh'));
    }
    if (JSON.stringify(row.item) !== JSON.stringify(item)) row.node.firstElementChild.replaceChildren(...this.#cells(item));
    row.node.className = `case-row standing-${standingOf(item)}${row.node.classList.contains('fresh') ? ' fresh' : ''}`;
    row.item = item;
  }

  #leave(number, row) {
    if (row.node.contains(document.activeElement)) {
      row.node.classList.add('left');
      return;
    }
    row.node.remove();
    this.#rows.delete(number);
  }

  #cells(item) {
    const facts = [item.type ?? item.kind, item.accountAlias ?? item.account, item.region].filter(Boolean);
    return [
      el('span', { class: 'case-number' }, el('span', { class: 'unseen' }, 'Case '), String(item.number)),
      el('span', { class: 'case-sev' }, severityTag(item)),
      el('span', { class: 'case-title' }, literal(item.title)),
      el('span', { class: 'case-facts' },
        facts.map((fact) => el('span', { class: 'fact' }, literal(fact))),
        item.count > 1 && el('span', { class: 'fact' }, `${item.count.toLocaleString('en')} times`),
        item.lead && el('span', { class: 'fact' }, `led by case ${item.lead}`),
        item.sample && el('span', { class: 'fact sample' }, 'sample')),
      el('span', { class: 'case-who' }, assigneeTag(item)),
      el('span', { class: 'case-standing' }, standingTag(item)),
      el('span', { class: 'case-chats' }, chatsTag(item)),
      el('span', { class: 'case-time' }, timeTag(item.changed, { form: 'day' })),
    ];
  }

  /** How many match, the states chosen taken into account. */
  #total(counts) {
    const chosen = this.#filters.state.split(',').filter(Boolean);
    return counts ? Object.entries(counts).reduce((sum, [standing, count]) => (chosen.length === 0 || chosen.includes(standing) ? sum + count : sum), 0) : null;
  }

  #say(node) {
    this.note.replaceChildren(node);
    this.note.hidden = false;
  }

  #summary() {
    this.more.hidden = !this.#next;
    this.note.hidden = this.#rows.size > 0;
    this.count.textContent = this.failure || this.total === null || this.total === undefined ? '' : this.#rows.size < this.total ? `${this.#rows.size.toLocaleString('en')} of ${plural(this.total, 'case')}` : plural(this.#rows.size, 'case');
    if (this.#rows.size === 0) this.#say(this.#emptyWords());
  }

  #emptyWords() {
    if (this.failure) return notice(this.failure.status === 400 ? 'That filter is not understood' : 'The cases could not be read', this.failure.message, this.failure.status === 400 ? this.#clearing() : retry(() => this.load()));
    if (casesPath(this.#filters) !== '/cases')
      return notice('No case matches', 'Clear the filters, or open a case yourself: type /investigate and what it is about in a channel.', this.#clearing());
    return notice('No cases yet', 'A case is opened with the first thread of a finding or an entity. Findings arrive by themselves; to open one yourself type /investigate ip 198.51.100.23 in a channel.',
      el('a', { class: 'plain', href: '/' }, 'Go to the channel'));
  }

  #clearing() {
    return el('a', { class: 'plain', href: '/cases' }, 'Clear the filters');
  }
}

/** In the order of the list; the host writes times with as many digits as they need. */
const isNewer = (one, other) => {
  const [at, last] = [Date.parse(one.changed), Date.parse(other.changed)];
  return at === last ? one.number > other.number : at > last;
};
