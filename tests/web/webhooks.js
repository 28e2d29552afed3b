// SPDX-License-Identifier: Apache-2.0
// webhooks.js FILE -- the messages in FILE (a list of {headers, body, secrets}) as the library of the Standard Webhooks
// project judges them: each must hold with a secret of its endpoint, and with nothing changed. Prints how many there were.
'use strict';
const fs = require('fs');
const path = require('path');
const { Webhook } = require(path.join(__dirname, '..', 'node_modules', 'standardwebhooks'));

function holds(secret, message, change) {
  const m = { body: message.body, headers: { ...message.headers }, ...change };
  try {
    new Webhook(secret).verify(m.body, m.headers);
    return true;
  } catch (e) {
    return false;
  }
}

const messages = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
let bad = 0;
let both = 0;
for (const m of messages) {
  const fits = m.secrets.filter((s) => holds(s, m));
  if (fits.length === 0 || fits.length !== m.headers['webhook-signature'].split(' ').length) bad++;
  if (fits.length === 2) both++;
  for (const s of fits) {
    if (holds(s, m, { body: m.body.replace('{', '{ ') })) bad++;
    if (holds(s, m, { headers: { ...m.headers, 'webhook-id': m.headers['webhook-id'] + '0' } })) bad++;
    if (holds(s, m, { headers: { ...m.headers, 'webhook-timestamp': String(Number(m.headers['webhook-timestamp']) + 1) } })) bad++;
  }
}
console.log(`${messages.length} messages, ${both} with two signatures, ${bad} wrong`);
process.exit(bad > 0 || both === 0 || messages.length < 20 ? 1 : 0);
