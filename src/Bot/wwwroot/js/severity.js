import { el } from './dom.js';

/** GuardDuty's bands. */
export function bandOf(severity) {
  if (severity === null || severity === undefined) return null;
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  if (severity >= 4) return 'medium';
  return 'low';
}

const words = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' };

/** Word, number and a meter of one to four bars: never the colour alone. Without a severity it is said what the thread is about. */
export function severityTag({ severity, entity }) {
  const band = bandOf(severity);
  if (!band) return el('span', { class: 'sev sev-none' }, entity ? 'Entity' : 'Look-up');
  return el('span', { class: `sev sev-${band}` },
    el('span', { class: 'sev-mark', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'), el('i')),
    el('span', { class: 'sev-word' }, words[band]), ' ',
    el('span', { class: 'sev-number' }, Number(severity).toFixed(1)));
}

const states = { new: 'New', contained: 'Contained', open: 'Open', investigating: 'Investigating', snoozed: 'Snoozed', closed: 'Closed', summarised: 'Summarised' };
export const stateWord = (state) => states[state] ?? state;
export const stateTag = (state) => el('span', { class: `state state-${state}` }, stateWord(state));
