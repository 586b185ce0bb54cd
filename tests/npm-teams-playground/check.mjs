// The workshop's story in a Teams client that is not ours. Ends with 0 when a person sees and gets what the story says.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buttons, press, visit, words } from './channel.mjs';
import { app, channel, obstacle, playground, room, setStage, until } from './stage.mjs';

const why = obstacle();
if (why) {
  console.error(why);
  process.exit(1);
}

const late = setTimeout(() => { console.error('not over within 10 minutes'); process.exit(1); }, 600_000);
let checked = 0;
const check = async (name, work) => {
  await work();
  checked++;
  console.log(`ok  ${name}`);
};

const stage = await setStage();
const { page, entra, told } = stage;
const shots = process.env.PLAYGROUND_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });
const shoot = async (name, what = page) => shots && what.screenshot({ path: join(shots, `${name}.png`) });
const inRoom = async (path) => (await fetch(`${room}/api/v1/${path}`)).json();
const rooms = async () => Promise.all((await inRoom('threads?limit=100')).items.map(async ({ id }) => JSON.stringify(await inRoom(`threads/${id}`))));

const tell = async () => {
  await page.goto(playground);
  const teams = visit(page);
  await until('the page is connected', () => told.length > 0);
  const program = await stage.startProgram();
  await teams.open(channel.name);

  await check('the program and the Playground have tokens of the same Entra ID', async () => {
    await until('both have asked', () => new Set(entra.asked).size === 2);
    assert.deepEqual([...new Set(entra.asked)].sort(), [`${app.id}/.default`, 'https://api.botframework.com/.default']);
  });

  const story = await teams.thread('· 41 occurrences · updated');
  await check('every finding of the day has its post, or stands in the one of many', async () => {
    const count = async () => {
      const roots = await teams.roots();
      const many = roots.map((root) => /(\d+) new findings are summarised/.exec(root)).find(Boolean);
      return roots.filter((root) => / occurrences?\b/.test(root) && root.includes('Sample data')).length + Number(many?.[1] ?? 0);
    };
    await until('25 findings', async () => await count() === 25);
    await shoot('channel');
  });

  await check('the alert says who, where from and when, with its buttons', async () => {
    const root = await words(story.root);
    for (const part of ['Medium 5.0 · GetParameters called from 198.51.100.23', 'lab-GeneralInstanceRole', 'payments-prod', "is this instance's own public address", '1 Aug 2024 00:20 – 00:54 UTC']) assert.ok(root.includes(part), part);
    assert.deepEqual((await buttons(story.root)).slice(0, 5), ['Investigate', 'Calls by hour', 'Flow', 'Set interval', 'Report']);
  });

  await check('its opening replies stand in its thread: what to look at next, and the span of the actor', async () => {
    const pivots = await story.reply('Role session');
    assert.match(await pivots.getByRole('link', { name: 'Detective' }).first().getAttribute('href'), /^https:\/\/console\.aws\.amazon\.com\/detective\/.*scopeStart=1722470400/);
    const span = await story.reply('Observation span of 198.51.100.23');
    assert.match(await words(span), /18 h 25 min/);
    await until('its picture is drawn', () => span.locator('img').first().evaluate((image) => image.complete && image.naturalWidth > 300));
    await shoot('root', story.root);
    await shoot('pivots', pivots);
    await shoot('span', span);
  });

  await teams.post('@ChatOps investigate ip 198.51.100.23');
  const address = await teams.thread('actor, belonging to a resource');
  await check('a mention opens a thread for an address', async () => {
    const span = await words(await address.reply('Observation span of 198.51.100.23'));
    for (const part of ['18 h 36 min', '7,235 calls', 'flow logs show private addresses only']) assert.ok(span.includes(part), part);
  });

  await check('a button is answered at once, and by a card with a chart and a table', async () => {
    await press(address.root, 'Calls by hour');
    await address.says('Asked. The answer comes in the thread.');
    const calls = await address.reply('Who called what');
    assert.match(await words(calls), /3,914 successful · 3,321 failed/);
    await calls.scrollIntoViewIfNeeded();
    await shoot('calls', calls);
    await until('its chart is drawn', async () => await calls.locator('svg :is(rect, path)').count() > 20);
    assert.ok(await calls.getByRole('row').count() > 10);
    await press(calls, 'Set interval 01:00 – 02:00');
    await address.says('Interval set to 1 Aug 2024 01:00 – 02:00 UTC by Ana Weber');
  });

  await check('what is being asked stands in the thread at once, and becomes the answer where it stands', async () => {
    const answers = told.filter((one) => one.startsWith('{"action":"updateMessage"') && one.includes('Who called what')).map((one) => JSON.parse(one).message.messageId);
    assert.equal(new Set(answers).size, 1);
    assert.equal(told.filter((one) => one.startsWith('{"action":"createMessage"') && JSON.parse(one).message.messageId === answers[0]).length, 1);
    assert.equal(await address.found.getByText('API calls of 198.51.100.23').count(), 1);
  });

  await check('a note is written to the bot, and kept', async () => {
    await story.write('@ChatOps isolated the instance at 19:05, snapshot taken');
    await story.reply('Kept as a note');
    assert.equal((await rooms()).filter((one) => one.includes('isolated the instance at 19:05, snapshot taken')).length, 1);
  });

  await check('a report counts the notes, and leads to the room that holds them', async () => {
    await story.write('@ChatOps report');
    const report = await story.reply('Not learned');
    assert.match(await words(report), /18 h 36 min.* Notes 1 .*Case open/);
    const whole = await report.getByRole('link', { name: 'Whole report' }).getAttribute('href');
    assert.match(whole, /^https:\/\/chatops\.example\.com\/api\/v1\/threads\//);
    assert.match(await (await fetch(whole.replace('https://chatops.example.com', room))).text(), /isolated the instance at 19:05, snapshot taken/);
    await shoot('report', report);
  });

  await check('a message of anybody is added to an investigation, in a dialog that shows it word for word', async () => {
    const hostile = '**bold** [here](https://evil.example/x) ![x](https://evil.example/y.png) {{DATE(2024-08-01T00:00:00Z,SHORT)}} _a_ `b`';
    await teams.post(`the runbook names 198.51.100.23 as our NAT ${hostile}`);
    const { dialog, close } = await (await teams.thread('the runbook names')).act('addToInvestigation');
    await dialog.getByText('The whole message is kept as a note').waitFor();
    await shoot('dialog');
    assert.ok((await words(dialog)).includes(`as our NAT ${hostile}`), await words(dialog));
    assert.equal(await dialog.locator('a[href*="evil.example"], img[src*="evil.example"]').count(), 0);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('Added to the investigation').waitFor();
    await close();
    assert.equal((await rooms()).filter((one) => one.includes('as our NAT')).length, 1);
  });

  await check('a finding is searched for, shown to the channel, and investigated from there', async () => {
    const found = await teams.search('searchFindings', 'words', 'Portscan');
    await found.getByText('scans the ports of another host').first().click();
    await teams.post();
    const shown = await teams.thread(/Ana Weber.*scans the ports of another host/s);
    await shoot('found', shown.found);
    await press(shown.root, 'Investigate');
    await shown.says(/Answered in/); // its own thread, or the one it has
  });

  await check("a link into Detective's console shows what it leads to", async () => {
    const preview = await teams.unfurl(await story.root.getByRole('link', { name: 'Detective' }).getAttribute('href'));
    await preview.dialog.getByText('GetParameters called from 198.51.100.23').first().waitFor();
    await preview.cancel();
  });

  await check('in a chat of two, words without a mention are a command', async () => {
    await teams.chat('Personal Chat', 'help');
    await teams.card('report').waitFor();
    await shoot('personal');
  });

  await check('nobody gets in without a token, or with one of another application', async () => {
    const call = (headers) => fetch('http://127.0.0.1:5081/api/messages', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ type: 'message', channelId: 'msteams', text: 'x' }) });
    assert.equal((await call({})).status, 401);
    assert.equal((await call({ authorization: `Bearer ${entra.issue('https://api.botframework.com')}` })).status, 401);
  });

  await check('the program has nothing to complain of', async () => {
    const complaints = program.log().split('\n').filter((line) => / (warn|fail|crit): /.test(line) && !line.includes('A request to /api/messages was refused with 401'));
    assert.deepEqual(complaints, []);
  });
};

let failure;
try {
  await tell();
} catch (error) {
  failure = error;
  await shoot('failed').catch(() => {});
  console.error(error);
}

await stage.strike();
clearTimeout(late);
if (!failure) console.log(`${checked} checks passed`);
process.exit(failure ? 1 : 0);
