// Lets the genuine client libraries talk to the Slack of the tests. Ends with 0 when they find nothing odd in it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebClient, ErrorCode } from '@slack/web-api';
import bolt from '@slack/bolt';

const host = spawn('dotnet', ['run', '--project', new URL('host', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value);
const slack = await hear();
const tell = async (command) => {
  host.stdin.write(JSON.stringify(command) + '\n');
  const answer = await hear();
  assert.ok(!answer.failed, answer.failed);
  return answer;
};

const checks = [];
const check = async (name, work) => {
  await work();
  checks.push(name);
  console.log(`ok  ${name}`);
};
const channel = slack.channel;
const web = new WebClient(slack.bot, { slackApiUrl: slack.api, retryConfig: { retries: 0 } });

await check('web-api: auth.test', async () => assert.equal((await web.auth.test()).user_id, slack.botUser));
await check('web-api: post, update, read back', async () => {
  const posted = await web.chat.postMessage({
    channel, text: 'hello from npm',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'hello from *npm*', verbatim: true } }],
    metadata: { event_type: 'npm_check', event_payload: { id: '7' } },
  });
  await web.chat.postMessage({ channel, text: 'a reply', thread_ts: posted.ts });
  await web.chat.update({ channel, ts: posted.ts, text: 'hello again' });
  const history = await web.conversations.history({ channel, include_all_metadata: true });
  assert.equal(history.messages[0].text, 'hello again');
  assert.equal(history.messages[0].metadata.event_payload.id, '7');
  const replies = await web.conversations.replies({ channel, ts: posted.ts });
  assert.deepEqual(replies.messages.map((message) => message.text), ['hello again', 'a reply']);
  assert.match((await web.chat.getPermalink({ channel, message_ts: posted.ts })).permalink, /archives/);
  await web.reactions.add({ channel, timestamp: posted.ts, name: 'memo' });
});
await check('web-api: pages', async () => {
  let pages = 0;
  for await (const page of web.paginate('conversations.history', { channel, limit: 1 })) pages += page.messages.length > 0 ? 1 : 0;
  assert.ok(pages >= 1);
});
await check('web-api: a refusal carries its reasons', async () => {
  const refused = await web.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider', colour: 'red' }] }).catch((error) => error);
  assert.equal(refused.code, ErrorCode.PlatformError);
  assert.equal(refused.data.error, 'invalid_blocks');
  assert.match(refused.data.response_metadata.messages[0], /\/blocks\/0\/colour/);
});
await check('web-api: files.uploadV2', async () => {
  const root = await web.chat.postMessage({ channel, text: 'a thread for a file' });
  await web.files.uploadV2({ channel_id: channel, thread_ts: root.ts, filename: 'table.csv', file: Buffer.from('a,b\n1,2\n'), title: 'Table', initial_comment: 'the whole table' });
  await tell({ do: 'expect', words: 'the whole table' });
});

const speak = (app) => {
  app.command('/investigate', async ({ ack, command, respond }) => {
    await ack(`looking for ${command.text}`);
    await respond({ text: `found ${command.text}`, response_type: 'ephemeral' });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `heard ${event.text.replace(/<[^>]*> /, '')}`, blocks: [
      { type: 'section', text: { type: 'plain_text', text: `heard ${event.text.replace(/<[^>]*> /, '')}` } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'pivot', text: { type: 'plain_text', text: 'Pivot' }, value: 'v' }] },
    ] });
  });
  app.action('pivot', async ({ ack, body, client, respond }) => {
    await ack();
    await respond({ text: 'pressed', replace_original: false });
    await client.views.open({ trigger_id: body.trigger_id, view: {
      type: 'modal', callback_id: 'note', title: { type: 'plain_text', text: 'A note' }, submit: { type: 'plain_text', text: 'Add' },
      blocks: [{ type: 'input', block_id: 'note', label: { type: 'plain_text', text: 'Words' }, element: { type: 'plain_text_input', action_id: 'text' } }],
    } });
  });
  app.view('note', async ({ ack, view, client }) => {
    await ack();
    await client.chat.postMessage({ channel, text: `noted ${view.state.values.note.text.value}` });
  });
  return app;
};

const converse = async (way) => {
  await check(`bolt over ${way}: slash command`, async () => {
    const answer = await tell({ do: 'slash', text: `/investigate ${way}` });
    assert.equal(answer.status, 200);
    await tell({ do: 'whisper', words: `looking for ${way}` });
    await tell({ do: 'whisper', words: `found ${way}` });
  });
  await check(`bolt over ${way}: event, button, dialog`, async () => {
    await tell({ do: 'mention', text: `words ${way}` });
    await tell({ do: 'expect', words: `heard words ${way}` });
    assert.equal((await tell({ do: 'click', words: `heard words ${way}`, button: 'Pivot' })).status, 200);
    await tell({ do: 'whisper', words: 'pressed' });
    assert.equal((await tell({ do: 'submit', words: 'A note', field: 'note/text', value: `by ${way}` })).status, 200);
    await tell({ do: 'expect', words: `noted by ${way}` });
  });
};

const clientOptions = { slackApiUrl: slack.api };
const overHttp = speak(new bolt.App({ token: slack.bot, signingSecret: slack.secret, clientOptions, logLevel: 'error', endpoints: ['/slack/events', '/slack/commands', '/slack/interactions', '/slack/options'] }));
const server = await overHttp.start({ port: 0, host: '127.0.0.1' });
await tell({ do: 'connect', to: `http://127.0.0.1:${server.address().port}` });
await converse('HTTP');
await overHttp.stop();
await tell({ do: 'disconnect' });

const overSocket = speak(new bolt.App({ token: slack.bot, appToken: slack.app, socketMode: true, clientOptions, logLevel: 'error' }));
await overSocket.start();
await tell({ do: 'sockets', count: 1 });
await converse('Socket Mode');
await check('bolt over Socket Mode: comes back after a refresh', async () => {
  await tell({ do: 'refresh' });
  await tell({ do: 'sockets', count: 1 });
  await converse('a new connection');
});
await overSocket.stop();

const end = await tell({ do: 'end' });
assert.equal(end.unexpected, '');
assert.match(end.refused, /^chat\.postMessage: invalid_blocks [^;]*colour[^;]*$/); // the one that was meant
host.stdin.end();
console.log(`${checks.length} checks passed`);
process.exit(0);
