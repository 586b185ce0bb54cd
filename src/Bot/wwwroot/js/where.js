/** Where the reader is, as the address says: a channel's threads, the list of cases, or one case. */

/** Filters of the case list, in the order they stand in its address. */
export const filterNames = ['q', 'state', 'severity', 'account', 'entity', 'mine'];

export function where() {
  const [, first, number, tab] = location.pathname.split('/');
  if (first === 'cases' && number) return { view: 'case', number: decoded(number), tab: new URLSearchParams(location.search).get('tab') ?? tab ?? '' };
  if (first === 'cases') {
    const given = new URLSearchParams(location.search);
    return { view: 'cases', filters: Object.fromEntries(filterNames.map((name) => [name, given.get(name) ?? ''])) };
  }
  const [, channel, thread] = location.hash.split('/').map(decoded);
  return { view: 'stream', channel, thread };
}

export const streamPath = (channel, thread) => `/#/${encodeURIComponent(channel)}${thread ? `/${encodeURIComponent(thread)}` : ''}`;

export const casePath = (number, tab) => `/cases/${encodeURIComponent(number)}${tab ? `?tab=${encodeURIComponent(tab)}` : ''}`;

export function casesPath(filters = {}) {
  const parts = new URLSearchParams();
  for (const name of filterNames) if (filters[name]) parts.set(name, filters[name]);
  const text = parts.toString().replaceAll('%2C', ',');
  return `/cases${text ? `?${text}` : ''}`;
}

/** A part of an address that is no proper escape stands for itself: it leads to "no such …", not to an error. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

let shown = null;
let follow = () => {};

/** Calls back with every new place, however the reader got there. Links of this room do not load the page anew. */
export function onPlace(callback) {
  follow = () => {
    if (location.href === shown) return;
    shown = location.href;
    callback(where());
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin || link.classList.contains('skip')) return;
    if (link.pathname !== '/' && link.pathname !== '/cases' && !link.pathname.startsWith('/cases/')) return;
    event.preventDefault();
    go(link.href);
  });
  follow();
}

export function go(path) {
  const target = new URL(path, location.href).href;
  if (target !== location.href) history.pushState(null, '', target);
  follow();
}

/** The same place said differently: no step to go back to. */
export function amend(path) {
  history.replaceState(null, '', path);
  shown = location.href;
}
