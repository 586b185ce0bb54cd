import { byId, el } from './dom.js';
import { clock, day } from './times.js';

let status = null;
let heard = 0;

/** Says that the day is a recorded one, and where its clock stands. The clock runs on between two reports. */
export function showStatus(next) {
  status = next;
  heard = Date.now();
  draw();
}

function draw() {
  const banner = byId('banner');
  banner.hidden = !status?.sample;
  if (banner.hidden) return;
  const { replay } = status;
  const passed = replay?.running ? (Date.now() - heard) * replay.speed : 0;
  const now = new Date(new Date(status.asOf).getTime() + passed);
  banner.replaceChildren(
    el('strong', {}, 'Sample day'),
    el('span', {}, 'Recorded data, nothing here is live.'),
    el('span', { class: 'banner-clock' }, replay?.running ? 'Replay clock ' : 'Replay ended at ',
      el('time', { datetime: now.toISOString() }, `${day(now)} ${clock(now)} UTC`), replay?.running ? ` · ${replay.speed}× real time` : ''));
}

setInterval(() => { if (status?.replay?.running) draw(); }, 1000);
