import { api } from './api.js';
import { wanted } from './button.js';
import { Composer } from './composer.js';
import { announce, byId, el } from './dom.js';
import { messageNode } from './message.js';
import { knownPerson, person } from './person.js';
import { severityTag, stateTag } from './severity.js';
import { literal } from './text.js';
import { day, intervalTags } from './times.js';

/** The pane that holds one thread. */
export class ThreadPane {
  #messages = new Map();
  #early = [];
  #editing = null;
  #load = null;
  #follow = false;

  constructor({ close, command, goTo }) {
    this.root = byId('pane');
    this.close = close;
    this.command = command;
    this.goTo = goTo;
    this.thread = null;
    this.root.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.defaultPrevented) this.close(); });
    document.addEventListener('person', () => this.#redrawNotes());
  }

  get id() {
    return this.thread;
  }

  async open(thread, { focus = true } = {}) {
    if (thread === this.thread) return;
    this.thread = thread;
    this.#messages.clear();
    this.#early = [];
    this.#editing = null;
    this.#follow = false;
    this.root.hidden = false;
    this.#frame();
    if (focus) this.title.focus({ preventScroll: true });
    await this.reload();
  }

  shut() {
    this.#load?.abort();
    this.thread = null;
    this.item = null;
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  async reload() {
    const thread = this.thread;
    if (!thread) return;
    this.#load?.abort();
    this.#load = new AbortController();
    this.#early = [];
    this.loading = true;
    try {
      const answer = await api.thread(thread, this.#load.signal);
      if (thread !== this.thread) return;
      this.loading = false;
      this.header(answer);
      this.#draw(answer.messages);
      this.#early.forEach((message) => this.#put(message));
    } catch (error) {
      if (error.name === 'AbortError' || thread !== this.thread) return;
      this.loading = false;
      this.title.textContent = error.status === 404 ? 'No such thread' : 'This thread could not be read';
      this.log.replaceChildren(el('li', { class: 'empty' }, el('p', {}, error.message)));
    }
  }

  focusComposer() {
    this.composer.focus();
  }

  #frame() {
    this.title = el('h2', { class: 'pane-title', id: 'pane-title', tabindex: -1 }, 'Reading the thread');
    this.facts = el('div', { class: 'pane-facts' });
    this.log = el('ol', { class: 'messages', role: 'log', 'aria-label': 'Messages of this thread', 'aria-live': 'off' });
    this.scroll = el('div', { class: 'pane-scroll', tabindex: 0, role: 'region', 'aria-label': 'Messages' }, this.log);
    this.fresh = el('button', { type: 'button', class: 'fresh-below', hidden: true, onclick: () => this.#toEnd() }, 'New below ↓');
    this.scroll.addEventListener('scroll', () => { if (this.#atEnd()) this.fresh.hidden = true; }, { passive: true });
    this.composer = new Composer({
      label: 'Write a note, or @bot and a verb',
      placeholder: 'Write a note, or @bot …',
      hint: 'Everything written here is kept as a note. @bot help lists what the bot can do.',
      action: 'Send',
      up: true,
      context: () => ({ channel: this.item?.channel, thread: this.thread }),
      send: (text) => this.#send(text),
    });
    this.root.replaceChildren(
      el('header', { class: 'pane-head' },
        el('button', { type: 'button', class: 'back', 'aria-label': 'Back to the threads', onclick: () => this.close() }, el('span', { 'aria-hidden': 'true' }, '←')),
        el('div', { class: 'pane-heading' }, this.title, this.facts),
        el('button', { type: 'button', class: 'icon pane-close', 'aria-label': 'Close the thread', title: 'Close (Esc)', onclick: () => this.close() }, '×')),
      this.scroll,
      el('footer', { class: 'pane-foot' }, this.fresh, this.composer.root));
    this.root.setAttribute('aria-labelledby', 'pane-title');
  }

  /** Title, state and interval; called with the whole thread or with a newer list item. */
  header(item) {
    this.item = { ...this.item, ...item };
    const { title, state, scope } = this.item;
    this.title.replaceChildren(literal(title));
    this.title.title = title;
    this.facts.replaceChildren(...[
      severityTag(this.item), stateTag(state), this.item.case && el('a', { class: 'to-case', href: `/cases/${this.item.case}`, title: 'Timeline, charts and report of the case' }, `Case ${this.item.case}`),
      scope && el('span', { class: 'scope', title: 'Answers in this thread are limited to this interval' },
        'Interval ', intervalTags(scope.start, scope.end), scope.setBy && el('span', { class: 'muted' }, ' set by ', literal(scope.setBy))),
      el('span', { class: 'reports' }, el('a', { href: api.reportUrl(this.thread, 'html'), target: '_blank', rel: 'noopener' }, 'Report'), ' ',
        el('a', { href: api.reportUrl(this.thread, 'md'), download: '' }, 'Markdown')),
    ].filter(Boolean));
  }

  hear(thread, message) {
    if (thread !== this.thread) return;
    if (this.loading) { this.#early.push(message); return; }
    this.#put(message);
    if (message.kind === 'system' || message.card) this.#refreshScope();
  }

  /** A verb may have changed the interval: read the head again, not the messages. */
  #refreshScope() {
    clearTimeout(this.scopeTimer);
    const thread = this.thread;
    this.scopeTimer = setTimeout(async () => {
      try {
        const answer = await api.thread(thread);
        if (thread === this.thread) this.header({ scope: answer.scope, state: answer.state });
      } catch { /* the head keeps what it showed; the next event asks again */ }
    }, 700);
  }

  #draw(messages) {
    const top = this.scroll.scrollTop;
    this.#messages.clear();
    this.log.replaceChildren();
    messages.forEach((message) => this.#append(message));
    this.#groups();
    this.scroll.scrollTop = top;
  }

  #put(message) {
    const known = this.#messages.get(message.id);
    if (known && this.#editing === message.id) { known.message = message; return; }
    const wasAtEnd = this.#atEnd();
    if (known) this.#swap(known, message);
    else {
      this.#append(message);
      announce(`${message.author ?? 'ChatOps'}: ${message.text}`.slice(0, 200));
    }
    this.#groups();
    if (!known && (wasAtEnd || this.#follow)) this.#toEnd();
    else if (!known) this.fresh.hidden = false;
  }

  #node(message) {
    const thread = this.thread;
    return messageNode(message, {
      me: person(),
      editing: this.#editing === message.id,
      on: {
        press: (button, node) => this.#press(button, node),
        edit: (note) => this.#edit(note.id),
        keep: (note) => this.#keep(note.id),
        save: (note, text) => this.#act(async (as) => { await api.edit(thread, note.id, text, as); this.#local(note.id, { text }); }),
        key: (note, isKey) => this.#act(async (as) => { await api.key(thread, note.id, isKey, as); }),
        remove: (note) => this.#act(async (as) => { await api.remove(thread, note.id, as); this.#local(note.id, { deleted: true }); }),
      },
    });
  }

  #append(message) {
    const node = this.#node(message);
    this.#messages.set(message.id, { node, message });
    this.log.append(node);
  }

  #swap(known, message) {
    const { button, own } = known.node.contains(document.activeElement) ? document.activeElement.dataset : {};
    const node = this.#node(message);
    known.node.replaceWith(node);
    this.#messages.set(message.id, { node, message });
    if (button) node.querySelector(`[data-button="${CSS.escape(button)}"]`)?.focus({ preventScroll: true });
    else if (own) (node.querySelector(`[data-own="${own}"]`) ?? this.scroll).focus({ preventScroll: true });
  }

  /** Day lines, and one head for messages that follow each other closely. */
  #groups() {
    let last = null;
    for (const { node } of [...this.log.children].map((child) => ({ node: child }))) {
      const date = new Date(node.dataset.time);
      const near = last && last.author === node.dataset.author && date - last.date < 5 * 60_000 && !node.classList.contains('message-system') && !last.system;
      node.classList.toggle('follows', Boolean(near));
      const label = day(date);
      if (last && last.day !== label) node.dataset.day = label;
      else delete node.dataset.day;
      last = { author: node.dataset.author, date, day: label, system: node.classList.contains('message-system') };
    }
  }

  #redrawNotes() {
    for (const known of this.#messages.values()) if (known.message.kind === 'note') this.#swap(known, known.message);
    if (this.thread) this.#groups();
  }

  #edit(id) {
    this.#editing = id;
    const known = this.#messages.get(id);
    this.#swap(known, known.message);
    this.#groups();
    const input = this.#messages.get(id).node.querySelector('textarea');
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  #keep(id) {
    this.#editing = null;
    const known = this.#messages.get(id);
    this.#swap(known, known.message);
    this.#groups();
    this.#messages.get(id).node.querySelector('[data-own=edit]')?.focus();
  }

  #local(id, change) {
    this.#editing = null;
    const known = this.#messages.get(id);
    if (!known) return;
    this.#swap(known, { ...known.message, ...change });
    this.#groups();
    (this.#messages.get(id).node.querySelector('[data-own=edit]') ?? this.scroll).focus();
  }

  async #press(button, node) {
    const value = await wanted(button, node);
    if (value === null) return;
    node.setAttribute('aria-busy', 'true');
    this.#follow = true;
    await this.#act(async (as) => {
      const answer = await api.press(this.thread, button.id, as, value);
      if (answer?.thread && answer.thread !== this.thread) this.goTo(answer.thread);
      else if (answer?.text) this.composer.say(answer);
    });
    node.removeAttribute('aria-busy');
  }

  async #act(work) {
    const as = await knownPerson();
    if (!as) return;
    try {
      await work(as);
    } catch (error) {
      this.composer.say({ text: error.message }, true);
    }
  }

  async #send(text) {
    if (text.startsWith('/')) return this.command(text);
    const as = await knownPerson();
    if (!as) return false;
    this.#follow = true;
    const said = await api.say(this.thread, text, as) ?? {};
    if (said.thread && said.thread !== this.thread) this.goTo(said.thread);
    else if (said.message) this.#expect(said.message);
    return said;
  }

  /** Events may be late or lost: what was accepted is shown in any case. */
  #expect(message) {
    const thread = this.thread;
    setTimeout(() => { if (this.thread === thread && !this.#messages.has(message)) this.reload(); }, 1500);
  }

  #atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 60;
  }

  #toEnd() {
    this.fresh.hidden = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }
}
