import { api } from './api.js';
import { byId, el } from './dom.js';
import { askPerson, knownPerson, person } from './person.js';
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

/** What is meant of the audit log; times are UTC. */
let cursor = null;

function meant() {
  const filter = Object.fromEntries([...new FormData(byId('audit-filters'))].filter(([, value]) => value));
  for (const end of ['from', 'to']) if (filter[end]) filter[end] += filter[end].length === 16 ? ':00Z' : 'Z';
  return filter;
}

async function readAudit() {
  const filter = meant();
  for (const format of ['csv', 'ndjson']) byId(`audit-${format}`).href = api.auditUrl(filter, format);
  const { items, next } = await api.audit({ ...filter, cursor });
  fill('audit', items, [
    ['When', (row) => when(row.at)], ['Who', (row) => [text(row.person), row.name && row.name !== row.person.slice(row.person.indexOf(':') + 1) && [' ', literal(row.name)]].flat().filter(Boolean)],
    ['Asked for', (row) => [text(row.verb), ' ', row.argument && literal(row.argument)].filter(Boolean)],
    ['Channel', (row) => text(row.channel)], ['About', (row) => text(row.subject)],
    ['Outcome', (row) => (row.allowed ? 'allowed' : el('span', { class: 'bad' }, 'refused: ', text(row.why)))],
  ], cursor || Object.keys(filter).length > 0 ? 'Nothing of that kind was asked. Take a filter away, or press All.' : 'Nobody asked for anything yet.');
  byId('audit-newest').hidden = cursor === null;
  byId('audit-older').hidden = !next;
  byId('audit-older').onclick = () => page(next);
}

/** Reads the audit log from there on. */
async function page(from) {
  cursor = from;
  byId('said').hidden = true;
  await readAudit().catch((error) => say(error.message, true));
}

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
    api.retention().then(({ items, lastSweep, problems }) => {
      fill('retention', items, [
        ['What', (row) => text(row.what)], ['Kept', (row) => (row.days === null ? '' : row.days ? plural(row.days, 'day') : 'for ever')],
        ['Last sweep removed', (row) => (row.removed === null ? '' : row.removed.toLocaleString('en'))],
      ], 'Everything is kept.');
      byId('retention-state').replaceChildren(...[
        ...problems.map((problem) => el('span', { class: 'bad' }, 'Not removed: ', text(problem), '. ')),
        lastSweep ? 'Last sweep ' : 'The first sweep comes ten minutes after the start.', lastSweep && when(lastSweep),
      ].filter(Boolean));
    }),
    api.intake().then(({ items, troubles }) => {
      fill('intake', items, [
        ['When', (row) => when(row.at)], ['From', (row) => text(row.source)], ['Where', (row) => text(row.path)], ['Why', (row) => text(row.reason)],
      ], 'Every delivery so far was a finding.');
      byId('intake-state').replaceChildren(...troubles.map((row) => el('p', { class: 'bad' }, text(row.source), ': ', text(row.reason), ', since ', when(row.since))));
    }),
    readAudit(),
  ];
  for (const { reason } of await Promise.allSettled(parts)) if (reason) say(reason.message, true);
}

byId('audit-filters').addEventListener('submit', (event) => { event.preventDefault(); page(null); });
// the fields are empty only after the event
byId('audit-filters').addEventListener('reset', () => setTimeout(() => page(null)));
byId('audit-newest').addEventListener('click', () => page(null));

const named = () => { byId('who').textContent = person() ? `You are ${person()}` : 'Who are you?'; };
byId('who').addEventListener('click', async () => {
  if (!await askPerson()) return;
  named();
  byId('said').hidden = true;
  await read();
});
named();
byId('refresh').addEventListener('click', () => { byId('said').hidden = true; read(); });
await read();

// Kept up to date while it is looked at, but not under the hands of somebody who is about to press or copy something.
setInterval(() => {
  if (document.visibilityState === 'visible' && cursor === null && !document.activeElement.closest('main .table-scroll, main form') && getSelection().isCollapsed) read();
}, 5000);
