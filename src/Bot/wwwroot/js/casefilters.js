import { el } from './dom.js';
import { askPerson, person } from './person.js';
import { stateWord } from './severity.js';

const standings = ['new', 'investigating', 'contained', 'snoozed', 'closed'];

/** The filters above the list of cases. They hold nothing: they show what is asked for and say what shall be. */
export class CaseFilters {
  constructor(change) {
    this.change = change;
    this.now = {};
    this.chips = new Map(standings.map((standing) => [standing, this.#chip(standing)]));
    this.severity = el('select', { 'aria-label': 'Least severity', onchange: () => change({ severity: this.severity.value }) },
      [['', 'Any severity'], ['medium', 'Medium and up'], ['high', 'High and up'], ['critical', 'Critical']].map(([value, label]) => el('option', { value }, label)));
    this.account = this.#field('account', 'Account', 'Account number', { inputmode: 'numeric', maxlength: 12, size: 13 });
    this.entity = this.#field('entity', 'Entity', 'Entity: ip 198.51.100.23', { maxlength: 300, size: 20 });
    this.mine = el('button', { type: 'button', class: 'chip', 'aria-pressed': 'false', onclick: () => this.#mine() }, 'Mine');
    this.clear = el('a', { class: 'clear', href: '/cases', hidden: true }, 'Clear the filters');
    this.root = el('div', { class: 'case-filters', role: 'group', 'aria-label': 'Filters' },
      el('div', { class: 'chips', role: 'group', 'aria-label': 'State' }, [...this.chips.values()].map(({ node }) => node)),
      this.mine,
      this.more = el('button', { type: 'button', class: 'chip more-filters', 'aria-expanded': 'false', onclick: () => this.#open() }, 'More filters'),
      this.severity, this.account, this.entity, this.clear);
  }

  show(filters) {
    this.now = filters;
    const chosen = filters.state.split(',');
    for (const [standing, { node }] of this.chips) node.setAttribute('aria-pressed', String(chosen.includes(standing)));
    if (![...this.severity.options].some(({ value }) => value === filters.severity)) this.severity.append(el('option', { value: filters.severity }, `${filters.severity} and up`));
    this.severity.value = filters.severity;
    if (document.activeElement !== this.account) this.account.value = filters.account;
    if (document.activeElement !== this.entity) this.entity.value = filters.entity;
    this.mine.setAttribute('aria-pressed', String(Boolean(filters.mine)));
    this.mine.textContent = filters.mine && filters.mine !== person() ? `Assigned to ${filters.mine}` : 'Mine';
    if (filters.severity || filters.account || filters.entity) {
      this.root.classList.add('open');
      this.more.setAttribute('aria-expanded', 'true');
    }
    this.clear.hidden = !Object.values(filters).some(Boolean);
  }

  /** How many cases there are in each state, with the other filters as they are. */
  count(counts) {
    if (!counts) return;
    for (const [standing, { number }] of this.chips) number.textContent = counts[standing].toLocaleString('en');
  }

  /** Where there is little room the fields stand behind a button. */
  #open() {
    const open = this.root.classList.toggle('open');
    this.more.setAttribute('aria-expanded', String(open));
    if (open) this.severity.focus();
  }

  #chip(standing) {
    const number = el('span', { class: 'chip-count' }, '\u2007');
    const node = el('button', { type: 'button', class: 'chip', 'data-standing': standing, 'aria-pressed': 'false', onclick: () => this.#toggle(standing) },
      el('span', { class: `state-dot state-${standing}`, 'aria-hidden': 'true' }), stateWord(standing), ' ', number);
    return { node, number };
  }

  #toggle(standing) {
    const chosen = this.now.state.split(',').filter(Boolean);
    const next = chosen.includes(standing) ? chosen.filter((each) => each !== standing) : [...chosen, standing];
    this.change({ state: standings.filter((each) => next.includes(each)).join(',') });
  }

  async #mine() {
    if (this.now.mine) this.change({ mine: '' });
    else if (person() ?? await askPerson()) this.change({ mine: person() });
  }

  #field(name, label, placeholder, more) {
    const input = el('input', { type: 'text', name, 'aria-label': label, placeholder, autocomplete: 'off', spellcheck: 'false', ...more });
    const take = () => { if (input.value.trim() !== this.now[name]) this.change({ [name]: input.value.trim() }); };
    input.addEventListener('change', take);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') take();
      if (event.key === 'Escape') { input.value = this.now[name]; input.blur(); }
    });
    return input;
  }
}
