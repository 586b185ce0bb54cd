import { notice } from './casebits.js';
import { el } from './dom.js';
import { plural } from './text.js';

/** Every chart of the thread with its sentence, in a grid; taken from the cards as they stand in the thread, so that they are always the same. */
export class CaseCharts {
  #observer = null;
  #log = null;
  #shown = '';
  #waiting = 0;

  constructor({ openMessage }) {
    this.openMessage = openMessage;
    this.root = el('div', { class: 'charts' });
    this.#draw();
  }

  changed() {}

  seen() {}

  /** The list of messages to look at; null when there is no thread. */
  watch(log) {
    this.#observer?.disconnect();
    this.#log = log;
    if (log) {
      this.#observer = new MutationObserver(() => { this.#waiting ||= requestAnimationFrame(() => { this.#waiting = 0; this.#draw(); }); });
      this.#observer.observe(log, { childList: true, subtree: true });
    }
    this.#draw();
  }

  #draw() {
    const figures = [...this.#log?.querySelectorAll('.card figure') ?? []].filter((figure) => figure.querySelector('img'));
    const shown = figures.map((figure) => figure.querySelector('img').src).join(' ');
    if (shown && shown === this.#shown) return;
    this.#shown = shown;
    if (figures.length === 0) {
      this.root.replaceChildren(notice('No charts yet', this.#log
        ? 'Charts come with answers: ask flow, calls, span or new in the thread, such as @bot flow.'
        : 'Charts come with answers in a thread of this room. Open the case here first.'));
      return;
    }
    this.root.replaceChildren(el('p', { class: 'panel-note muted' }, `${plural(figures.length, 'chart')} of the answers in this thread, the newest first.`),
      el('ul', { class: 'chart-grid' }, figures.toReversed().map((figure) => this.#chart(figure))));
  }

  #chart(figure) {
    const message = figure.closest('[data-message]');
    const title = figure.closest('.card').querySelector('h3');
    const copy = figure.cloneNode(true);
    copy.querySelector('img').loading = 'lazy';
    return el('li', { class: 'chart card-holder' },
      el('div', { class: 'card' },
        el('header', { class: 'chart-head' }, el('h3', {}, [...title.childNodes].map((node) => node.cloneNode(true))),
          el('button', { type: 'button', class: 'link', onclick: () => this.openMessage(message.dataset.message) }, 'Open message')),
        copy));
  }
}
