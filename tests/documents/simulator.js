// SPDX-License-Identifier: Apache-2.0
// simulator.js FOLDER -- opens the simulator from the disk, goes through the USSD
// menu and says what it showed.
'use strict';
const path = require('path');
const puppeteer = require(path.join(process.env.NODE_MODULES, 'puppeteer-core'));
(async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage(), faults = [];
    page.on('pageerror', e => faults.push(String(e)));
    await page.goto('file://' + path.join(process.argv[2], 'index.html'));
    const names = await page.$$eval('nav button', l => l.map(b => b.textContent));
    const spoken = await page.$eval('#count', e => e.textContent);
    const press = text => page.evaluate(t => [...document.querySelectorAll('nav button, #keys button')].find(b => b.textContent === t || b.title === t).click(), text);
    await press('SP-USSD-1');
    const first = await page.$eval('#screen p:last-child', e => e.textContent);
    await press('7'); // none of the choices: it says the same again
    const again = await page.$eval('#screen p:last-child', e => e.textContent) === first;
    await press('1');
    const second = await page.$eval('#screen p:last-child', e => e.textContent);
    await page.type('#answer', '0');
    await page.click('#send');
    const back = await page.$eval('#screen p:last-child', e => e.textContent) === first;
    const count = await page.$eval('#count', e => e.textContent);
    console.log(JSON.stringify({ flows: names.join(', '), spoken, first: first.split('\n')[0], again, second: second.split('\n')[0], back, count: count === [...first].length + ' / 160', faults }));
  } finally {
    await browser.close();
  }
})();
