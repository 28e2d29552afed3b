// SPDX-License-Identifier: Apache-2.0
// axe.js FILE... -- opens each HTML file in headless Chromium, in the light and
// the dark theme and on a small screen, and prints the violations axe-core
// finds; the exit code is 1 when there are any.
'use strict';
const path = require('path');
const modules = path.join(__dirname, '..', 'node_modules');
const puppeteer = require(path.join(modules, 'puppeteer-core'));
const axe = require.resolve(path.join(modules, 'axe-core', 'axe.min.js'));

const views = [
  { name: 'light', width: 1280, scheme: 'light' },
  { name: 'dark', width: 1280, scheme: 'dark' },
  { name: 'small', width: 360, scheme: 'light' },
];

async function check(page, file, view) {
  await page.setViewport({ width: view.width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.scheme }]);
  await page.goto('file://' + path.resolve(file));
  await page.addScriptTag({ path: axe });
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const v of result.violations)
    for (const n of v.nodes)
      console.log(`${file} (${view.name}): ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`);
  return result.violations.length;
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  let bad = 0;
  try {
    const page = await browser.newPage();
    for (const file of process.argv.slice(2))
      for (const view of views) bad += await check(page, file, view);
  } finally {
    await browser.close();
  }
  process.exitCode = bad > 0 ? 1 : 0;
}

main().catch((e) => {
  console.error(e);
  process.exitCode = 2;
});
