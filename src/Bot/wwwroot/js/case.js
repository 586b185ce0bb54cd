import { api } from './api.js';
import { CaseCharts } from './casecharts.js';
import { CaseReport } from './casereport.js';
import { CaseTimeline } from './casetimeline.js';
import { assigneeTag, chatName, notice, retry, standingTag, verdictWord, webThread } from './casebits.js';
import { byId, el } from './dom.js';
import { severityTag } from './severity.js';
import { literal, plural } from './text.js';
import { intervalTags, timeTag } from './times.js';
import { amend, casePath } from './where.js';

const names = { thread: 'Thread', timeline: 'Timeline', charts: 'Charts', report: 'Report' };

/** The page of one case: its thread beside what was made of it, as columns where there is room and as tabs where there is not. */
export class CasePage {
  #abort = null;
  #again = 0;
  #tab = '';

  constructor({ pane, openHere, deed }) {
    this.root = byId('case');
    this.pane = pane;
    this.openHere = openHere;
    this.deed = deed;
    this.number = null;
    this.item = null;
    this.columns = matchMedia('(min-width: 1240px)');
    this.columns.addEventListener('change', () => { if (this.number) this.#choose(this.#tab); });
  }

  get thread() {
    return this.item ? webThread(this.item)?.id ?? null : null;
  }

  async show(number, tab, focus) {
    if (number === this.number) {
      if (tab !== this.#tab) this.#choose(tab);
      return;
    }
    this.number = number;
    this.item = null;
    this.#frame();
    this.#choose(tab);
    if (focus) this.title.focus({ preventScroll: true });
    await this.load();
  }

  leave() {
    this.#abort?.abort();
    this.number = null;
    this.item = null;
    this.root.replaceChildren();
  }

  async load() {
    this.#abort?.abort();
    const abort = this.#abort = new AbortController();
    this.root.setAttribute('aria-busy', 'true');
    try {
      const item = await api.case(this.number, abort.signal);
      if (abort !== this.#abort) return;
      const first = !this.item || webThread(this.item)?.id !== webThread(item)?.id;
      this.item = item;
      this.#head();
      if (first) await this.#thread();
      this.#parts().forEach((part) => part.changed(item));
    } catch (error) {
      if (error.name === 'AbortError' || abort !== this.#abort) return;
      if (!this.item) this.#failed(error);
    } finally {
      if (abort === this.#abort) this.root.removeAttribute('aria-busy');
    }
  }

  /** Something of the case changed: its own row, or a message of one of its threads. */
  hear(number) {
    if (String(number) !== String(this.number) || !this.item) return;
    this.#again ||= setTimeout(() => { this.#again = 0; if (this.number) this.load(); }, 500);
  }

  hearMessage(thread) {
    if (this.item?.threads.some(({ id }) => id === thread)) this.hear(this.number);
  }

  tab(name) {
    if (!names[name] || !this.item) return;
    amend(casePath(this.number, name));
    this.#choose(name);
    this.tabs.querySelector('[aria-selected=true]')?.focus();
  }

  /** Moves over the entries of the timeline, else over the messages. */
  move(step) {
    if (!this.panels.timeline.hidden) this.timeline.move(step);
    else this.pane.scroll?.scrollBy({ top: step * 120 });
  }

  #parts() {
    return [this.timeline, this.charts, this.report];
  }

  #frame() {
    this.title = el('h1', { class: 'case-heading', id: 'case-title', tabindex: -1 }, `Case ${this.number}`);
    this.what = el('p', { class: 'case-what' });
    this.facts = el('div', { class: 'case-line' });
    this.links = el('div', { class: 'case-links' });
    this.said = el('div', { class: 'case-said', role: 'status', hidden: true });
    this.timeline = new CaseTimeline({ openMessage: (message) => this.#openMessage(message) });
    this.charts = new CaseCharts({ openMessage: (message) => this.#openMessage(message) });
    this.report = new CaseReport({ make: () => this.deed('report') });
    this.place = el('div', { class: 'case-thread' });
    const insides = { thread: this.place, timeline: this.timeline.root, charts: this.charts.root, report: this.report.root };
    this.panels = Object.fromEntries(Object.keys(names).map((name) => [name,
      el('section', { class: `case-panel case-panel-${name}`, id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` }, insides[name])]));
    this.tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Parts of the case', onkeydown: (event) => this.#tabKey(event) },
      Object.entries(names).map(([name, label]) => el('button', {
        type: 'button', class: 'tab', role: 'tab', id: `tab-${name}`, 'data-tab': name, 'aria-controls': `panel-${name}`, onclick: () => this.tab(name),
      }, label, el('span', { class: 'tab-count' }))));
    this.root.replaceChildren(
      el('header', { class: 'case-head' },
        el('a', { class: 'to-cases', href: '/cases', 'aria-label': 'Back to the cases', title: 'Back to the cases (g c)' }, el('span', { 'aria-hidden': 'true' }, '←')),
        el('div', { class: 'case-headings' }, el('div', { class: 'case-name' }, this.title, this.what), this.facts, this.links),
        el('div', { class: 'case-deeds', role: 'group', 'aria-label': 'What can be done' }, this.#deeds())),
      this.said,
      this.body = el('div', { class: 'case-body' }, this.tabs, Object.values(this.panels)));
  }

  #deeds() {
    return [['take', 'Take', 't'], ['close', 'Close…', 'c'], ['note', 'Note', 'n']].map(([deed, label, key]) => el('button', {
      type: 'button', class: 'plain small', 'data-deed': deed, 'aria-keyshortcuts': key, title: `${label} (${key})`, hidden: true, onclick: () => this.deed(deed),
    }, label));
  }

  #head() {
    const { item } = this;
    document.title = `Case ${item.number} · ${item.title} · ChatOps`;
    this.what.replaceChildren(literal(item.title));
    this.what.title = item.title;
    const where = [item.type ?? item.kind, item.accountAlias ? `${item.account} (${item.accountAlias})` : item.account, item.region].filter(Boolean);
    this.facts.replaceChildren(...[
      severityTag(item), standingTag(item), item.sample && el('span', { class: 'sample' }, 'sample'),
      el('span', {}, item.assignee ? ['held by ', assigneeTag(item)] : el('span', { class: 'muted' }, 'nobody has it')),
      el('span', { class: 'muted' }, where.map((fact, at) => [at > 0 ? ' · ' : '', literal(fact)]).flat()),
      item.firstSeen && el('span', { class: 'muted' }, 'seen ', ...(item.lastSeen === item.firstSeen ? [timeTag(item.firstSeen, { form: 'full' })] : intervalTags(item.firstSeen, item.lastSeen)), item.count > 1 && ` · ${item.count.toLocaleString('en')} times`),
      (item.notes > 0 || item.pins.length > 0) && el('span', { class: 'muted' }, [item.notes > 0 && plural(item.notes, 'note'), item.pins.length > 0 && plural(item.pins.length, 'pinned answer')].filter(Boolean).join(' · ')),
    ].filter(Boolean));
    const others = item.threads.filter(({ id }) => id !== this.thread);
    const caseLink = (number) => el('a', { href: casePath(number) }, `case ${number}`);
    const listed = (label, numbers) => numbers.length > 0 && el('span', {}, label, numbers.flatMap((number, at) => [at > 0 ? ', ' : ' ', caseLink(number)]));
    const lines = [
      item.state === 'closed' && el('span', {}, 'Closed ', item.verdict && verdictWord(item.verdict), item.duplicateOf && [' of ', caseLink(item.duplicateOf)], item.closedBy && [' by ', literal(item.closedBy)],
        item.closed && [', ', timeTag(item.closed, { form: 'day' }), ' UTC'], item.reason && [': ', literal(item.reason)]),
      item.lead && el('span', {}, 'Led by ', caseLink(item.lead)),
      listed('Leads', item.led), listed('Duplicates:', item.duplicates),
      others.length > 0 && el('span', {}, 'Also in ', others.flatMap((thread, at) => [at > 0 ? ', ' : '', thread.vendor === 'web'
        ? el('a', { href: `/#/${encodeURIComponent(thread.channel)}/${encodeURIComponent(thread.id)}` }, `#${thread.channel}`)
        : el('span', { title: `Channel ${thread.channel}` }, chatName(thread.vendor), ' ', el('code', { class: 'short' }, literal(thread.channel)))])),
    ].filter(Boolean);
    this.links.replaceChildren(...lines);
    this.links.hidden = lines.length === 0;
    for (const button of this.root.querySelectorAll('[data-deed]')) {
      button.hidden = !this.thread || (button.dataset.deed !== 'note' && item.state === 'closed');
    }
  }

  async #thread() {
    const thread = this.thread;
    if (thread) {
      this.place.replaceChildren(this.pane.root);
      await this.pane.open(thread, { focus: false });
      this.charts.watch(this.pane.log);
      return;
    }
    this.pane.shut();
    this.charts.watch(null);
    const elsewhere = [...new Set(this.item.threads.map(({ vendor }) => chatName(vendor)))];
    this.place.replaceChildren(notice('This case has no thread in this room',
      `${elsewhere.length > 0 ? `It is carried in ${elsewhere.join(' and ')}. ` : ''}Open one here to ask, write notes and see the charts; notes and state are the same everywhere.`,
      el('button', { type: 'button', class: 'primary', onclick: (event) => this.#openHere(event.currentTarget) }, 'Open it here')));
  }

  async #openHere(button) {
    button.disabled = true;
    try {
      if (await this.openHere(this.item)) await this.load();
    } catch (error) {
      this.say(error.message, true);
    }
    button.disabled = false;
  }

  #failed(error) {
    const missing = error.status === 404 || error.status === 400;
    document.title = `Case ${this.number} · ChatOps`;
    this.what.replaceChildren(missing ? 'No such case' : 'This case could not be read');
    this.tabs.hidden = true;
    this.body.replaceChildren(notice(missing ? 'No such case' : 'This case could not be read', error.message,
      missing ? el('a', { class: 'plain', href: '/cases' }, 'Go to the cases') : retry(() => { const { number } = this; this.number = null; this.show(number, this.#tab); })));
  }

  /** What was answered to a deed, near its buttons. */
  say(text, refused = false) {
    this.said.className = `case-said${refused ? ' refused' : ''}`;
    this.said.replaceChildren(el('span', { class: 'answer-who' }, refused ? 'Not done' : 'Only you see this'), el('span', { class: 'case-said-text' }, literal(text)),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', onclick: () => { this.said.hidden = true; this.title.focus(); } }, '×'));
    this.said.hidden = false;
  }

  #choose(asked) {
    const columns = this.columns.matches;
    const first = columns ? 'timeline' : 'thread';
    const name = names[asked] && !(columns && asked === 'thread') ? asked : first;
    this.#tab = asked;
    this.root.classList.toggle('columns', columns);
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      tab.hidden = columns && tab.dataset.tab === 'thread';
    }
    for (const [each, panel] of Object.entries(this.panels)) panel.hidden = each !== name && !(columns && each === 'thread');
    this.panels.thread.setAttribute('role', columns ? 'region' : 'tabpanel');
    if (columns) this.panels.thread.setAttribute('aria-label', 'Thread');
    else this.panels.thread.removeAttribute('aria-label');
    const part = { timeline: this.timeline, charts: this.charts, report: this.report };
    for (const [each, held] of Object.entries(part)) held.seen(each === name, this.item, this.number);
  }

  #tabKey(event) {
    const tabs = [...this.tabs.children].filter((tab) => !tab.hidden);
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    this.tab(tabs[(to + tabs.length) % tabs.length].dataset.tab);
  }

  /** Shows a message where it was said. */
  #openMessage(message) {
    const node = this.pane.log?.querySelector(`[data-message="${CSS.escape(message)}"]`);
    if (!node) {
      this.say('That message is in a thread of another chat; its place is named above.');
      return;
    }
    if (!this.columns.matches) this.tab('thread');
    node.scrollIntoView({ block: 'start' });
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.classList.remove('fresh');
    requestAnimationFrame(() => node.classList.add('fresh'));
  }
}
