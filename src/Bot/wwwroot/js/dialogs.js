import { byId, el } from './dom.js';

function show(content, { label }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const dialog = el('dialog', { class: 'dialog', 'aria-label': label });
    dialog.append(content(dialog));
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(dialog.returnValue);
    });
    byId('dialogs').append(dialog);
    dialog.showModal();
  });
}

/** Asks for one line of text; null when the reader thought better of it. */
export async function ask({ title, label, hint = '', value = '', accept = 'Go on', maxLength = 500 }) {
  const input = el('input', { id: 'ask-value', value, maxlength: maxLength, required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': hint ? 'ask-hint' : null });
  const said = await show((dialog) => el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      if (input.value.trim()) dialog.close('ok');
    },
  },
  el('h2', {}, title),
  el('label', { for: 'ask-value' }, label),
  input,
  hint && el('p', { class: 'hint', id: 'ask-hint' }, hint),
  el('div', { class: 'dialog-buttons' },
    el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, 'Cancel'),
    el('button', { type: 'submit', class: 'primary' }, accept))), { label: title });
  return said === 'ok' ? input.value.trim() : null;
}

/** Asks for what a button wants to know: one of its choices, words, or both; then the words may be left empty. Null when the reader thought better of it. */
export async function askFor(button) {
  const name = button.label.replace(/…$/, '');
  if (!button.choices) return ask({ title: name, label: button.prompt });
  const select = el('select', { id: 'ask-choice', required: true }, el('option', { value: '' }, 'Choose one'), button.choices.map(({ label, value }) => el('option', { value }, label)));
  const words = el('textarea', { id: 'ask-words', rows: 3, maxlength: 1000, 'aria-describedby': 'ask-hint' });
  const [label, ...rest] = button.prompt.split(': ');
  const said = await show((dialog) => el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      if (select.value) dialog.close('ok');
    },
  },
  el('h2', {}, name),
  el('label', { for: 'ask-choice' }, 'Which'),
  select,
  el('label', { for: 'ask-words' }, label),
  words,
  el('p', { class: 'hint', id: 'ask-hint' }, rest.length ? `Such as ${rest.join(': ')}. It may be left empty.` : 'It may be left empty.'),
  el('div', { class: 'dialog-buttons' },
    el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, 'Cancel'),
    el('button', { type: 'submit', class: 'primary' }, name))), { label: name });
  return said === 'ok' ? `${select.value} ${words.value.trim()}`.trim() : null;
}

const keys = [
  ['/', 'search the cases · in a channel, to the composer'],
  ['j k', 'down and up a list or the timeline'],
  ['g c', 'go to the cases'],
  ['t', 'take the case'],
  ['c', 'close the case, with a verdict'],
  ['n', 'write a note'],
  ['r', 'the report of the case'],
  ['1 2 3 4', 'thread, timeline, charts, report'],
  ['↑ ↓', 'through a list, and through completions'],
  ['Enter', 'open a thread · send · take a completion'],
  ['Shift Enter', 'a new line in a note'],
  ['Esc', 'close the completions, then the thread'],
  ['Tab', 'on to the next part of the page'],
  ['?', 'this page'],
];

export const showKeys = () => show((dialog) => el('form', { method: 'dialog' },
  el('h2', {}, 'Keyboard'),
  el('dl', { class: 'keys' }, keys.map(([key, meaning]) => el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, meaning)))),
  el('div', { class: 'dialog-buttons' }, el('button', { class: 'primary', onclick: () => dialog.close('') }, 'Close'))), { label: 'Keyboard' });
