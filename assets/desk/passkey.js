// SPDX-License-Identifier: Apache-2.0
// passkey.js -- asks the browser for a passkey and puts its answer into the form;
// the desk judges it. Without it the forms stay hidden.
'use strict';

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const known = (o) => o.keys.map((id) => ({ type: 'public-key', id: bytes(id) }));

const make = async (o) => {
  const { response } = await navigator.credentials.create({ publicKey: {
    challenge: bytes(o.challenge), rp: { id: o.host, name: 'copkit' }, user: { id: bytes(o.user), name: o.account, displayName: o.name },
    pubKeyCredParams: o.kinds.map((alg) => ({ type: 'public-key', alg })), excludeCredentials: known(o), timeout: o.seconds * 1000, attestation: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' } } });
  return { client: response.clientDataJSON, data: response.attestationObject };
};

const use = async (o) => {
  const { rawId, response } = await navigator.credentials.get({ publicKey: {
    challenge: bytes(o.challenge), rpId: o.host, allowCredentials: known(o), timeout: o.seconds * 1000, userVerification: 'required' } });
  return { id: rawId, client: response.clientDataJSON, data: response.authenticatorData, signature: response.signature, user: response.userHandle };
};

for (const form of window.isSecureContext && window.PublicKeyCredential ? document.querySelectorAll('form.passkey') : []) {
  const options = JSON.parse(form.dataset.value), said = form.querySelector('.passkey-said'), button = form.querySelector('button');
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = '';
    button.disabled = true;
    try {
      const answer = await (options.user ? make : use)(options);
      for (const name of Object.keys(answer)) form.elements[name].value = answer[name] ? letters(answer[name]) : '';
      form.submit();
    } catch (error) {
      const text = form.querySelector(`[data-value="${error.name}"]`) || form.querySelector('[data-value="Error"]');
      said.textContent = text.textContent;
      button.disabled = false;
    }
  });
  for (const text of document.querySelectorAll('.passkey-without')) text.hidden = true;
}
