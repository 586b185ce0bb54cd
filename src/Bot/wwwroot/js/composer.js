import { api } from './api.js';
import { el } from './dom.js';
import { literal } from './text.js';

let serial = 0;

/**
 * A composer with completion. `send(text)` resolves to what the host answered at once, to false when the reader
 * declined, or throws a Refusal; what was typed stays until it was accepted.
 */
export class Composer {
  #items = [];
  #active = -1;
  #asked = 0;
  #timer = 0;
  #abort = null;

  constructor({ label, placeholder, hint, action, up = false, context, send }) {
    const n = ++serial;
    this.context = context;
    this.send = send;
    this.input = el('textarea', {
      id: `composer-${n}`, rows: 1, placeholder, maxlength: 10000, spellcheck: 'true', autocomplete: 'off', role: 'combobox', 'aria-label': label,
      'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-controls': `completions-${n}`, 'aria-describedby': `hint-${n}`,
    });
    this.list = el('ul', { class: `completions${up ? ' up' : ''}`, id: `completions-${n}`, role: 'listbox', 'aria-label': 'Completions', hidden: true });
    this.button = el('button', { type: 'submit', class: 'primary' }, action);
    this.answer = el('div', { class: 'answer', role: 'status', hidden: true });
    this.root = el('form', { class: 'composer' },
      up && this.answer,
      el('div', { class: 'composer-box' }, this.input, this.button, this.list),
      el('p', { class: 'hint', id: `hint-${n}` }, hint),
      !up && this.answer);
    this.#wire();
  }

  focus() {
    this.input.focus();
  }

  #wire() {
    this.root.addEventListener('submit', (event) => { event.preventDefault(); this.#submit(); });
    this.input.addEventListener('input', () => { this.#grow(); this.#later(); });
    this.input.addEventListener('focus', () => { if (this.input.value) this.#later(); });
    this.input.addEventListener('blur', () => this.#close());
    this.input.addEventListener('keydown', (event) => this.#key(event));
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.#take(Number(option.dataset.at));
    });
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#choose(this.#active < 0 && step < 0 ? this.#items.length - 1 : (this.#active + step + this.#items.length) % this.#items.length);
    } else if (open && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (open && this.#active >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.#take(this.#active);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    }
  }

  #grow() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 200)}px`;
  }

  #later() {
    clearTimeout(this.#timer);
    if (this.button.disabled) return; // it is being sent: what is still in the input is no longer being typed
    this.#timer = setTimeout(() => this.#ask(), 110);
  }

  async #ask() {
    const text = this.input.value;
    this.#abort?.abort();
    if (!/^\s*[/@]/.test(text)) return this.#close();
    const asked = ++this.#asked;
    this.#abort = new AbortController();
    try {
      const { items } = await api.completions({ text, ...this.context() }, this.#abort.signal);
      if (asked === this.#asked && document.activeElement === this.input) this.#open(items);
    } catch {
      this.#close(); // completion is a convenience: without it the composer still sends
    }
  }

  #open(items) {
    if (items.length === 0) return this.#close();
    this.#items = items;
    this.#active = -1;
    this.input.removeAttribute('aria-activedescendant');
    this.list.replaceChildren(...items.map((item, at) => el('li', { role: 'option', id: `${this.list.id}-${at}`, 'data-at': at, 'aria-selected': 'false' },
      el('span', { class: 'completion-label' }, literal(item.label)),
      item.detail && el('span', { class: 'completion-detail' }, literal(item.detail)))));
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.list.hidden = true;
    this.#active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  #choose(at) {
    this.#active = at;
    [...this.list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    const option = this.list.children[at];
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  #take(at) {
    const { insert } = this.#items[at];
    this.input.value = insert;
    this.#close();
    this.input.focus();
    this.#grow();
    if (insert.endsWith(' ')) this.#later();
  }

  #run(command) {
    this.input.value = command;
    this.#submit();
  }

  async #submit() {
    const text = this.input.value.trim();
    if (!text || this.button.disabled) return;
    this.#close();
    this.button.disabled = true;
    this.root.setAttribute('aria-busy', 'true');
    try {
      const said = await this.send(text);
      if (said === false) return;
      this.input.value = '';
      this.#grow();
      if (said?.text) this.say(said);
      else this.answer.hidden = true;
    } catch (error) {
      this.say({ text: error.message }, true);
    } finally {
      this.button.disabled = false;
      this.root.removeAttribute('aria-busy');
    }
  }

  /** An answer only this reader sees, near what they typed; its choices are commands to run instead. */
  say({ text, choices = [] }, refused = false) {
    this.answer.className = `answer${refused ? ' refused' : ''}`;
    this.answer.replaceChildren(
      el('span', { class: 'answer-who' }, refused ? 'Not done' : 'Only you see this'),
      el('div', { class: 'answer-text' }, literal(text), choices.length > 0 && el('ul', { class: 'choices' }, choices.map((choice) => el('li', {},
        el('button', { type: 'button', class: 'choice', onclick: () => this.#run(choice.command) },
          el('span', { class: 'choice-label' }, literal(choice.label)), el('span', { class: 'choice-detail' }, literal(choice.detail ?? ''))))))),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', onclick: () => { this.answer.hidden = true; this.focus(); } }, '×'));
    this.answer.hidden = false;
  }
}
