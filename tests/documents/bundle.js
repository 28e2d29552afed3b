// SPDX-License-Identifier: Apache-2.0
// bundle.js FOLDER WORD -- the bundle opened from the disk, searched, and then
// from a server that goes away: prints what a person sees.
'use strict';
const fs = require('fs'), http = require('http'), path = require('path');
const puppeteer = require(path.join(process.env.NODE_MODULES, 'puppeteer-core'));
const [folder, word] = process.argv.slice(2);
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' };
const server = http.createServer((q, a) => {
  const file = path.join(folder, q.url === '/' ? 'index.html' : q.url);
  if (!fs.existsSync(file)) return a.writeHead(404), a.end();
  a.setHeader('Content-Type', types[path.extname(file)] || 'text/plain');
  a.end(fs.readFileSync(file));
});
server.listen(0, '127.0.0.1', async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  const seen = page => page.evaluate(async () => {
    const images = [...document.querySelectorAll('.picture img')]; // those out of sight wait to be asked for
    for (const i of images) i.loading = 'eager';
    await Promise.all(images.map(i => i.decode().catch(() => null)));
    return { items: document.querySelectorAll('article').length, pictures: images.filter(i => i.complete && i.naturalWidth > 0 && i.alt !== '').length,
    dir: document.documentElement.dir, number: document.getElementById('number').href, draft: document.getElementById('draft').textContent !== '' };
  });
  try {
    const page = await browser.newPage(), faults = [], outside = [];
    page.on('pageerror', e => faults.push(String(e)));
    page.on('console', m => { if (m.type() === 'error' && page.url().startsWith('file:')) faults.push(m.text()); });
    page.on('request', r => { if (!r.url().startsWith('file:') && !r.url().startsWith('http://127.0.0.1') && !r.url().startsWith('data:')) outside.push(r.url()); });
    await page.goto('file://' + path.join(folder, 'index.html'));
    const whole = await seen(page);
    await page.type('#query', word);
    const found = (await seen(page)).items;
    const here = 'http://127.0.0.1:' + server.address().port + '/';
    await page.goto(here);
    await page.evaluate(() => navigator.serviceWorker.ready);
    if (await page.$('link[rel=manifest][href="app.webmanifest"]') === null) faults.push('it cannot be installed');
    await page.reload();
    server.closeAllConnections();
    await new Promise(r => server.close(r));
    await page.goto(here);
    const alone = await seen(page);
    console.log(JSON.stringify({ ...whole, found, withoutServer: alone.items === whole.items && alone.pictures === whole.pictures, faults, outside }));
  } finally {
    await browser.close();
    server.close();
  }
});
