import { api } from './api.js';
import { showStatus } from './banner.js';
import { Composer } from './composer.js';
import { showKeys } from './dialogs.js';
import { byId, el, isTyping } from './dom.js';
import { listen } from './live.js';
import { askPerson, knownPerson, person } from './person.js';
import { roving } from './roving.js';
import { stateWord } from './severity.js';
import { Stream } from './stream.js';
import { ThreadPane } from './thread.js';

const panes = byId('panes');
const wide = matchMedia('(min-width: 820px)');
const stream = new Stream();
const pane = new ThreadPane({ close: closeThread, command: runCommand, goTo: (thread) => go(stream.channel, thread) });
let channels = [];
let state = '';

const command = new Composer({
  label: 'Command for this channel',
  placeholder: '/investigate a finding, ip 198.51.100.23, instance i-…, role …',
  hint: 'Findings, addresses, instances, roles, users and buckets. /investigate help lists everything.',
  action: 'Run',
  context: () => ({ channel: stream.channel }),
  send: runCommand,
});
byId('command').append(command.root);

async function runCommand(text) {
  const as = await knownPerson();
  if (!as) return false;
  const answer = await api.command(stream.channel, text, as);
  if (answer?.thread) go(stream.channel, answer.thread);
  return answer;
}

function go(channel, thread) {
  location.hash = `#/${encodeURIComponent(channel)}${thread ? `/${encodeURIComponent(thread)}` : ''}`;
}

function closeThread() {
  const was = pane.id;
  if (!was) return;
  go(stream.channel, null);
  route();
  stream.focus(was);
}

function showPane(name) {
  panes.dataset.pane = name;
}

async function route() {
  const [, asked, thread] = location.hash.split('/').map(decodeURIComponent);
  const channel = asked || channels[0]?.name || 'security';
  const changed = channel !== stream.channel;
  drawChannels(channel);
  if (thread) {
    showPane('thread');
    stream.mark(thread);
    pane.open(thread);
  } else {
    if (panes.dataset.pane === 'thread' || changed) showPane('stream');
    pane.shut();
    stream.mark(null);
  }
  panes.classList.toggle('with-thread', Boolean(thread));
  if (changed) await stream.load(channel, state);
}

function drawChannels(current) {
  byId('stream-title').textContent = `#${current}`;
  document.title = `#${current} · ChatOps`;
  const known = channels.some(({ name }) => name === current) ? channels : [...channels, { name: current, title: current, threads: 0, open: 0 }];
  byId('channels').replaceChildren(...known.map(({ name, title, open }) => el('li', {},
    el('a', { href: `#/${encodeURIComponent(name)}`, 'aria-current': name === current ? 'page' : null, title: title && title !== name ? title : null, onclick: () => showPane('stream') },
      el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), el('span', { class: 'side-name' }, name),
      open > 0 && el('span', { class: 'side-count' }, String(open), el('span', { class: 'unseen' }, ' open'))))));
  settleChannels();
}

function drawViews() {
  byId('views').replaceChildren(...['', 'open', 'investigating', 'snoozed', 'closed', 'summarised'].map((each) => el('li', {},
    el('button', {
      type: 'button', 'aria-pressed': String(each === state), 'aria-current': each === state ? 'true' : null,
      onclick: () => { state = each; drawViews(); byId('views').querySelector('[aria-current]').focus(); showPane('stream'); stream.load(stream.channel, state); },
    }, el('span', { class: `state-dot state-${each || 'all'}`, 'aria-hidden': 'true' }), el('span', { class: 'side-name' }, each ? stateWord(each) : 'All threads')))));
  settleViews();
}

const settleChannels = roving(byId('channels'), () => [...byId('channels').querySelectorAll('a')]);
const settleViews = roving(byId('views'), () => [...byId('views').querySelectorAll('button')]);

async function readChannels() {
  try {
    channels = (await api.channels()).items;
    if (stream.channel) drawChannels(stream.channel);
  } catch (error) {
    command.say({ text: error.message }, true);
  }
}

let recount = 0;
function recountSoon() {
  recount ||= setTimeout(() => { recount = 0; readChannels(); }, 1500);
}

function reloadAll() {
  readChannels();
  stream.load(stream.channel, state);
  pane.reload();
}

function drawPerson() {
  byId('person').textContent = person() ? `You: ${person()}` : 'Say who you are';
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && pane.id && !pane.root.contains(event.target)) closeThread();
  if (isTyping(event.target)) return;
  if (event.key === '/') {
    event.preventDefault();
    if (pane.id && (pane.root.contains(document.activeElement) || !wide.matches)) pane.focusComposer();
    else command.focus();
  } else if (event.key === '?') {
    event.preventDefault();
    showKeys();
  }
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address's fragment is the route
  stream.focus(null);
});
byId('keys').addEventListener('click', showKeys);
byId('person').addEventListener('click', askPerson);
byId('to-side').addEventListener('click', () => showPane(panes.dataset.pane === 'side' ? 'stream' : 'side'));
document.addEventListener('person', drawPerson);
addEventListener('hashchange', route);

drawPerson();
drawViews();

// The lists are read once events can be heard, so that nothing falls between the two; or without them, when they do not come.
let heard;
const hearing = Promise.race([new Promise((resolve) => { heard = resolve; }), new Promise((resolve) => { setTimeout(resolve, 1500); })]);
listen({
  thread: (item) => {
    stream.hear(item);
    if (item.id === pane.id && !pane.loading) pane.header(item);
    recountSoon();
  },
  message: ({ thread, message }) => pane.hear(thread, message),
  status: (status) => { showStatus(status); heard(); },
  reload: reloadAll,
  connection: (now) => {
    if (now === 'lost') heard();
    byId('live').dataset.connection = now;
    byId('live-text').textContent = now === 'live' ? 'Live' : 'Reconnecting';
  },
});
await hearing;
await readChannels();
await route();
