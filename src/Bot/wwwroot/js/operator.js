import { api } from './api.js';
import { byId, el } from './dom.js';
import { knownPerson } from './person.js';
import { literal, plural } from './text.js';
import { timeTag } from './times.js';

const when = (iso) => (iso ? timeTag(iso, { form: 'full' }) : '-');
const text = (value) => (value === null || value === undefined || value === '' ? '-' : literal(String(value)));

const size = (bytes) => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`);

/** A table of rows, or the sentence that there are none. */
function fill(id, rows, columns, none) {
  if (rows.length === 0) {
    byId(id).replaceChildren(el('p', { class: 'none' }, none));
    return;
  }
  byId(id).replaceChildren(el('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-labelledby': `${id}-title` }, el('table', {},
    el('thead', {}, el('tr', {}, columns.map(([head]) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map((row) => el('tr', {}, columns.map(([, cell]) => el('td', {}, cell(row)))))))));
}

function say(words, refused = false) {
  const said = byId('said');
  said.className = `said${refused ? ' refused' : ''}`;
  said.textContent = words;
  said.hidden = false;
}

async function resend(row, button) {
  const as = await knownPerson();
  if (!as) return;
  button.disabled = true;
  try {
    await api.resend(row.id, as);
    say(`Message ${row.id} for ${row.lane} is waiting again.`);
    await read();
  } catch (error) {
    say(error.message, true);
    button.disabled = false;
  }
}

const subject = (row) => (row.thread ? el('a', { href: `/#/${encodeURIComponent(row.channel ?? 'security')}/${encodeURIComponent(row.thread)}` }, text(row.title ?? row.thread)) : text(row.title ?? row.kind));

const common = [['Destination', (row) => text(row.lane)], ['What', subject], ['Made', (row) => when(row.created)], ['Attempts', (row) => String(row.attempts)]];

async function read() {
  const parts = [
    api.outbox('dead').then(({ items, lanes }) => {
      fill('dead', items, [...common, ['Why', (row) => text(row.reason)],
        ['', (row) => el('button', { type: 'button', class: 'plain small', 'aria-label': `Resend message ${row.id}`, onclick: (event) => resend(row, event.currentTarget) }, 'Resend')]],
      'Everything was delivered.');
      fill('lanes', lanes, [
        ['Destination', (lane) => text(lane.lane)],
        ['State', (lane) => (lane.stopped ? el('span', { class: 'bad' }, 'Stopped: ', text(lane.stopped)) : 'Working')],
        ['Waiting', (lane) => plural(lane.waiting, 'message')], ['Not delivered', (lane) => plural(lane.dead, 'message')], ['Rests until', (lane) => when(lane.nextSend)],
      ], 'No destination has anything waiting or undelivered.');
    }),
    api.outbox('pending').then(({ items }) => fill('pending', items,
      [...common, ['Next attempt', (row) => when(row.due)], ['Last answer', (row) => text(row.reason)]], 'Nothing waits.')),
    api.ingest().then(({ items, running, lastRun, indexBytes, problem }) => {
      fill('ingest', items, [
        ['Logs', (row) => text(row.kind)], ['Place', (row) => text(row.place)], ['Objects', (row) => `${row.indexed.toLocaleString('en')} of ${row.objects.toLocaleString('en')}`],
        ['Stored', (row) => size(row.bytes)], ['In the index', (row) => `${row.percent} %`], ['Damaged', (row) => String(row.damaged)],
        ['State', (row) => (row.problem ? el('span', { class: 'bad' }, 'Stopped: ', text(row.problem)) : row.percent === 100 ? 'Up to date' : 'Waiting or being read')],
      ], 'There are no logs that an index is kept of.');
      byId('ingest-state').replaceChildren(...[
        problem && el('span', { class: 'bad' }, 'The index is not written: ', text(problem), '. '),
        running ? 'Logs are being read. ' : '', `The index takes ${size(indexBytes)}. `, lastRun ? 'Last run ended ' : 'No run has ended yet.', lastRun && when(lastRun),
      ].filter(Boolean));
    }),
    api.intake().then(({ items, troubles }) => {
      fill('intake', items, [
        ['When', (row) => when(row.at)], ['From', (row) => text(row.source)], ['Where', (row) => text(row.path)], ['Why', (row) => text(row.reason)],
      ], 'Every delivery so far was a finding.');
      byId('intake-state').replaceChildren(...troubles.map((row) => el('p', { class: 'bad' }, text(row.source), ': ', text(row.reason), ', since ', when(row.since))));
    }),
    api.audit().then(({ items }) => fill('audit', items, [
      ['When', (row) => when(row.at)], ['Who', (row) => text(row.person)], ['Asked for', (row) => [text(row.verb), ' ', row.argument && literal(row.argument)].filter(Boolean)],
      ['Channel', (row) => text(row.channel)], ['About', (row) => text(row.subject)],
      ['Outcome', (row) => (row.allowed ? 'allowed' : el('span', { class: 'bad' }, 'refused: ', text(row.why)))],
    ], 'Nobody asked for anything yet.')),
  ];
  for (const { reason } of await Promise.allSettled(parts)) if (reason) say(reason.message, true);
}

byId('refresh').addEventListener('click', () => { byId('said').hidden = true; read(); });
await read();

// Kept up to date while it is looked at, but not under the hands of somebody who is about to press or copy something.
setInterval(() => {
  if (document.visibilityState === 'visible' && !document.activeElement.closest('main .table-scroll') && getSelection().isCollapsed) read();
}, 5000);
