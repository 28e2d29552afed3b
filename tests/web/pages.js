// SPDX-License-Identifier: Apache-2.0
// pages.js URL FILE -- opens each page of the desk named in FILE in headless
// Chromium: light and dark in each direction, wide and 360 px, and prints what axe-core finds, pages wider than the screen, requests to
// other places, and messages on the console. DESK_SESSION: whose session it is. The exit code is 1 for any.
'use strict';
const fs = require('fs');
const path = require('path');
const modules = path.join(__dirname, '..', 'node_modules');
const puppeteer = require(path.join(modules, 'puppeteer-core'));
const axe = fs.readFileSync(require.resolve(path.join(modules, 'axe-core', 'axe.min.js')), 'utf8');

const [url, list] = process.argv.slice(2);
// axe-core looks at each theme and each direction with all its rules; where only the
// theme differs from a view it has seen, colours alone can differ.
const all = {};
const colours = { runOnly: ['color-contrast'] };
const views = [
  { name: 'light', width: 1280, theme: 'light', lang: 'en', axe: all },
  { name: 'dark', width: 1280, theme: 'dark', lang: 'en', axe: colours },
  { name: 'dark, right-to-left', width: 1280, theme: 'dark', lang: 'ar', axe: all },
  { name: 'light, right-to-left', width: 1280, theme: 'light', lang: 'ar', axe: colours },
  { name: 'small', width: 360, theme: 'light', lang: 'fil', axe: all },
  { name: 'small, right-to-left', width: 360, theme: 'dark', lang: 'ar', axe: null },
  { name: 'small, long words', width: 360, theme: 'light', lang: 'ru', axe: null },
  { name: 'very wide', width: 1920, theme: 'light', lang: 'en', axe: null },
];
let bad = 0;
function complain(text) {
  console.log(text);
  bad++;
}

async function look(page, address, view) {
  // The policy of the desk lets no foreign script in, this one neither: it is put in as the debugger does.
  await page.evaluate(axe);
  const result = await page.evaluate((options) => window.axe.run(document, { resultTypes: ['violations'], ...options }), view.axe);
  for (const v of result.violations)
    for (const n of v.nodes.slice(0, 3)) complain(`${address} (${view.name}): ${v.id}: ${v.help}: ${n.html.slice(0, 200)}`);
}

async function measure(page, address, view) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) complain(`${address} (${view.name}): ${over} px wider than the screen`);
  const small = await page.evaluate(() => {
    const found = [];
    for (const e of document.querySelectorAll('.bar a, .bar button, .nav a, .button, button, select, input:not([type=hidden]), .tabs a, .pages a')) {
      const r = e.getBoundingClientRect();
      if (r.width > 0 && r.height > 0 && r.height < 43.5 && !['radio', 'checkbox'].includes(e.type)) found.push(e.outerHTML.slice(0, 120));
    }
    return found;
  });
  for (const s of small) complain(`${address} (${view.name}): lower than 44 px: ${s}`);
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    page.on('console', (m) => { if (!/404/.test(m.text())) complain(`console: ${m.text()}`); });
    page.on('pageerror', (e) => complain(`script: ${e.message}`));
    page.on('request', (r) => { if (!r.url().startsWith(url) && !r.url().startsWith('data:')) complain(`asks elsewhere: ${r.url()}`); });
    const pages = fs.readFileSync(list, 'utf8').split('\n').filter((l) => l !== '');
    for (const view of views) {
      await page.setViewport({ width: view.width, height: 900 });
      if (process.env.DESK_SESSION) await page.setCookie({ name: 'copkit', value: process.env.DESK_SESSION, url });
      await page.setCookie({ name: 'theme', value: view.theme, url }, { name: 'lang', value: view.lang, url });
      for (const address of pages) {
        await page.goto(url + address, { waitUntil: 'load' });
        if (view.axe !== null) await look(page, address, view);
        await measure(page, address, view);
      }
    }
  } finally {
    await browser.close();
  }
  process.exitCode = bad > 0 ? 1 : 0;
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 2;
});
