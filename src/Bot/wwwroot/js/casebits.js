import { el } from './dom.js';
import { stateTag } from './severity.js';
import { literal } from './text.js';
import { timeTag } from './times.js';

/** Small parts that the list of cases and the page of one share. */

const verdicts = { truepositive: 'true positive', falsepositive: 'false positive', benign: 'benign', duplicate: 'duplicate' };
export const verdictWord = (verdict) => verdicts[verdict] ?? verdict;

const chats = { web: 'Web', slack: 'Slack', teams: 'Teams' };
export const chatName = (vendor) => chats[vendor] ?? vendor;

export const standingOf = (item) => (item.snoozed && item.state !== 'closed' ? 'snoozed' : item.state);

/** Where the case stands; a verdict or the end of a snooze belongs to it. */
export function standingTag(item) {
  const standing = standingOf(item);
  const more = standing === 'snoozed' && item.snoozed.until ? [' until ', timeTag(item.snoozed.until, { form: 'day' })]
    : standing === 'closed' && item.verdict ? [' · ', verdictWord(item.verdict)] : [];
  return el('span', { class: 'standing' }, stateTag(standing), more.length > 0 && el('span', { class: 'muted' }, more));
}

export const assigneeTag = (item) => (item.assignee
  ? el('span', { class: 'assignee', title: item.assignee }, literal(item.assignee))
  : el('span', { class: 'assignee nobody' }, 'nobody'));

/** The thread of the case in this room; null when it has none. One that a summary stands for can be opened all the same. */
export const webThread = (item) => item.threads.find(({ vendor }) => vendor === 'web') ?? null;

/** One mark for each chat the case has threads in. */
export const chatsTag = (item) => {
  const names = [...new Set(item.threads.map(({ vendor }) => chatName(vendor)))];
  return el('span', { class: 'chats' }, names.length ? names.map((name) => el('span', { class: 'chat' }, name)) : '-');
};

/** A sentence that something is not there, and what to do about it. */
export const notice = (title, text, ...actions) => el('div', { class: 'empty' }, el('h2', {}, title), el('p', {}, text), actions.length > 0 && el('p', { class: 'empty-actions' }, actions));

export const retry = (again) => el('button', { type: 'button', class: 'plain', onclick: again }, 'Try again');
