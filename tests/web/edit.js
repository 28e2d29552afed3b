// SPDX-License-Identifier: Apache-2.0
// edit.js URL -- fills in forms of the desk in headless Chromium as a person
// would, with scripts switched off. Prints one line "ok NAME" or "not ok NAME"
// for each thing that must hold.
'use strict';
const path = require('path');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));

const [url] = process.argv.slice(2);
function say(good, name) {
  console.log(`${good ? 'ok' : 'not ok'} ${name}`);
}

async function open(browser, address) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setViewport({ width: 360, height: 800 });
  await page.goto(url + address, { waitUntil: 'load' });
  return page;
}

// By keyboard alone, as somebody without a mouse would.
async function write(page, selector, text) {
  await page.bringToFront();
  await page.focus(selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

async function press(page, selector, key) {
  await page.bringToFront();
  await page.focus(selector);
  await page.keyboard.press(key);
}

async function keep(page) {
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: 'load', timeout: 20000 }), press(page, '.buttons button', 'Enter')]);
  return answer;
}

const text = (page, selector) => page.$eval(selector, (e) => e.textContent).catch(() => '');
const value = (page, selector) => page.$eval(selector, (e) => e.value).catch(() => '');

async function refuse(page) {
  await write(page, '#f-verified_on', 'last week');
  await write(page, '#f-verified_by', 'desk officer');
  const answer = await keep(page);
  say(answer.status() === 422, 'a date that is none is refused');
  say((await text(page, '#f-verified_on-error')).includes('year, month, day'), 'the reason stands beside the field');
  say((await page.$eval('#f-verified_on', (e) => e.getAttribute('aria-describedby'))).includes('f-verified_on-error'), 'and is read out with it');
  say((await value(page, '#f-verified_by')) === 'desk officer', 'what was typed elsewhere stays');
  await press(page, '#errors a', 'Enter');
  await page.waitForFunction(() => location.hash === '#f-verified_on', { timeout: 10000 }).catch(() => null);
  say(page.url().endsWith('#f-verified_on'), 'the list at the top leads to the field');
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'],
    protocolTimeout: 30000,
  });
  try {
    const first = await open(browser, '/edit/helpline/makabata-1383');
    const second = await open(browser, '/edit/helpline/makabata-1383');
    await refuse(first);
    await write(first, '#f-verified_on', '2026-11-20');
    const kept = await keep(first);
    say(kept.status() === 200 && first.url().includes('/record/helpline/makabata-1383'), 'mended, it is kept and shown');
    say((await text(first, 'main')).includes('20 November 2026'), 'with the new value');

    await write(second, '#f-cost', 'free');
    const conflict = await keep(second);
    say(conflict.status() === 409, 'who opened the form earlier is told');
    say((await value(second, '#f-cost')) === 'free', 'and has lost nothing');
    say((await text(second, 'table')).includes('2026-11-20'), 'and sees what the other wrote');
    await keep(second);
    say(second.url().includes('/record/'), 'keeping it on top works');

    const answer = await open(browser, '/edit/answer/PH-LR-11?back=/law/LR-11');
    await press(answer, 'input[name="f.confidence"][value="low"]', 'Space');
    await keep(answer);
    say(answer.url().includes('/law/LR-11'), 'a radio button is chosen, and the question is shown again');
    const again = await open(browser, '/edit/answer/PH-LR-11');
    say(await again.$eval('input[name="f.confidence"][value="low"]', (e) => e.checked), 'the choice stands');
  } finally {
    await browser.close();
  }
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 2;
});
