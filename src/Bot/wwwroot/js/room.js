import { api } from './api.js';
import { showStatus } from './banner.js';
import { CasePage } from './case.js';
import { CaseList } from './cases.js';
import { Composer } from './composer.js';
import { Deeds } from './deeds.js';
import { showKeys } from './dialogs.js';
import { byId, el } from './dom.js';
import { listenForKeys } from './keys.js';
import { listen } from './live.js';
import { askPerson, knownPerson, person } from './person.js';
import { roving } from './roving.js';
import { stateWord } from './severity.js';
import { Stream } from './stream.js';
import { ThreadPane } from './thread.js';
import { casePath, casesPath, go as goTo, onPlace, streamPath, where } from './where.js';

const panes = byId('panes');
const wide = matchMedia('(min-width: 820px)');
const stream = new Stream();
const pane = new ThreadPane({ close: closeThread, command: runCommand, goTo: (thread) => go(pane.item?.channel ?? stream.channel, thread) });
const deeds = new Deeds();
const cases = new CaseList();
const casePage = new CasePage({ pane, openHere, deed });
let channels = [];
let state = '';
let place = { view: null };
let lastCases = '/cases';

const command = new Composer({
  label: 'Command for this channel',
  placeholder: '/investigate a finding, ip 198.51.100.23, instance i-…, role …',
  hint: 'Findings, addresses, instances, roles, users and buckets. /investigate help lists everything.',
  action: 'Run',
  context: () => ({ channel: channelHere() }),
  send: runCommand,
});
byId('command').append(command.root);

/** Also before the list was read. */
function channelHere() {
  return stream.channel ?? (where().channel || 'security');
}

async function runCommand(text) {
  const as = await knownPerson();
  if (!as) return false;
  const answer = await api.command(channelHere(), text, as);
  if (answer?.thread) go(channelHere(), answer.thread);
  return answer;
}

function go(channel, thread) {
  goTo(streamPath(channel, thread));
}

function closeThread() {
  const was = pane.id;
  if (!was) return;
  if (place.view === 'case') {
    casePage.title.focus();
    return;
  }
  go(stream.channel, null);
  stream.focus(was);
}

/** A thread of this room for a case that has none. */
async function openHere(item) {
  const as = await knownPerson();
  if (!as) return false;
  const answer = await api.command(channels[0]?.name ?? 'security', `/investigate ${item.subject}`, as);
  if (!answer?.thread && answer?.text) casePage.say(answer.text);
  return Boolean(answer?.thread);
}

/** What a key or a button does to the case the reader is on. */
async function deed(name) {
  const onPage = place.view === 'case';
  const item = onPage ? casePage.item : place.view === 'cases' ? cases.current : null;
  if (!item) return;
  if (name === 'note' && onPage) {
    if (!casePage.columns.matches) casePage.tab('thread');
    if (pane.id) pane.focusComposer();
    return;
  }
  if (name === 'note') goTo(casePath(item.number));
  else await deeds.do(name, item, (text, refused) => (onPage ? casePage.say(text, refused) : cases.say(text, refused)));
}

function showPane(name) {
  panes.dataset.pane = name;
}

function present({ view }) {
  panes.dataset.view = view;
  for (const each of ['stream', 'cases', 'case']) byId(each).hidden = each !== view;
  byId('channel-views').hidden = view !== 'stream';
}

async function route(next) {
  const before = place.view;
  place = next;
  present(place);
  byId('skip').textContent = place.view === 'stream' ? 'Skip to the threads' : place.view === 'cases' ? 'Skip to the cases' : 'Skip to the case';
  if (place.view !== 'case' && before === 'case') {
    pane.shut();
    panes.append(pane.root);
    casePage.leave();
  }
  drawCaseViews();
  if (place.view === 'stream') return routeStream(place);
  if (before !== 'case') pane.shut();
  panes.classList.remove('with-thread');
  drawChannels(null);
  showPane(place.view);
  if (place.view === 'cases') {
    lastCases = casesPath(place.filters);
    document.title = 'Cases · ChatOps';
    await cases.show(place.filters);
    if (before === 'case') cases.focusRows();
  } else {
    await casePage.show(place.number, place.tab, before !== null);
  }
}

