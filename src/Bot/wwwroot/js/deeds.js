import { api } from './api.js';
import { chatName, webThread } from './casebits.js';
import { byId, el } from './dom.js';
import { knownPerson } from './person.js';

/** What can be done to a case from its list or page: said in its thread, as if typed there, so that every rule and record is the same. */
export class Deeds {
  #busy = false;

  async do(name, item, say) {
    const thread = webThread(item);
    if (!thread) {
      const chats = [...new Set(item.threads.map(({ vendor }) => chatName(vendor)))].join(' and ') || 'no chat yet';
      say(`Case ${item.number} is carried in ${chats}. Open it here first (Enter, then “Open it here”), or do it there.`, true);
      return;
    }
    const text = name === 'close' ? await askVerdict(item) : `@bot ${name}`;
    if (!text || this.#busy) return;
    const as = await knownPerson();
    if (!as) return;
    this.#busy = true;
    try {
      const answer = await api.say(thread.id, text, as);
      if (answer?.text) say(answer.text);
    } catch (error) {
      say(error.message, true);
    } finally {
      this.#busy = false;
    }
  }
}

const verdicts = [['true-positive', 'True positive: it was what it said'], ['false-positive', 'False positive: it was not'], ['benign', 'Benign: it was, and it may'], ['duplicate', 'Duplicate of another case']];

/** Verdict and reason; null when the reader thought better of it. */
function askVerdict(item) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const of = el('input', { id: 'verdict-of', inputmode: 'numeric', maxlength: 12, pattern: '[0-9]+', title: 'The number of a case', autocomplete: 'off' });
    const ofLine = el('div', { hidden: true }, el('label', { for: 'verdict-of' }, 'Number of the other case'), of);
    const reason = el('textarea', { id: 'verdict-reason', rows: 3, maxlength: 2000, 'aria-describedby': 'verdict-hint' });
    const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'verdict-title' });
    const chosen = () => dialog.querySelector('input[name=verdict]:checked').value;
    const form = el('form', {
      method: 'dialog',
      onsubmit: (event) => { event.preventDefault(); dialog.close('ok'); },
      onchange: () => { ofLine.hidden = chosen() !== 'duplicate'; of.required = !ofLine.hidden; },
    },
    el('h2', { id: 'verdict-title' }, `Close case ${item.number}`),
    el('fieldset', { class: 'verdicts' }, el('legend', {}, 'Verdict'), verdicts.map(([value, label], at) => el('label', {}, el('input', { type: 'radio', name: 'verdict', value, checked: at === 0 }), ' ', label))),
    ofLine,
    el('label', { for: 'verdict-reason' }, 'Reason'), reason,
    el('p', { class: 'hint', id: 'verdict-hint' }, 'Stands in every thread of the case and in its report.'),
    el('div', { class: 'dialog-buttons' },
      el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, 'Cancel'), el('button', { type: 'submit', class: 'primary' }, 'Close the case')));
    dialog.append(form);
    dialog.addEventListener('close', () => {
      const text = dialog.returnValue === 'ok' ? ['@bot close', chosen(), chosen() === 'duplicate' && of.value.trim(), reason.value.trim()].filter(Boolean).join(' ') : null;
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(text);
    });
    byId('dialogs').append(dialog);
    dialog.showModal();
  });
}
