/** A refusal in words the reader can act on. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal('The host does not answer. What you typed is still here; try again when the line below the channels says Live.', 0);
  }
  if (!response.ok) throw new Refusal(await reason(response), response.status);
  return response.status === 204 ? null : response.json().catch(() => null);
}

async function reason(response) {
  if (response.status === 401) return 'This room needs its token: open the address that was printed when the host started.';
  const problem = await response.json().catch(() => null);
  const said = [problem?.title, problem?.detail].filter(Boolean);
  if (said.length === 2 && said[1].startsWith(said[0])) said.shift();
  return said.join(': ') || `The host refused this (${response.status}).`;
}

function query(values) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== undefined && value !== '') parts.set(name, value);
  const text = parts.toString();
  return text ? `?${text}` : '';
}

const root = '/api/v1';
const id = encodeURIComponent;

export const api = {
  channels: () => call('GET', `${root}/channels`),
  threads: (filter) => call('GET', `${root}/threads${query({ vendor: 'web', limit: 60, ...filter })}`),
  thread: (thread, signal) => call('GET', `${root}/threads/${id(thread)}`, undefined, signal),
  cases: (filter, signal) => call('GET', `${root}/cases${query({ limit: 100, ...filter })}`, undefined, signal),
  case: (number, signal) => call('GET', `${root}/cases/${id(number)}`, undefined, signal),
  timeline: (number, cursor, signal) => call('GET', `${root}/cases/${id(number)}/timeline${query({ limit: 1000, cursor })}`, undefined, signal),
  reports: (number, signal) => call('GET', `${root}/cases/${id(number)}/reports`, undefined, signal),
  search: (q, as, signal) => call('GET', `${root}/search${query({ q, as, limit: 60 })}`, undefined, signal),
  caseReportUrl: (number, format, version) => `${root}/cases/${id(number)}/${version ? `reports/${id(version)}` : 'report'}${query({ format })}`,
  command: (channel, text, as) => call('POST', `${root}/commands`, { channel, text, as }),
  say: (thread, text, as) => call('POST', `${root}/threads/${id(thread)}/messages`, { text, as }),
  edit: (thread, message, text, as) => call('PUT', `${root}/threads/${id(thread)}/messages/${id(message)}`, { text, as }),
  remove: (thread, message, as) => call('DELETE', `${root}/threads/${id(thread)}/messages/${id(message)}${query({ as })}`),
  key: (thread, message, key, as) => call('POST', `${root}/threads/${id(thread)}/messages/${id(message)}/key`, { as, key }),
  press: (thread, button, as, value) => call('POST', `${root}/threads/${id(thread)}/actions`, { button, as, value }),
  completions: (asked, signal) => call('GET', `${root}/completions${query(asked)}`, undefined, signal),
  outbox: (state) => call('GET', `${root}/outbox${query({ state })}`),
  resend: (row, as) => call('POST', `${root}/outbox/${id(row)}/resend`, { as }),
  intake: () => call('GET', `${root}/intake`),
  retention: () => call('GET', `${root}/retention`),
  ingest: () => call('GET', `${root}/ingest`),
  audit: (filter) => call('GET', `${root}/audit${query({ ...filter })}`),
  auditUrl: (filter, format) => `${root}/audit${query({ ...filter, format })}`,
  reportUrl: (thread, format) => `${root}/threads/${id(thread)}/report?format=${format}`,
};
