// SPDX-License-Identifier: Apache-2.0
// building.js URL -- begins a build in Chromium and waits until its page, which nobody
// loads again, says that it is done. The exit code is 0 when it does.
'use strict';
const path = require('path');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (e) => { console.error(e.message); process.exitCode = 1; });
    await page.goto(`${process.argv[2]}/documents/building`, { waitUntil: 'load' });
    await page.click('input[value="contribution/regional"]');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('main form button.button')]);
    await page.waitForSelector('#building-bar', { timeout: 10000 });
    await page.waitForSelector('.notice-done', { timeout: 60000 });
    if (await page.$('#building-bar')) throw new Error('the bar is still there');
  } finally {
    await browser.close();
  }
}

main().catch((e) => {
  console.error(e.message);
  process.exitCode = 1;
});
