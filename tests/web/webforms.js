// SPDX-License-Identifier: Apache-2.0
// webforms.js URL FORM... -- ODK Web Forms, the form engine of ODK Central, in
// headless Chromium: loads each form of the running desk, fills it in as a person
// would, submits it to the desk. Prints one line "ok NAME" or "not ok NAME"
// for each thing that must hold.
'use strict';
const fs = require('fs');
const path = require('path');
const modules = process.env.COPKIT_TEST_MODULES || path.join(__dirname, '..', 'node_modules');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));
const [url, ...forms] = process.argv.slice(2);
const say = (good, name, why) => console.log(`${good ? 'ok' : 'not ok'} ${name}${good || !why ? '' : `\n# ${String(why).replace(/\n/g, '\n# ').slice(0, 600)}`}`);

const page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title><div id="app"></div>
<script type="importmap">{"imports": {"vue": "/t/vue.js", "@getodk/web-forms": "/t/wf/index.js"}}</script>
<script type="module">
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin, POST_SUBMIT__NEW_INSTANCE } from '@getodk/web-forms';
const form = new URLSearchParams(location.search).get('form');
const formXml = await (await fetch('/openrosa/form/' + form)).text();
window.sent = null;
const submit = async (payload) => {
  const body = payload.data[0] || payload.data;
  const answer = await fetch('/openrosa/submission', { method: 'POST', body });
  window.sent = { status: answer.status, text: await answer.text() };
};
createApp({ render: () => h(OdkWebForm, { formXml, missingResourceBehavior: 'BLANK', fetchFormAttachment: async () => new Response('', { status: 404 }), onSubmit: submit }) }).use(webFormsPlugin).mount('#app');
</script></html>`;

async function serve(request) {
  const address = new URL(request.url());
  const file = address.pathname === '/t/vue.js' ? path.join(modules, 'vue/dist/vue.esm-browser.prod.js')
    : address.pathname.startsWith('/t/wf/') ? path.join(modules, '@getodk/web-forms/dist', path.basename(address.pathname)) : null;
  if (address.pathname === '/t/page') return request.respond({ status: 200, contentType: 'text/html', body: page });
  if (file && fs.existsSync(file)) return request.respond({ status: 200, contentType: 'text/javascript', body: fs.readFileSync(file) });
  return request.continue();
}

async function fill(p) {
  let number = 3;
  for (const input of await p.$$('.odk-form input:not([type=radio]):not([type=checkbox])')) {
    const role = await input.evaluate((e) => e.getAttribute('role'));
    await input.click();
    if (role === 'spinbutton') await input.type(String(number++));
    else if (role === 'combobox') {
      await p.waitForSelector('.p-datepicker-day:not(.p-disabled)', { timeout: 5000 });
      await p.click('.p-datepicker-prev-button');
      await (await p.$$('.p-datepicker-day:not(.p-disabled)'))[2].click();
    } else {
      const asked = await input.evaluate((e) => (e.closest('.question-container, .form-question, fieldset, div[class*=question]') || e.parentElement.parentElement).innerText);
      await input.type(/receipt code/i.test(asked) ? '7K3M-Q2XT' : 'Example office NCR');
    }
  }
}

async function choose(p) {
  for (const select of await p.$$('.odk-form span.p-select-label:not([aria-label])')) {
    await select.click();
    await p.waitForSelector('.p-select-option', { timeout: 5000 });
    await (await p.$$('.p-select-option'))[0].click();
    await p.waitForFunction(() => !document.querySelector('.p-select-option'), { timeout: 5000 });
  }
  const names = new Set();
  for (const radio of await p.$$('.odk-form input[type=radio]')) {
    const name = await radio.evaluate((e) => e.name);
    if (!names.has(name)) await radio.click();
    names.add(name);
  }
}

async function one(browser, form) {
  const p = await browser.newPage();
  const faults = [];
  p.on('pageerror', (e) => faults.push(e.message));
  await p.setViewport({ width: 800, height: 1000 });
  await p.setRequestInterception(true);
  p.on('request', serve);
  await p.goto(`${url}/t/page?form=${form}`, { waitUntil: 'domcontentloaded', timeout: 60000 });
  const loaded = await p.waitForSelector('.odk-form .form-title, .form-load-failure-dialog', { timeout: 30000 }).then((e) => e.evaluate((x) => x.className)).catch(() => '');
  say(loaded.includes('form-title'), `${form}: loads`, `${faults.join('; ')} ${await p.evaluate(() => document.body.innerText)}`);
  if (process.env.COPKIT_TEST_PICTURES) await p.screenshot({ path: path.join(process.env.COPKIT_TEST_PICTURES, `${form}.png`), fullPage: true });
  await fill(p);
  await choose(p);
  const button = await p.waitForSelector('::-p-xpath(//button[normalize-space()="Send"])');
  await button.click();
  const sent = await p.waitForFunction(() => window.sent, { timeout: 15000 }).then((h) => h.jsonValue()).catch(() => null);
  if (process.env.COPKIT_TEST_PICTURES) await p.screenshot({ path: path.join(process.env.COPKIT_TEST_PICTURES, `${form}-after.png`), fullPage: true });
  say(sent && sent.status === 201 && sent.text.includes('Receipt'), `${form}: what was filled in is taken`, JSON.stringify(sent) + faults.join('; '));
  await p.close();
}

async function main() {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', protocolTimeout: 120000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--lang=en-US'] });
  try {
    for (const form of forms) await one(browser, form);
  } finally {
    await browser.close();
  }
}
main().catch((e) => { console.error(e); process.exitCode = 2; });
