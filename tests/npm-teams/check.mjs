// Every golden card through the genuine renderer: nothing it complains about, nothing live that is not ours. See README.md.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hosts } from './hosts.mjs';
import { page } from './page.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const option = (name) => { const at = process.argv.indexOf(name); return at < 0 ? null : process.argv[at + 1]; };
const folder = option('--cards') ?? join(here, '../Bot.Tests/Channels/Teams/AdaptiveCards/Golden');
const shots = option('--shots');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const teams = join(here, '../../../shared/facts/hostconfig-microsoft-teams-light.json');
if (existsSync(teams)) hosts['of Teams'] = JSON.parse(readFileSync(teams, 'utf8'));

const work = mkdtempSync(join(tmpdir(), 'npm-teams-'));
const browse = (html, ...args) => {
  const file = join(work, 'page.html');
  writeFileSync(file, html);
  return execFileSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${work}/profile`, '--virtual-time-budget=20000', ...args, pathToFileURL(file).href],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
};

const cards = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => ({ name: basename(name, '.json'), ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
const ours = /^https:\/\/(chatops\.example|(us-east-1\.)?console\.aws\.amazon\.com)\//;
let faults = 0;
let events = 0;
let fallen = 0;
const fault = (words) => { faults++; console.error(words); };

for (const [theme, host] of Object.entries(hosts)) {
  const told = /<script type="application\/json" id="results">(.*?)<\/script>/s.exec(browse(page(cards, host, 720), '--dump-dom'));
  const results = told ? JSON.parse(told[1]) : [];
  if (results.length !== cards.length) fault(`${theme}: ${results.length} of ${cards.length} cards were rendered`);
  for (const result of results) {
    // the renderer knows nothing of Teams' own elements: it says so, and draws what is given instead
    const unknown = result.events.filter((event) => event === 'UnknownElementType').slice(0, result.charts);
    fallen += unknown.length;
    if (unknown.length < result.charts) fault(`${theme}, ${result.name}: ${result.charts} charts, of which ${unknown.length} fell back`);
    for (const event of unknown) result.events.splice(result.events.indexOf(event), 1);
    events += result.events.length;
    for (const event of result.events) fault(`${theme}, ${result.name}: ${event}`);
    if (!result.drawn) fault(`${theme}, ${result.name}: not drawn`);
    for (const text of result.unseen) fault(`${theme}, ${result.name}: not shown literally: ${text.slice(0, 200)}`);
    for (const html of result.live) fault(`${theme}, ${result.name}: live: ${html}`);
    for (const link of result.links.filter((url) => !ours.test(url))) fault(`${theme}, ${result.name}: links to ${link}`);
    if (result.wide) fault(`${theme}, ${result.name}: wider than its place`);
  }
}

if (shots) {
  mkdirSync(shots, { recursive: true });
  const [across, each] = [2, 4];
  for (let from = 0; from < cards.length; from += each) {
    for (const [theme, width] of [['light', 720], ['dark', 720], ['light', 340]]) {
      const some = cards.slice(from, from + each);
      const file = join(shots, `${theme}${width < 700 ? '-phone' : ''}-${some[0].name}.png`);
      const columns = width < 700 ? some.length : across;
      browse(page(some, hosts[theme], width, columns), `--screenshot=${file}`, `--window-size=${columns * (width + 20) + 32},${option('--height') ?? 2000}`);
    }
  }
}

rmSync(work, { recursive: true, force: true });
console.log(`${events} validation events over ${cards.length} cards in ${Object.keys(hosts).length} host configurations; ${fallen} charts drawn as their fallback; ${faults} faults`);
process.exit(faults === 0 && cards.length > 0 ? 0 : 1);
