// SPDX-License-Identifier: Apache-2.0
// offline.js -- reports that wait on the device. Each gets its id when it is first
// kept, before anything is sent: sending it again counts once. What is half filled
// in is kept too. A report leaves the list only when somebody removes it.
'use strict';
(() => {
  const AGAIN = 20000; // milliseconds between attempts
  const say = (id) => document.getElementById(`say-${id}`).textContent;
  const state = (text) => { document.getElementById('state').textContent = text; };
  const forms = [...document.querySelectorAll('form.offline')];

  // --- what is kept: reports by id, drafts by form ---
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open('copkit-reports', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('reports', { keyPath: 'id' });
      asked.result.createObjectStore('drafts', { keyPath: 'form' });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  // Resolves when the change is on the disk, not before.
  const change = async (store, what) => {
    const t = (await opened).transaction(store, 'readwrite', { durability: 'strict' });
    what(t.objectStore(store));
    return new Promise((resolve, reject) => { t.oncomplete = resolve; t.onerror = t.onabort = () => reject(t.error); });
  };
  const read = async (store, what) => {
    const asked = what((await opened).transaction(store).objectStore(store));
    return new Promise((resolve, reject) => { asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
  };
  const put = (store, value) => change(store, (s) => s.put(value));
  const remove = (store, key) => change(store, (s) => s.delete(key));

  // --- the list ---
  const button = (text, act) => {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'quiet';
    b.textContent = text;
    b.addEventListener('click', act);
    return b;
  };
  const entry = (r) => {
    const li = document.createElement('li'), line = document.createElement('p'), id = document.createElement('code');
    li.dataset.state = r.state;
    li.dataset.id = r.id;
    id.textContent = r.id;
    line.append(`${r.title}, ${r.fields.reporter}, ${r.fields.day}: ${say(r.state)}${r.receipt ? ` ${r.receipt}` : ''} `, id);
    li.append(line);
    if (r.reason) {
      const why = document.createElement('p');
      why.textContent = r.code === 'report-conflict' ? `${r.reason} ${say('conflict')}` : r.reason;
      li.append(why);
    }
    if (r.state === 'refused') li.append(button(say('change'), () => again(r)), ' ');
    if (r.state !== 'waiting') li.append(button(say('remove'), async () => { await remove('reports', r.id); show(); }));
    return li;
  };
  const show = async () => {
    const all = (await read('reports', (s) => s.getAll())).sort((a, b) => (a.made < b.made ? 1 : -1));
    const list = document.getElementById('kept');
    list.replaceChildren(...all.map(entry));
    if (all.length === 0) {
      const li = document.createElement('li');
      li.textContent = say('empty');
      list.append(li);
    }
  };

  // --- the forms ---
  const fill = (form, fields) => {
    for (const [name, value] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = value;
  };
  const new_id = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const choose = () => {
    for (const form of forms) form.parentElement.hidden = location.hash !== `#form-${form.dataset.value}`;
    const open = document.querySelector('section:not([hidden]) > form.offline');
    if (open) open.parentElement.scrollIntoView();
  };
  // A refused report goes back into its form; the desk kept nothing of it, so it
  // keeps its id unless another report stands under that.
  const again = async (r) => {
    const form = forms.find((f) => f.dataset.value === r.form);
    if (!form) return;
    form.reset();
    fill(form, r.fields);
    form.dataset.again = r.id;
    form.dataset.fresh = r.code === 'report-conflict' ? 'yes' : '';
    location.hash = `#form-${r.form}`;
    choose();
  };
  const take = async (form) => {
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const old = form.dataset.again;
    const id = old && !form.dataset.fresh ? old : new_id();
    await put('reports', { id, form: form.dataset.value, title: form.title, fields, made: new Date().toISOString(), state: 'waiting' });
    if (old && old !== id) await remove('reports', old);
    await remove('drafts', form.dataset.value);
    delete form.dataset.again;
    form.reset();
    location.hash = '';
    choose();
    await show();
    state(say('kept'));
    send();
  };

  // --- sending ---
  // A token of the session comes with the form at the desk.
  const token = async (form) => {
    const answer = await fetch(`/reports/fill/${form}`, { cache: 'no-store', redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) throw new Error('enter');
    if (answer.status === 403) throw new Error('right');
    if (!answer.ok) throw new Error('later');
    const field = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('input[name="token"]');
    if (!field) throw new Error('later');
    return field.value;
  };
  const send_one = async (r) => {
    const body = new URLSearchParams({ ...r.fields, token: await token(r.form), id: r.id, filled: r.made.slice(0, 10) });
    const answer = await fetch(`/reports/fill/${r.form}`, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (answer.type === 'opaqueredirect') throw new Error('enter');
    if (![200, 404, 409, 422].includes(answer.status)) throw new Error('later');
    const said = await answer.json();
    if (answer.status === 200) await put('reports', { ...r, state: 'sent', receipt: said.receipt, code: '', reason: '' });
    else await put('reports', { ...r, state: 'refused', code: said.code || '', reason: said.reason || said.detail || '' });
  };
  let busy = false;
  const send = async () => {
    if (busy) return;
    busy = true;
    try {
      for (const r of (await read('reports', (s) => s.getAll())).filter((x) => x.state === 'waiting')) {
        await send_one(r);
        await show();
        state('');
      }
    } catch (error) {
      state(say(['enter', 'right', 'later'].includes(error.message) ? error.message : 'away'));
    }
    busy = false;
  };

  // --- begin ---
  const begin = async () => {
    document.getElementById('no-script').hidden = true;
    for (const form of forms) {
      form.addEventListener('submit', (event) => { event.preventDefault(); take(form); });
      form.addEventListener('input', () => put('drafts', { form: form.dataset.value, fields: Object.fromEntries(new FormData(form)) }));
    }
    for (const d of await read('drafts', (s) => s.getAll())) {
      const form = forms.find((f) => f.dataset.value === d.form);
      if (form) fill(form, d.fields);
    }
    addEventListener('hashchange', choose);
    addEventListener('online', send);
    choose();
    await show();
    if ('serviceWorker' in navigator) {
      navigator.serviceWorker.register('/reports/worker.js', { scope: '/reports/offline' }).then(() => navigator.serviceWorker.ready)
        .then(() => { if (!document.getElementById('state').textContent) state(say('ready')); }, () => {});
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    } else state(say('bare'));
    send();
    setInterval(send, AGAIN);
  };
  begin();
})();
