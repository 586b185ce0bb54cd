import { api } from './api.js';
import { chatName, notice, retry } from './casebits.js';
import { el } from './dom.js';
import { roving } from './roving.js';
import { foldedLiteral, literal } from './text.js';
import { clock, day, intervalTags } from './times.js';

/** What each kind is called, and the group it is filtered by. */
const kinds = {
  alert: ['Alert', 'alerts'], recurred: ['Came again', 'alerts'],
  asked: ['Question', 'questions'], answered: ['Answer', 'questions'], interval: ['Interval', 'questions'],
  note: ['Note', 'notes'], marked: ['Marked', 'notes'],
  decision: ['Decision', 'decisions'], reported: ['Report', 'decisions'],
};
const groups = { alerts: 'Alerts', questions: 'Questions and answers', notes: 'Notes', decisions: 'Decisions' };

/** The story of the case in its order. */
export class CaseTimeline {
  #items = [];
  #hidden = new Set();
  #unfolded = new Set();
  #seen = false;
  #stale = true;
  #number = null;
  #load = 0;

  constructor({ openMessage }) {
    this.openMessage = openMessage;
    this.filters = el('div', { class: 'chips', role: 'group', 'aria-label': 'Kinds' });
    this.list = el('ol', { class: 'story', 'aria-label': 'Timeline' });
    this.note = el('div', {}, el('p', { class: 'reading' }, 'Reading the timeline'));
    this.root = el('div', { class: 'timeline' }, this.filters, this.list, this.note);
    this.settle = roving(this.list, () => [...this.list.querySelectorAll('.event')]);
  }

  seen(seen, item, number) {
    this.#number = number;
    this.#seen = seen;
    if (seen && item && this.#stale) this.#read();
  }

  changed() {
    this.#stale = true;
    if (this.#seen) this.#read();
  }

  move(step) {
    const events = [...this.list.querySelectorAll('.event')];
    const at = events.indexOf(document.activeElement.closest?.('.event'));
    if (events.length > 0) events[at < 0 ? (step > 0 ? 0 : events.length - 1) : Math.max(0, Math.min(events.length - 1, at + step))].focus();
  }

  async #read() {
    const load = ++this.#load;
    this.#stale = false;
    try {
      const items = [];
      for (let next = null, first = true; first || next; first = false) {
        const page = await api.timeline(this.#number, next);
        if (load !== this.#load) return;
        items.push(...page.items);
        next = page.next;
      }
      this.#items = items;
      this.#draw();
    } catch (error) {
      if (load !== this.#load) return;
      this.#stale = true;
      if (this.#items.length === 0) this.note.replaceChildren(notice('The timeline could not be loaded', error.message, retry(() => this.#read())));
    }
  }

  #draw() {
    const counts = Object.fromEntries(Object.keys(groups).map((group) => [group, this.#items.filter((item) => groupOf(item) === group).length]));
    this.filters.replaceChildren(...Object.entries(groups).map(([group, label]) => el('button', {
      type: 'button', class: 'chip', 'aria-pressed': String(!this.#hidden.has(group)), onclick: () => this.#toggle(group),
    }, label, ' ', el('span', { class: 'chip-count' }, counts[group].toLocaleString('en')))));
    const shown = this.#items.filter((item) => !this.#hidden.has(groupOf(item)));
    const focused = document.activeElement.closest?.('.event')?.dataset.event;
    let last = '';
    this.list.replaceChildren(...this.#folded(shown).map((item) => {
      if (item.more) return item.more;
      const date = day(new Date(item.at));
      const node = this.#event(item, date === last ? null : date);
      last = date;
      return node;
    }));
    this.settle();
    if (focused) this.list.querySelector(`[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    if (shown.length > 0) this.note.replaceChildren();
    else this.note.replaceChildren(this.#items.length > 0 ? notice('Nothing of these kinds', 'Choose more kinds above.') : notice('Nothing has happened yet', 'Alerts, questions, answers, notes and decisions appear here in their order.'));
  }

  /** Of many alerts on end the first and the last are shown, and how many there were between. */
  #folded(items) {
    const told = [];
    for (let at = 0, end = 0; at < items.length; at = end) {
      for (end = at + 1; end < items.length && items[at].kind === 'alert' && items[end].kind === 'alert'; end++);
      const run = items.slice(at, end);
      if (run.length <= 4 || this.#unfolded.has(run[0].id)) told.push(...run);
      else told.push(run[0], { more: this.#more(run) }, run.at(-1));
    }
    return told;
  }

  #more(run) {
    return el('li', { class: 'event-more' }, el('button', { type: 'button', class: 'link', onclick: () => {
      this.#unfolded.add(run[0].id);
      this.#draw();
      this.list.querySelector(`[data-event="${CSS.escape(`alert ${run[1].id}`)}"]`)?.focus();
    } }, `${run.length - 2} alerts between`));
  }

  #toggle(group) {
    if (!this.#hidden.delete(group)) this.#hidden.add(group);
    this.#draw();
    [...this.filters.children][Object.keys(groups).indexOf(group)].focus();
  }

  #event(item, date) {
    const at = new Date(item.at);
    const [word] = kinds[item.kind] ?? [item.kind];
    return el('li', { class: `event event-${item.kind}`, 'data-day': date, 'data-event': `${item.kind} ${item.id}`, tabindex: -1,
      onkeydown: (event) => { if (event.key === 'Enter' && event.target === event.currentTarget && item.message) this.openMessage(item.message); } },
    el('time', { class: 'event-time', datetime: item.at, title: `${day(at)} ${clock(at)} UTC` }, clock(at)),
    el('span', { class: 'event-kind' }, word),
    el('div', { class: 'event-what' },
      item.who && [el('strong', { class: 'event-by' }, literal(item.who)), ' '],
      item.deleted ? el('em', { class: 'muted' }, 'a note that was deleted') : foldedLiteral(item.words),
      el('span', { class: 'event-where muted' },
        item.from && ['asked', 'interval'].includes(item.kind) && el('span', {}, intervalTags(item.from, item.to)),
        vendorOf(item) !== 'web' && el('span', {}, `in ${chatName(vendorOf(item))}`),
        item.edited && el('span', {}, 'edited'), item.key && el('span', { class: 'key-mark' }, item.kind === 'note' ? 'key evidence' : 'pinned'),
        item.message && el('button', { type: 'button', class: 'link', tabindex: -1, onclick: () => this.openMessage(item.message) }, 'Open message'))));
  }
}

const vendorOf = (item) => item.channel?.split(':', 1)[0] ?? 'web';

const groupOf = (item) => kinds[item.kind]?.[1] ?? 'decisions';
