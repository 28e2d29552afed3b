// SPDX-License-Identifier: Apache-2.0
// Plays a SCORM 1.2 package in Chromium under scorm-again, choosing the first
// choice each time, and prints what the learning system was told.
'use strict';
const fs = require('fs'), http = require('http'), path = require('path');
const modules = process.env.NODE_MODULES;
const puppeteer = require(path.join(modules, 'puppeteer-core'));
const [folder] = process.argv.slice(2);
const runtime = fs.readFileSync(path.join(modules, 'scorm-again/dist/scorm12.min.js'));
const frame = '<!DOCTYPE html><script src="/scorm12.js"></script><script>window.API = new Scorm12API({ autocommit: false, logLevel: 5 });</script><iframe src="/course/index.html"></iframe>';
const server = http.createServer((q, a) => {
  if (q.url === '/') return a.setHeader('Content-Type', 'text/html'), a.end(frame);
  if (q.url === '/scorm12.js') return a.end(runtime);
  const file = path.join(folder, q.url.replace('/course/', ''));
  if (!fs.existsSync(file)) return a.writeHead(404), a.end();
  a.setHeader('Content-Type', { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }[path.extname(file)] || 'text/plain');
  a.end(fs.readFileSync(file));
});
server.listen(0, '127.0.0.1', async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', e => faults.push(String(e)));
    await page.goto('http://127.0.0.1:' + server.address().port + '/');
    const course = page.frames().find(f => f.url().endsWith('/index.html'));
    let questions = 0;
    for (;;) {
      await course.waitForSelector('main button');
      if ((await course.$$('main button')).length === 1) break;
      await course.click('main button');
      await course.waitForSelector('.answer');
      await course.click('button.next');
      questions++;
    }
    const told = await page.evaluate(() => ({ status: window.API.cmi.core.lesson_status, score: window.API.cmi.core.score.raw, ended: window.API.isTerminated() }));
    console.log(JSON.stringify({ questions, ...told, faults }));
  } finally {
    await browser.close();
    server.close();
  }
});
