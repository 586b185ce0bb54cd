import { api } from './api.js';
import { notice, retry } from './casebits.js';
import { el } from './dom.js';

/** The report as it would be made now, or one of its kept versions, in a frame that can run nothing and reach nothing. */
export class CaseReport {
  #version = '';
  #seen = false;
  #stale = true;
  #number = null;
  #now = null;
  #of = null;
  #load = 0;

  constructor({ make }) {
    this.versions = el('select', { 'aria-label': 'Version of the report', onchange: () => { this.#version = this.versions.value; this.#show(); } });
    this.downloads = el('span', { class: 'report-downloads' });
    this.make = el('button', { type: 'button', class: 'plain small', onclick: make, title: 'A new version, posted in the thread' }, 'Make a version');
    this.again = el('button', { type: 'button', class: 'link', hidden: true, onclick: () => this.#show() }, 'The case has changed since: show it anew');
    this.frame = el('div', { class: 'report-frame' });
    this.root = el('div', { class: 'report' },
      el('div', { class: 'report-bar' }, this.versions, this.again, this.downloads, this.make), this.frame);
  }

  /** Read when it is looked at first; afterwards the reader says when, so that nothing moves under their eyes. */
  seen(seen, item, number) {
    this.#number = number;
    this.#seen = seen;
    this.#now = item?.changed ?? this.#now;
    if (seen && item && this.#stale) this.#read();
  }

  changed(item) {
    this.#now = item.changed;
    if (this.#stale && this.#seen) this.#read();
    else if (!this.#stale) {
      this.again.hidden = this.#version !== '' || this.#of === null || this.#of === item.changed;
      this.#versions(item.reports);
    }
    this.make.hidden = !item.threads.some(({ vendor }) => vendor === 'web');
  }

  async #read() {
    const load = ++this.#load;
    this.#stale = false;
    try {
      const { items } = await api.reports(this.#number);
      if (load !== this.#load) return;
      this.#versions(items);
      this.#show();
    } catch (error) {
      if (load !== this.#load) return;
      this.#stale = true;
      this.frame.replaceChildren(notice('The report could not be loaded', error.message, retry(() => this.#read())));
    }
  }

  #versions(items) {
    const options = [['', 'As it stands now'], ...items.map(({ version, made, by }) => [String(version), `Version ${version}, ${new Date(made).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${by}`]).toReversed()];
    if (options.length === this.versions.options.length) return;
    this.versions.replaceChildren(...options.map(([value, label]) => el('option', { value }, label)));
    this.versions.value = this.#version;
  }

  #show() {
    this.again.hidden = true;
    this.#of = this.#now;
    const url = (format) => api.caseReportUrl(this.#number, format, this.#version);
    this.downloads.replaceChildren(
      el('a', { href: url('html'), download: this.#name('html') }, 'HTML'), ' ', el('a', { href: url('md'), download: this.#name('md') }, 'Markdown'), ' ',
      el('a', { href: url('html'), target: '_blank', rel: 'noopener' }, 'Open alone'));
    const waiting = el('p', { class: 'reading', role: 'status' }, 'Making the report');
    this.frame.replaceChildren(waiting, el('iframe', {
      title: `Report of case ${this.#number}`, src: url('html'), sandbox: 'allow-popups allow-popups-to-escape-sandbox', referrerpolicy: 'no-referrer', class: 'waits',
      onload: (event) => { event.currentTarget.classList.remove('waits'); waiting.remove(); },
    }));
  }

  #name(format) {
    return `case-${this.#number}${this.#version ? `-v${this.#version}` : ''}.${format}`;
  }
}
