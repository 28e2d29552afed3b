// SPDX-License-Identifier: Apache-2.0
// offline.js COPKIT STORE DIR -- the page of forms that works without a network, in
// headless Chromium, while the desk behind it goes away and comes back. Prints "ok NAME"
// or "not ok NAME" for each thing that must hold; pictures go to DIR.
'use strict';
const { spawn } = require('child_process');
const path = require('path');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));
const [copkit, store, dir] = process.argv.slice(2);
const say = (good, name, why) => console.log(`${good ? 'ok' : 'not ok'} ${name}${good || why === undefined ? '' : `\n# ${JSON.stringify(why)}`}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let desk = null, port = 0;

async function start() {
  desk = spawn(copkit, ['serve', '-s', store, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve) => { let s = ''; desk.stdout.on('data', (d) => { s += d; const m = /ready: http:\/\/127\.0\.0\.1:(\d+)/.exec(s); if (m) resolve(m); }); });
  port = Number(line[1]);
}
async function stop() {
  const ended = new Promise((resolve) => desk.on('exit', resolve));
  desk.kill('SIGTERM');
  await ended;
}
const url = () => `http://127.0.0.1:${port}/reports/offline`;
const kept = (page) => page.$$eval('#kept li', (all) => all.map((e) => ({ state: e.dataset.state, id: e.dataset.id, text: e.textContent })));
const until = async (what, tries = 100) => { for (let i = 0; i < tries; i++) { if (await what()) return true; await pause(100); } return false; };

async function fill(page, form, values) {
  await page.evaluate((f) => { location.hash = `#form-${f}`; }, form);
  await page.waitForSelector(`#form-${form}:not([hidden])`);
  for (const [name, value] of Object.entries(values)) {
    await page.$eval(`#${form}-${name}`, (e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }, value);
  }
}
const submit = (page, form) => page.click(`#form-${form} button[type=submit]`);
const day = new Date(Date.now() - 5 * 86400000).toISOString().slice(0, 10);
const training = (n, office = 'Example office NCR') => ({ reporter: office, area: '1300000000', day, passed_female: String(n) });

async function main() {
  await start();
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--lang=en-US'] });
  const faults = [];
  const open = async () => {
    const page = await browser.newPage();
    page.on('pageerror', (e) => faults.push(e.message));
    page.on('console', (m) => { if (/Content.Security/i.test(m.text())) faults.push(m.text()); });
    await page.setViewport({ width: 420, height: 900 });
    await page.goto(url(), { waitUntil: 'load' });
    return page;
  };
  let page = await open();
  say(await until(() => page.$eval('#state', (e) => e.textContent.includes('works without a network'))), 'after the first load it says that it works without a network');
  await page.screenshot({ path: path.join(dir, 'offline-first.png'), fullPage: true });
  say(!(await page.content()).includes('href="/people"'), 'nothing that needs the desk stands on it');

  await stop();
  await page.setOfflineMode(true);
  await page.close();
  page = await open();
  say(await page.$$eval('form.offline', (all) => all.length) === 8, 'with the desk gone the page opens, with its eight forms');
  await fill(page, 'training', training(12));
  await fill(page, 'materials', { reporter: 'Example office NCR', copies: '77' });
  await page.close(); // half filled in
  page = await open();
  await page.evaluate(() => { location.hash = '#form-training'; });
  say(await page.$eval('#training-passed_female', (e) => e.value) === '12' && await page.$eval('#materials-copies', (e) => e.value) === '77', 'what was half filled in is there when the tab was closed');
  await submit(page, 'training');
  say(await until(async () => (await kept(page)).some((r) => r.state === 'waiting')), 'a report waits in the list');
  const [first] = await kept(page);
  say(/^[0-9a-f]{32}$/.test(first.id), 'with an id chosen before anything was sent', first);
  await fill(page, 'training', training(1, 'Office 0917 1234567'));
  await submit(page, 'training');
  await until(async () => (await kept(page)).length === 2);
  await page.setViewport({ width: 420, height: 900 });
  await page.screenshot({ path: path.join(dir, 'offline-waiting.png') });
  await page.close();

  await start();
  page = await open();
  say(await until(async () => (await kept(page)).every((r) => r.state !== 'waiting')), 'when the desk is back it sends by itself', await kept(page));
  let all = await kept(page);
  const good = all.find((r) => r.id === first.id), bad = all.find((r) => r.id !== first.id);
  say(good && good.state === 'sent' && /receipt [0-9a-f]{12}/.test(good.text), 'a sound report arrived and shows its receipt', all);
  say(bad && bad.state === 'refused' && bad.text.length > 90, 'a refused one stays, with the reason', bad);
  await page.screenshot({ path: path.join(dir, 'offline-sent.png'), fullPage: true });
  await page.evaluate((id) => [...document.querySelectorAll(`[data-id="${id}"] button`)][0].click(), bad.id);
  say(await page.$eval('#training-reporter', (e) => e.value) === 'Office 0917 1234567', 'it can be changed');
  await fill(page, 'training', training(1, 'Example office R1'));
  await submit(page, 'training');
  say(await until(async () => { const r = (await kept(page)).find((x) => x.id === bad.id); return r && r.state === 'sent'; }), 'and then arrives under its id', await kept(page));

  // The same id with other content, as from a cloned device: kept and explained.
  await page.evaluate(async (id, d) => {
    const db = await new Promise((resolve) => { const q = indexedDB.open('copkit-reports', 1); q.onsuccess = () => resolve(q.result); });
    const t = db.transaction('reports', 'readwrite');
    t.objectStore('reports').put({ id, form: 'training', title: 'Training of workers', fields: { reporter: 'Example office NCR', area: '1300000000', day: d, passed_female: '99' }, made: new Date().toISOString(), state: 'waiting' });
    await new Promise((resolve) => { t.oncomplete = resolve; });
  }, first.id, day);
  await page.reload({ waitUntil: 'load' });
  say(await until(async () => (await kept(page)).some((r) => r.id === first.id && r.state === 'refused' && r.text.includes('id of its own'))), 'another report under a held id stays and is explained', await kept(page));
  await page.evaluate((id) => [...document.querySelectorAll(`[data-id="${id}"] button`)][0].click(), first.id);
  await submit(page, 'training');
  say(await until(async () => { const x = await kept(page); return x.length === 2 && x.every((r) => r.state === 'sent') && !x.some((r) => r.id === first.id); }), 'sent again it has an id of its own', await kept(page));

  // The answer is lost on its way: the same report is sent again, and counts once.
  await page.evaluate(() => { window.real = fetch; window.fetch = async (...a) => { const r = await window.real(...a); if (a[1] && a[1].method === 'POST') { window.fetch = window.real; throw new TypeError('cut'); } return r; }; });
  await fill(page, 'training', training(5));
  await submit(page, 'training');
  say(await until(() => page.$eval('#state', (e) => e.textContent.includes('no network'))), 'an answer that is lost leaves the report waiting', await kept(page));
  await page.reload({ waitUntil: 'load' });
  say(await until(async () => (await kept(page)).every((r) => r.state === 'sent')), 'and it is sent again');
  say(faults.length === 0, 'no error and nothing against the policy of the desk', faults);
  await browser.close();
  await stop();
}
main().catch((e) => { console.error(e); process.exitCode = 2; if (desk) desk.kill('SIGKILL'); });
