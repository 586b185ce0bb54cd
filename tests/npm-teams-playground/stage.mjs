// Everything that is started for the story: in one folder, on this machine alone, and ended with it.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startEntra } from './entra.mjs';

const local = (path) => new URL(path, import.meta.url).pathname;

export const program = process.env.CHATOPS_PROGRAM ?? local('../../artifacts/playground/ChatOps.Bot');
export const app = { id: '0f0e0d0c-7a11-4b00-9c00-00000000c0de', tenant: '0f0e0d0c-7a11-4b00-9c00-00000000f00d', secret: 'a secret of the tests, good for nothing' };
export const channel = { id: '19:5ec0a1e7000000000000000000000001@thread.tacv2', name: 'Security alerts' };
export const bot = { id: `28:${app.id}`, name: 'ChatOps' };
export const person = { id: '29:1ana', name: 'Ana Weber', aadObjectId: '0f0e0d0c-7a11-4b00-9c00-0000000000a1' };
export const playground = 'http://localhost:56150';
export const room = 'http://127.0.0.1:5080';
const edge = 'http://127.0.0.1:5081';

/** Why the story cannot be told here; null when it can. */
export const obstacle = () => {
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  const again = "Start it where there is nothing but this machine:\n  unshare -rn sh -c 'ip link set lo up && node check.mjs'";
  if (others.length > 0) return `The Playground listens on every address and asks nobody who they are, and this machine can be reached by ${others.join(', ')}. ${again}`;
  if (!networkInterfaces().lo) return `The loopback interface is down. ${again}`;
  if (!existsSync(program)) return `${program} does not exist. Build it first, from the root of the repository:\n  dotnet publish src/Bot -c Release -o artifacts/playground\nor name it in CHATOPS_PROGRAM.`;
  return null;
};

const config = () => {
  const named = (one) => ({ ...one, userPrincipleName: `${one.id.slice(4)}@example.com`, email: `${one.id.slice(4)}@example.com`, givenName: one.name.split(' ')[0], surname: one.name.split(' ')[1] });
  return {
    version: '0.1.1', tenantId: app.tenant, bot, currentUser: named(person),
    users: ['Ben Okafor', 'Caro Lindt', 'Dev Anand', 'Eli Brandt', 'Fay Moreau'].map((name, at) => named({ id: `29:1${name.slice(0, 3).toLowerCase()}`, name, aadObjectId: `0f0e0d0c-7a11-4b00-9c00-0000000000b${at}` })), // it wants five
    personalChat: { id: 'a:1personal' }, groupChat: { id: '19:group0000000000000000000000000001@thread.v2', name: 'Night shift' },
    team: { id: '19:5ec0a1e7000000000000000000000000@thread.tacv2', name: 'Security', aadGroupId: '0f0e0d0c-7a11-4b00-9c00-0000000000c3', channels: [channel] },
  };
};

export const setStage = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-playground-'));
  const started = [];
  // However the script ends, nothing of it stays.
  process.on('exit', () => {
    for (const { child } of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (name, command, args, env) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = join(folder, `${name}.log`);
    const file = createWriteStream(log);
    for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
    started.push({ child, gone: new Promise((resolve) => child.once('exit', resolve)) });
    return { log: () => readFileSync(log, 'utf8'), isOver: () => child.exitCode !== null };
  };

  const entra = await startEntra(folder, app);
  writeFileSync(join(folder, '.m365agentsplayground.yml'), JSON.stringify(config())); // JSON is YAML
  const client = start('playground', process.execPath, [
    '--require', local('here.cjs'), local('node_modules/@microsoft/m365agentsplayground/cli.js'), 'start', '--port', '56150', '--channel-id', 'msteams', '--app-endpoint', `${edge}/api/messages`,
    '--client-id', app.id, '--client-secret', app.secret, '--tenant-id', app.tenant, '--disable-telemetry',
  ], { NODE_EXTRA_CA_CERTS: entra.certificate, TEAMSAPPTESTER_BROWSER: 'none', M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log') });
  await until('the Playground listens', async () => (await fetch(`${playground}/_debug/ping`).catch(() => null))?.ok, client);

  const startProgram = async () => {
    const options = {
      'Findings:Source': 'sample', 'Findings:Replay': 'instant', 'Web:Url': room, 'Edge:Url': edge, 'Web:PublicUrl': 'https://chatops.example.com',
      'Teams:AppId': app.id, 'Teams:TenantId': app.tenant, 'Teams:ClientSecret': app.secret, 'Teams:OwnApplicationTokens': 'true', 'Teams:LoginUrl': 'https://localhost/',
      'Teams:ServiceUrl': `${playground}/_connector`, 'Teams:AllowedServiceHosts': 'localhost', 'Teams:DefaultChannel': channel.id,
    };
    const bot = start('program', program, Object.entries(options).map(([name, value]) => `--${name}=${value}`), { SSL_CERT_FILE: entra.certificate });
    await until('the program is ready', async () => (await fetch(`${room}/health/ready`).catch(() => null))?.ok, bot);
    return bot;
  };

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  // What the Playground tells its page, as it tells it.
  const told = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))));
  return {
    entra, page, told, startProgram,
    strike: async () => {
      await browser.close();
      for (const { child } of started) child.kill('SIGTERM');
      const slow = setTimeout(() => started.forEach(({ child }) => child.kill('SIGKILL')), 10_000);
      await Promise.all(started.map(({ gone }) => gone));
      clearTimeout(slow);
      entra.stop();
    },
  };
};

/** Waits for what has to happen. */
export const until = async (what, test, process, seconds = 60) => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await test();
    if (found) return found;
    if (process?.isOver()) throw new Error(`${what}: it ended\n${process.log().slice(-3000)}`);
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
