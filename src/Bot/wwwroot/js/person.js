import { ask } from './dialogs.js';

const key = 'chatops.person';
let kept = null;

export function person() {
  if (kept) return kept;
  try { kept = localStorage.getItem(key); } catch { kept = null; }
  return kept;
}

/** What is read is read by somebody too: pictures, downloads and the stream of events can carry no header, but this. */
function sign(name) {
  if (name) document.cookie = `chatops-person=${encodeURIComponent(name)}; path=/; samesite=strict; max-age=31536000`;
}

sign(person());

/** The reader's name; asked once, at the first thing that is said or done in their name. Null when they declined. */
export async function knownPerson() {
  return person() ?? askPerson();
}

export async function askPerson() {
  const name = await ask({
    title: 'Who are you?',
    label: 'Your name',
    hint: 'Shown beside your notes and in the audit log. Kept in this browser.',
    value: person() ?? '',
    accept: 'Save',
    maxLength: 60,
  });
  if (!name) return null;
  kept = name;
  sign(name);
  try { localStorage.setItem(key, name); } catch { /* a private window remembers it for this page only */ }
  document.dispatchEvent(new CustomEvent('person', { detail: name }));
  return name;
}
