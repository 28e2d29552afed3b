// SPDX-License-Identifier: Apache-2.0
// passkey.js URL CODE -- passkeys in headless Chromium with its virtual
// authenticator: made, used, cancelled, copied. The account is ana; CODE is one of hers on
// paper. Prints "ok NAME" or "not ok NAME".
'use strict';
const path = require('path');
const puppeteer = require(path.join(__dirname, '..', 'node_modules', 'puppeteer-core'));

const [url, code] = process.argv.slice(2);
function say(good, name) {
  console.log(`${good ? 'ok' : 'not ok'} ${name}`);
}
const text = (page, selector) => page.$eval(selector, (e) => e.textContent).catch(() => '');
const shown = (page, selector) => page.$eval(selector, (e) => e.checkVisibility()).catch(() => false);
const press = async (page, selector) => {
  const [answer] = await Promise.all([page.waitForNavigation({ waitUntil: 'load', timeout: 20000 }), page.click(selector)]);
  return answer;
};

async function main() {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--lang=en-US'] });
  const page = await browser.newPage();
  const refusedScripts = [];
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security|violat/i.test(m.text())) refusedScripts.push(m.text()); });
  page.on('pageerror', (e) => refusedScripts.push(String(e)));
  const cdp = await page.createCDPSession();
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const key = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: key });
  const credentials = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

  // In with the password, then a passkey.
  await page.goto(`${url}/sign-in`, { waitUntil: 'load' });
  say(await shown(page, 'form.passkey button'), 'the page for signing in offers a passkey');
  await page.type('#account', 'ana');
  await page.type('#password', 'seven quiet lamps');
  await page.type('#code', code);
  await press(page, 'form:not(.passkey):not(.search) .buttons button');
  await page.goto(`${url}/account`, { waitUntil: 'load' });
  say(!(await shown(page, '.passkey-without')), 'with its script the page adds passkeys');
  await page.type('#passkey-new', 'laptop');
  await press(page, '#passkeys form.passkey button');
  say((await text(page, '#passkeys')).includes('laptop'), 'a passkey is made in the browser');
  let held = await credentials();
  say(held.length === 1 && held[0].isResidentCredential && held[0].rpId === 'localhost', 'the authenticator keeps it, for this desk');
  say(held[0].userHandle && Buffer.from(held[0].userHandle, 'base64').length === 32 && !Buffer.from(held[0].userHandle, 'base64').toString().includes('ana'), 'under a handle that tells nothing');
  await page.type('#passkey-new', 'again');
  await page.click('#passkeys form.passkey button');
  await page.waitForFunction(() => document.querySelector('#passkeys .passkey-said').textContent !== '', { timeout: 10000 });
  say((await text(page, '#passkeys .passkey-said')).includes('already'), 'the same device does not make a second');

  // Out, and in without a name.
  const leave = async () => { await page.goto(`${url}/account`, { waitUntil: 'load' }); await press(page, 'form[action="/sign-out"] button'); };
  await leave();
  await page.goto(`${url}/law`, { waitUntil: 'load' });
  await press(page, 'form.passkey button');
  say(new URL(page.url()).pathname === '/law', 'it opens the desk without a name typed, and leads on');
  await page.goto(`${url}/account`, { waitUntil: 'load' });
  say((await text(page, '.over')).includes('ana') && (await text(page, '#passkeys')).includes('last used'), 'as the right person');

  // Nobody verified, and nobody there.
  await leave();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.click('form.passkey button');
  await page.waitForFunction(() => document.querySelector('.passkey-said').textContent !== '', { timeout: 20000 });
  say((await text(page, '.passkey-said')).includes('cancelled') && (await shown(page, '#password')), 'a gesture that is cancelled changes nothing, and the password is still there');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await press(page, 'form.passkey button');
  say(new URL(page.url()).pathname === '/', 'and it may be tried again');

  // Copied: the counter of an older copy.
  [held] = [await credentials()];
  await leave();
  await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: held[0].credentialId });
  await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { credentialId: held[0].credentialId, isResidentCredential: true, rpId: 'localhost', privateKey: held[0].privateKey, userHandle: held[0].userHandle, signCount: 0 } });
  let answer = await press(page, 'form.passkey button');
  say(answer.status() === 403 && (await text(page, 'main')).includes('may have been copied'), 'a copy that counts less is refused');
  say(refusedScripts.length === 0, `no script is refused or fails${refusedScripts.length ? `: ${refusedScripts[0]}` : ''}`);

  // Without a script.
  const bare = await browser.newPage();
  await bare.setJavaScriptEnabled(false);
  await bare.goto(`${url}/sign-in`, { waitUntil: 'load' });
  say(!(await shown(bare, 'form.passkey')) && (await shown(bare, '#password')), 'without a script the password remains');
  await browser.close();
}

main().catch((error) => { console.error(error); process.exit(1); });
