import { el } from './dom.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n) => String(n).padStart(2, '0');
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const localLong = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const localClock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const clock = (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
export const day = (date) => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
/** The year only where it is not this one. */
export const shortDay = (date) => (date.getUTCFullYear() === new Date().getUTCFullYear() ? `${date.getUTCDate()} ${months[date.getUTCMonth()]}` : day(date));
const sameUtcDay = (a, b) => day(a) === day(b);
const readerIsElsewhere = (date) => date.getTimezoneOffset() !== 0;

/** A moment in UTC; the reader's own time is in the tooltip. */
export function timeTag(iso, { form = 'clock' } = {}) {
  const date = new Date(iso);
  const text = form === 'full' ? `${day(date)} ${clock(date)} UTC` : form === 'day' ? `${shortDay(date)} ${clock(date)}` : `${clock(date)} UTC`;
  const node = el('time', { datetime: iso }, text);
  upgrade(node);
  return node;
}

/** `1 Aug 2024 00:00 – 01:00 UTC`: a half-open interval, the second day only when it differs. */
export function intervalTags(startIso, endIso) {
  const start = new Date(startIso);
  const end = new Date(endIso);
  const from = el('time', { datetime: startIso }, `${day(start)} ${clock(start)}`);
  const to = el('time', { datetime: endIso }, `${sameUtcDay(start, end) ? '' : `${day(end)} `}${clock(end)} UTC`);
  upgrade(from);
  upgrade(to);
  return [from, ' – ', to];
}

function upgrade(node) {
  const date = new Date(node.getAttribute('datetime'));
  if (Number.isNaN(date.getTime()) || node.dataset.upgraded) return;
  node.dataset.upgraded = 'yes';
  node.title = `${localLong.format(date)} your time (${zone}) · ${day(date)} ${clock(date)} UTC`;
}

/** Gives every time element inside `root` the reader's own time; intervals have it beside them. */
export function upgradeTimes(root) {
  root.querySelectorAll('time[datetime]').forEach(upgrade);
  root.querySelectorAll('.interval').forEach((interval) => {
    const ends = [...interval.querySelectorAll('time')].map((node) => new Date(node.getAttribute('datetime')));
    if (ends.some(readerIsElsewhere)) interval.append(el('span', { class: 'local-time' }, ` (${ends.map(localEnd).join(' – ')} your time)`));
  });
}

/** The reader's clock, with the day where it is another one than in UTC. */
const localEnd = (date) => `${date.getDate() === date.getUTCDate() ? '' : `${date.getDate()} ${months[date.getMonth()]} `}${localClock.format(date)}`;