async function routeStream({ channel: asked, thread }) {
  const channel = asked || channels[0]?.name || 'security';
  const changed = channel !== stream.channel;
  drawChannels(channel);
  if (thread) {
    showPane('thread');
    stream.mark(thread);
    pane.open(thread);
  } else {
    if (panes.dataset.pane !== 'side' || changed) showPane('stream');
    pane.shut();
    stream.mark(null);
  }
  panes.classList.toggle('with-thread', Boolean(thread));
  if (changed) await stream.load(channel, state);
}

function drawCaseViews() {
  const mine = person();
  const open = 'new,investigating,contained';
  const here = place.view === 'cases' ? casesPath(place.filters) : null;
  const views = [['Open', casesPath({ state: open })], ['Mine', mine ? casesPath({ state: open, mine }) : null], ['All cases', '/cases']];
  byId('case-views').replaceChildren(...views.map(([label, path]) => el('li', {}, el('a', {
    href: path ?? '/cases', 'aria-current': path && path === here ? 'page' : null, onclick: path ? null : (event) => { event.preventDefault(); askPerson(); },
  }, el('span', { class: 'hash', 'aria-hidden': 'true' }, label === 'Mine' ? '◐' : label === 'Open' ? '○' : '≡'), el('span', { class: 'side-name' }, label)))));
  settleCaseViews();
}

function drawChannels(current) {
  if (current) {
    byId('stream-title').textContent = `#${current}`;
    document.title = `#${current} · ChatOps`;
  }
  const known = !current || channels.some(({ name }) => name === current) ? channels : [...channels, { name: current, title: current, threads: 0, open: 0 }];
  byId('channels').replaceChildren(...known.map(({ name, title, open }) => el('li', {},
    el('a', { href: streamPath(name), 'aria-current': name === current ? 'page' : null, title: title && title !== name ? title : null, onclick: () => showPane('stream') },
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

const settleCaseViews = roving(byId('case-views'), () => [...byId('case-views').querySelectorAll('a')]);
const settleChannels = roving(byId('channels'), () => [...byId('channels').querySelectorAll('a')]);
const settleViews = roving(byId('views'), () => [...byId('views').querySelectorAll('button')]);

async function readChannels() {
  try {
    channels = (await api.channels()).items;
    if (stream.channel || place.view !== 'stream') drawChannels(place.view === 'stream' ? stream.channel : null);
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
  if (stream.channel) stream.load(stream.channel, state);
  pane.reload();
  reloadCases();
}

function reloadCases() {
  if (place.view === 'cases') cases.refresh();
  if (place.view === 'case') casePage.load();
}

function drawPerson() {
  byId('person').textContent = person() ? `You: ${person()}` : 'Say who you are';
  drawCaseViews();
}

listenForKeys({
  escape: (target) => { if (place.view === 'stream' && pane.id && !pane.root.contains(target)) closeThread(); },
  search: () => {
    if (place.view === 'cases') cases.focusSearch();
    else if (place.view === 'case') { goTo(lastCases); cases.focusSearch(); }
    else if (pane.id && (pane.root.contains(document.activeElement) || !wide.matches)) pane.focusComposer();
    else command.focus();
  },
  move: (step) => (place.view === 'cases' ? cases.move(step) : place.view === 'case' ? casePage.move(step) : stream.move(step)),
  toCases: () => goTo(lastCases),
  deed,
  report: () => { if (place.view === 'case') casePage.tab('report'); },
  tab: (number) => { if (place.view === 'case') casePage.tab(['thread', 'timeline', 'charts', 'report'][number]); },
  help: showKeys,
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address's fragment is the route
  if (place.view === 'stream') stream.focus(null);
  else if (place.view === 'cases') cases.focusRows();
  else casePage.title.focus();
});
byId('keys').addEventListener('click', showKeys);
byId('person').addEventListener('click', askPerson);
for (const button of [byId('to-side'), document.querySelector('[data-to-side]')]) button.addEventListener('click', () => showPane(panes.dataset.pane === 'side' ? place.view : 'side'));
document.addEventListener('person', drawPerson);

present(where());
showPane(where().view);
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
  message: ({ thread, message }) => {
    pane.hear(thread, message);
    casePage.hearMessage(thread);
  },
  case: (item) => {
    cases.hear(item);
    casePage.hear(item.number);
  },
  cases: reloadCases,
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
onPlace(route);
