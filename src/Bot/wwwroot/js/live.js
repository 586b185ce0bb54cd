/**
 * The host's event stream. The browser reconnects by itself and names the last event it saw; the host sends what was
 * missed, or `reload` when it no longer has it.
 */
export function listen({ thread, message, case: one, cases, status, reload, connection }) {
  const source = new EventSource('/api/v1/events');
  const on = (type, hear) => source.addEventListener(type, (event) => hear(event.data ? JSON.parse(event.data) : null));
  on('thread', thread);
  on('message', message);
  on('case', one);
  on('cases', cases);
  on('status', status);
  on('reload', reload);
  source.addEventListener('open', () => connection('live'));
  source.addEventListener('error', () => {
    connection('lost');
    if (source.readyState !== EventSource.CLOSED) return;
    // A refusal (a proxy's error page, an expired token) ends the browser's own retries: begin again, and read everything anew.
    setTimeout(() => { listen({ thread, message, case: one, cases, status, reload, connection }); reload(); }, 5000);
  });
}
