// SPDX-License-Identifier: Apache-2.0
// identity.mjs COPKIT STORE TMP DIR -- signing in at an identity provider: the first
// time, every time, and all that must not work. Begins the provider (provider.mjs)
// and the desk, walks in Chromium, and where an attacker would, by plain HTTP.
// Prints "ok NAME" or "not ok NAME"; pictures go to DIR.
import { createHmac, createHash } from "node:crypto";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import puppeteer from "puppeteer-core";
import * as jose from "jose";
import { start, resign, people } from "./provider.mjs";

const [copkit, store, tmp, dir] = process.argv.slice(2);
const say = (good, name, more) => console.log(`${good ? "ok" : "not ok"} ${name}${good || more === undefined ? "" : ` (${String(more).replace(/\s+/g, " ").slice(0, 300)})`}`);
const same = (want, got, name) => say(want === got, name, `not ${want}: ${got}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const free = () => new Promise((resolve) => { const s = net.createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => resolve(port)); }); });
const run = (...args) => execFileSync(copkit, args, { encoding: "utf8" }).trim();
const invite = (id, ...roles) => run("user", "invite", "-s", store, id, ...roles.flatMap((r) => ["--role", r]));

// A browser without a window: cookies of each place, no redirect followed by itself.
class Client {
  constructor() { this.jars = {}; }
  async ask(url, options = {}) {
    const place = new URL(url).origin;
    const jar = (this.jars[place] ??= {});
    const headers = { ...(options.headers ?? {}), cookie: Object.entries(jar).map(([k, v]) => `${k}=${v}`).join("; ") };
    const r = await fetch(url, { redirect: "manual", ...options, headers });
    for (const c of r.headers.getSetCookie()) {
      const [, name, value] = c.match(/^([^=]+)=([^;]*)/);
      if (value === "" || /max-age=0/i.test(c) || /expires=Thu, 01 Jan 1970/i.test(c)) delete jar[name]; else jar[name] = value;
    }
    const place_to = r.headers.get("location");
    return { status: r.status, text: await r.text(), headers: r.headers, to: place_to && new URL(place_to, url).href };
  }
  post(url, fields) {
    return this.ask(url, { method: "POST", body: new URLSearchParams(fields), headers: { "sec-fetch-site": "same-origin" } });
  }
  async form(url) {
    const r = await this.ask(url);
    this.token = (r.text.match(/name="token" value="([0-9a-f]{64})"/) ?? [])[1];
    return r;
  }
}

function totp(secret, step = Math.floor(Date.now() / 30000)) {
  const n = Buffer.alloc(8); n.writeBigUInt64BE(BigInt(step));
  const d = createHmac("sha1", secret).update(n).digest(), at = d[19] & 15;
  return String((d.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}
const base32 = (s) => { let bits = ""; for (const c of s.replace(/\s/g, "")) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"); return Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2))); };

// --- provider and desk ---
const port = await free(), desk = `http://127.0.0.1:${port}`, secret = "a secret: with % and & of forty letters!";
const provider = await start({ desk, secret });
const settings = path.join(tmp, "provider.yaml"), secretFile = path.join(tmp, "client.secret");
fs.writeFileSync(secretFile, secret + "\n", { mode: 0o600 });
const write = (more = "", issuer = provider.issuer) => fs.writeFileSync(settings,
  `issuer: ${issuer}\nname: Ministry single sign-on\ndesk: ${desk}\nclient_id: copkit\n${more.includes("client_key_file") ? "" : "client_secret_file: client.secret\n"}second_factor:\n  acr: [gold]\n  amr: [otp]\n${more}`);
let server, log = "";
async function serve() {
  server = spawn(copkit, ["serve", "-s", store, "--listen", `127.0.0.1:${port}`, "--reach", "127.0.0.1", "--reach", "::1", "--provider", settings]);
  server.stderr.on("data", (d) => { log += d; });
  await new Promise((resolve, reject) => { server.stdout.on("data", (d) => String(d).includes("ready") && resolve()); server.on("exit", () => reject(new Error("the desk ends: " + log))); });
}
async function stop() {
  const ended = new Promise((resolve) => server.removeAllListeners("exit").on("exit", resolve));
  server.kill("SIGTERM");
  const code = await ended;
  if (code !== 0) say(false, "SIGTERM stops the desk cleanly", code + log.slice(-600));
}
write();
await serve();
process.on("exit", () => server.kill("SIGKILL"));

// Goes to the provider and signs in there; gives the address that leads back.
async function walk(client, who, begin = "/sign-in/provider") {
  let r = await client.ask(desk + begin);
  if (r.status !== 303) return { failed: r };
  const asked = new URL(r.to);
  r = await client.ask(r.to);
  for (let i = 0; i < 8 && r.to && !r.to.startsWith(desk); i++) {
    const at = r.to;
    r = await client.ask(at);
    if (at.includes("/interaction/") && r.status === 200) r = await client.post(at, { login: who });
  }
  return { asked, back: r.to };
}
const signIn = async (client, who, begin) => { const w = await walk(client, who, begin); return w.back ? client.ask(w.back) : w.failed; };
const session = (client) => client.jars[desk]?.copkit;

// --- an owner with a password, without whom nobody comes in ---
const owner = new Client(), door = invite("ruth", "owner");
let r = await owner.form(desk + door);
say(!r.text.includes('id="provider"'), "the first owner joins with a password");
const hex = r.text.match(/name="secret" value="([0-9a-f]{40})"/)[1];
r = await owner.post(desk + door, { token: owner.token, secret: hex, password: "seven quiet lamps", code: totp(Buffer.from(hex, "hex")) });
const codes = [...r.text.matchAll(/<code>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})<\/code>/g)].map((m) => m[1]);
await pause(1100);
const ownerIn = async (c) => { await c.form(desk + "/sign-in"); return c.post(desk + "/sign-in", { token: c.token, account: "ruth", password: "seven quiet lamps", code: codes.pop() }); };
same(303, (await ownerIn(owner)).status, "and signs in with it beside the provider");
const person = async (id, job, fields = {}) => { await owner.form(`${desk}/people/${id}`); return owner.post(`${desk}/people/${id}/${job}`, { token: owner.token, ...fields }); };

// --- what the desk asks for ---
r = await new Client().ask(desk + "/sign-in/provider?to=/law");
const q = new URL(r.to).searchParams;
same("code", q.get("response_type"), "the authorization code flow");
say(q.get("code_challenge_method") === "S256" && q.get("code_challenge").length === 43, "with PKCE S256");
say(q.get("state").length === 43 && q.get("nonce").length === 43 && q.get("state") !== q.get("nonce"), "a state and a nonce nobody can foresee");
const cookie = r.headers.getSetCookie().find((c) => c.startsWith("copkit-sign-in="));
say(/HttpOnly/.test(cookie) && /SameSite=Lax/.test(cookie) && /Max-Age=600/.test(cookie) && !cookie.includes(q.get("state")) && !cookie.includes(q.get("nonce")), "kept sealed by the browser that began");
const behind = await new Client().ask(desk + "/sign-in/provider", { headers: { "x-forwarded-proto": "https" } });
say(behind.headers.getSetCookie().some((c) => c.startsWith("__Host-copkit-sign-in=") && /Secure/.test(c)), "behind a proxy with TLS nowhere else");
const again = new URL((await new Client().ask(desk + "/sign-in/provider")).to).searchParams;
say(["state", "nonce", "code_challenge"].every((k) => q.get(k) !== again.get(k)), "each sign-in has its own");

r = await new Client().ask(desk + "/sign-in/provider?to=/law", { headers: { "sec-fetch-site": "cross-site" } });
same(desk + "/sign-in?to=%2Flaw", r.to, "a page elsewhere does not begin one: the person does, on the desk's own page");

// --- nobody is let in who has no account here ---
r = await signIn(new Client(), "zoe");
say(r.status === 403 && /no account on this desk/.test(r.text), "a person the provider knows and the desk does not", r.text);
r = await signIn(new Client(), "nobody");
say(r.status === 403 && /did not sign you in/.test(r.text) && /said no/.test(r.text), "a person the provider does not know", r.text);

// --- in the browser: an invitation taken up at the provider ---
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const picture = async (page, name) => { if (dir) await page.screenshot({ path: path.join(dir, `${name}.png`) }); };
const axe = fs.readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const faults = [];
async function look(page, name) {
  await page.evaluate(axe);
  for (const [theme, direction, width] of [["light", "ltr", 1100], ["dark", "rtl", 360]]) {
    await page.setViewport({ width, height: 760 });
    await page.evaluate((t, d) => { document.documentElement.className = t; document.documentElement.dir = d; }, theme, direction);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    faults.push(...result.violations.map((v) => `${name} ${theme} ${direction} ${width}: ${v.id} ${v.nodes[0].html.slice(0, 100)}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`${name} ${theme} ${direction} ${width}: ${over} px too wide`);
    await picture(page, `${name}-${theme}-${direction}-${width}`);
  }
  await page.setViewport({ width: 1100, height: 760 });
  await page.evaluate(() => { document.documentElement.className = ""; document.documentElement.dir = "ltr"; });
}
const press = async (page, selector) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click(selector)]);
const words = (page) => page.evaluate(() => document.body.innerText);
async function loginThere(page, who) {
  await page.waitForSelector("#login");
  await page.type("#login", who);
  await page.click("button");
}
const context = await browser.createBrowserContext(), page = await context.newPage();
page.setDefaultTimeout(60000);
await page.setViewport({ width: 1100, height: 760 });
const elsewhere = [];
page.on("request", (q) => { if (![desk, provider.issuer].some((p) => q.url().startsWith(p)) && !q.url().startsWith("data:")) elsewhere.push(q.url()); });
await page.goto(desk + invite("max", "viewer", "legal_reviewer"), { waitUntil: "load" });
await look(page, "join");
await press(page, "#provider");
say(page.url().startsWith(provider.issuer), "joining leads to the provider", page.url());
await loginThere(page, "max");
await page.waitForFunction((d) => location.href === d + "/" || location.href === d + "/mine", {}, desk);
say(true, "and back into the desk, over the page that goes on by itself");
await page.goto(desk + "/account", { waitUntil: "load" });
say(/You sign in there since/.test(await words(page)) && /Legal reviewer/i.test(await words(page)), "the account is bound and has its roles", await words(page));
await look(page, "account");
const cookies = await context.cookies(desk).catch(() => page.cookies(desk));
say(cookies.some((c) => c.name === "copkit" && c.httpOnly && c.sameSite === "Strict") && !cookies.some((c) => c.name === "copkit-sign-in"), "the session is the desk's own, and what was sealed is gone");

// --- signing out, there too ---
await press(page, 'form[action="/sign-out"] button');
say(/signed out of this desk/.test(await words(page)), "signing out says that the provider still knows the person", await words(page));
await look(page, "signed-out");
await press(page, "#leave");
say(page.url().startsWith(provider.issuer) && /logout|log out|sign-out/i.test(await words(page)), "and leads to where it forgets", await words(page));
await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click('button[value="yes"], button[name="logout"]')]).catch(() => 0);
same(desk + "/sign-in", page.url().split("?")[0], "which leads back");
await look(page, "sign-in");
await press(page, "#provider");
say((await page.$("#login")) !== null, "the provider asks anew");
await loginThere(page, "max");
await page.waitForFunction((d) => location.href === d + "/" || location.href === d + "/mine", {}, desk);
say(true, "signing in the second time needs no invitation");

// --- a second factor where the provider does not vouch for one ---
const two = await (await browser.createBrowserContext()).newPage();
two.setDefaultTimeout(60000);
await two.goto(desk + invite("ben", "editor"), { waitUntil: "load" });
await press(two, "#provider");
await loginThere(two, "ben");
await two.waitForSelector("#code");
say(/did not say that it asked you for a second factor/.test(await words(two)), "who edits and was asked for a password only is asked for a code here");
await look(two, "code");
const key = base32(await two.$eval("#secret-letters", (e) => e.textContent));
await two.type("#code", totp(key) === "000000" ? "111111" : "000000");
await press(two, 'button[type="submit"]');
say(/code did not fit/.test(await words(two)), "a wrong code");
await two.type("#code", totp(key));
const spent = totp(key);
await press(two, 'button[type="submit"]');
say(two.url() === desk + "/" || two.url() === desk + "/mine", "and in", two.url());
const ben = new Client();
r = await signIn(ben, "ben");
ben.token = r.text.match(/name="token" value="([0-9a-f]{64})"/)[1];
say(!/secret-letters/.test(r.text), "the authenticator is shown once");
r = await ben.post(desk + "/sign-in/provider/code", { token: ben.token, code: spent });
same(403, r.status, "the same code opens nothing twice");
r = await ben.ask(desk + "/sign-in/provider/code", { method: "POST", body: new URLSearchParams({ code: "1" }), headers: { "sec-fetch-site": "cross-site" } });
same(403, r.status, "a form of another site");
r = await new Client().ask(desk + "/law", { headers: { cookie: `copkit-sign-in=${ben.jars[desk]["copkit-sign-in"]}` } });
same(303, r.status, "what waits for a code is no session");
same(403, (await ben.post(desk + "/sign-in", { token: ben.token, account: "ben", password: "", code: spent })).status, "who joined there has no password here");

// --- an address entered by whoever keeps the accounts ---
invite("eva", "viewer"); invite("ana", "viewer"); invite("lea", "viewer");
same(422, (await person("eva", "provider-mail", { mail: "no address" })).status, "what is no address is refused");
same(303, (await person("eva", "provider-mail", { mail: people.eva.email })).status, "an address is entered");
same(422, (await person("lea", "provider-mail", { mail: people.eva.email })).status, "for one account only");
r = await signIn(new Client(), "eva");
say(r.status === 403 && /no account on this desk/.test(r.text), "an address the provider has not verified binds nobody");
same(303, (await person("ana", "provider-mail", { mail: " Ana@Ministry.example" })).status, "another is entered");
const ana = new Client();
r = await signIn(ana, "ana", "/sign-in/provider?to=/mine");
say(r.status === 200 && r.headers.get("refresh") === "0; url=/mine" && session(ana), "one it has verified opens the account that was only invited, without a code for who only reads", r.text);
same(200, (await ana.ask(desk + "/law")).status, "which sees what its role sees");
r = await signIn(new Client(), "ana", "/sign-in/provider?to=" + encodeURIComponent("/mine?x=a%20b\r\nSet-Cookie: y"));
same("0; url=/mine?x=a%20b%0D%0ASet-Cookie:%20y", r.headers.get("refresh"), "the page that was asked for comes back with its query, as an address only");
same(403, (await ana.ask(desk + "/people/ruth")).status, "and no more: roles are the desk's");
const kept = people.ana.email;
people.ana.email = "new@ministry.example";
people.zoe.email = kept;
r = await signIn(new Client(), "zoe");
same(403, r.status, "the address given to somebody else later opens nothing");
same(200, (await signIn(new Client(), "ana")).status, "the person is known by issuer and subject, whatever the address");
people.ana.email = kept; people.zoe.email = "zoe@ministry.example";
const joins = invite("tom", "viewer");
r = await signIn(new Client(), "ana", `/sign-in/provider?join=${joins.split("/").pop()}`);
say(r.status === 403 && /another account here/.test(r.text), "nobody takes up a second invitation with the same person", r.text);

const stale = /was not begun here/, holds = /does not hold/;
// --- once more, for what asks for somebody who is there now ---
r = await ana.ask(desk + "/sign-in/provider?again=1&to=/account");
const anew = new URL(r.to).searchParams, old = session(ana);
say(anew.get("prompt") === "login" && anew.get("max_age") === "0", "who is to confirm that it is they is asked anew there");
r = await signIn(ana, "ana", "/sign-in/provider?again=1&to=/account");
say(r.status === 200 && r.headers.get("refresh") === "0; url=/account" && session(ana) !== old, "and has a new session", r.text);
same(303, (await new Client().ask(desk + "/law", { headers: { cookie: `copkit=${old}` } })).status, "in place of the old one");
r = await ana.ask(desk + "/account");
say(!/id="password"/.test(r.text) && !/id="passkeys"/.test(r.text) && /id="sessions"/.test(r.text), "an account without password is asked for none", r.text);
ana.token = r.text.match(/name="token" value="([0-9a-f]{64})"/)[1];
r = await ana.post(desk + "/account/passkey", { token: ana.token, name: "x" });
say(r.status === 422 && /by the identity provider only/.test(r.text), "and gets no other way in beside the provider", r.text);
provider.lie.token = (t, me) => resign(t, me, { auth_time: Math.floor(Date.now() / 1000) - 3600 });
say(holds.test((await signIn(ana, "ana", "/sign-in/provider?again=1")).text), "a provider that did not ask anew");
provider.lie.token = undefined;

// --- what must not work ---
const bad = async (name, change, pattern, who = "ana") => {
  const c = new Client(), w = await walk(c, who);
  const r = await c.ask(await change(w, c));
  say(r.status === 403 && pattern.test(r.text) && !session(c), name, r.status + r.text);
};
await bad("another state", (w) => w.back.replace(/state=[^&]*/, "state=" + "A".repeat(43)), stale);
await bad("no state", (w) => w.back.replace(/state=[^&]*&?/, ""), stale);
await bad("an answer brought to another browser", (w, c) => { delete c.jars[desk]; return w.back; }, stale);
await bad("a sealed cookie that was changed", (w, c) => { const j = c.jars[desk], v = j["copkit-sign-in"]; j["copkit-sign-in"] = v.slice(0, 60) + (v[60] === "A" ? "B" : "A") + v.slice(61); return w.back; }, stale);
await bad("an answer of another issuer", (w) => w.back.replace(/iss=[^&]*/, "iss=" + encodeURIComponent("https://evil.example")), holds);
await bad("an answer that does not say who sent it", (w) => w.back.replace(/&iss=[^&]*/, ""), holds);
await bad("a code nobody gave out", (w) => w.back.replace(/code=[^&]*/, "code=abc"), holds);
await bad("no code", (w) => w.back.replace(/code=[^&]*&?/, ""), /did not sign you in/);
{
  const thief = new Client(), victim = new Client();
  const stolen = await walk(victim, "ana"), own = await walk(thief, "zoe");
  const r = await thief.ask(own.back.replace(/code=[^&]*/, "code=" + new URL(stolen.back).searchParams.get("code")));
  say(r.status === 403 && holds.test(r.text) && !session(thief), "a stolen code in the thief's own sign-in");
  const c = new Client(), w = await walk(c, "ana"), sealed = c.jars[desk]["copkit-sign-in"];
  same(200, (await c.ask(w.back)).status, "an answer");
  c.jars[desk] = { "copkit-sign-in": sealed };
  const twice = await c.ask(w.back);
  say(twice.status === 403 && !session(c), "replayed with all its cookies");
}
const lie = async (name, token) => {
  provider.lie.token = token;
  await bad(name, (w) => w.back, holds);
  provider.lie.token = undefined;
};
const now = () => Math.floor(Date.now() / 1000);
await lie("a token with one letter changed", (t) => { const [h, b, s] = t.split("."); return `${h}.${b}.${(s[0] === "A" ? "B" : "A") + s.slice(1)}`; });
await lie("a token of another person under the same signature", (t) => { const [h, , s] = t.split("."); return `${h}.${Buffer.from(JSON.stringify({ ...jose.decodeJwt(t), sub: "u-1001" })).toString("base64url")}.${s}x`; });
await lie("a token without signature", (t) => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${t.split(".")[1]}.`);
await lie("a token signed with the public key as a secret", async (t, me) => {
  const pem = await jose.exportSPKI(await jose.importJWK({ kty: "RSA", n: me.keys[0].n, e: me.keys[0].e, alg: "RS256" }));
  return new jose.SignJWT(jose.decodeJwt(t)).setProtectedHeader({ alg: "HS256", kid: me.keys[0].kid }).sign(Buffer.from(pem));
});
await lie("a token that is over", (t, me) => resign(t, me, { exp: now() - 120 }));
await lie("a token from before the sign-in", (t, me) => resign(t, me, { iat: now() - 900 }));
await lie("a token for another client", (t, me) => resign(t, me, { aud: "other" }));
await lie("a token given to another client", (t, me) => resign(t, me, { aud: ["copkit", "other"], azp: "other" }));
await lie("a token of another issuer", (t, me) => resign(t, me, { iss: "https://evil.example" }));
await lie("a token of another sign-in", (t, me) => resign(t, me, { nonce: "another" }));
await lie("a token without nonce", (t, me) => resign(t, me, { nonce: undefined }));
await lie("a logout token", (t, me) => resign(t, me, {}, { typ: "logout+jwt" }));
provider.lie.token = (t, me) => resign(t, me, { roles: ["owner"], groups: ["admins"], realm_access: { roles: ["owner"] } });
{
  const c = new Client();
  same(200, (await signIn(c, "ana")).status, "roles in a token");
  same(403, (await c.ask(desk + "/people/ruth")).status, "give nobody anything");
}
provider.lie.token = undefined;

// --- keys that change ---
await pause(Math.max(0, provider.keysAsked + 10500 - Date.now())); // no sooner than ten seconds after the last ones
await provider.rotate("two");
const changed = Date.now(), before = provider.asked.filter((u) => u === "/jwks").length;
same(200, (await signIn(new Client(), "ana")).status, "a key the provider has changed is fetched");
provider.lie.token = async (t) => new jose.SignJWT(jose.decodeJwt(t)).setProtectedHeader({ alg: "RS256", kid: "unknown" }).sign((await jose.generateKeyPair("RS256")).privateKey);
for (let i = 0; i < 4; i++) await signIn(new Client(), "ana");
provider.lie.token = undefined;
const fetched = provider.asked.filter((u) => u === "/jwks").length - before;
say(fetched >= 1 && fetched <= 1 + (Date.now() - changed) / 10000, "but not as often as somebody makes up key names", fetched);

// --- what whoever keeps the accounts sees and does ---
const admin = await browser.newPage();
await admin.setCookie({ name: "copkit", value: session(owner), url: desk });
await admin.setViewport({ width: 1100, height: 760 });
await admin.goto(desk + "/people/ana", { waitUntil: "load" });
await look(admin, "person");
await admin.goto(desk + "/people/lea", { waitUntil: "load" });
await look(admin, "person-unbound");
await admin.goto(desk + "/admin/identity", { waitUntil: "load" });
const shown = await words(admin);
say(shown.includes(provider.issuer) && shown.includes(desk + "/sign-in/provider/return") && /The provider answers/.test(shown) && !shown.includes(secret), "the administration says how it stands and what to enter there, not the secret", shown);
await look(admin, "identity");
same(403, (await ana.ask(desk + "/admin/identity")).status, "for who may see it");
same(422, (await person("ruth", "provider-only")).status, "who does not sign in there keeps the password");
same(303, (await person("ruth", "provider-mail", { mail: people.lea.email })).status, "an owner is expected there, too");
const ruth = new Client();
r = await signIn(ruth, "lea");
ruth.token = (r.text.match(/name="token" value="([0-9a-f]{64})"/) ?? [])[1];
r = await ruth.post(desk + "/sign-in/provider/code", { token: ruth.token, code: codes.pop() });
same(303, r.status, "and comes in with the code the account has");
same(422, (await person("ruth", "provider-only")).status, "the last owner with a password keeps it: somebody must get in when the provider is down");
same(303, (await person("ana", "provider-away")).status, "a bond is ended");
await pause(100);
same(303, (await ana.ask(desk + "/law")).status, "which ends what was open");
same(403, (await signIn(new Client(), "ana")).status, "and opens no more");
const gone = new Client();
await person("ana", "provider-mail", { mail: people.ana.email });
same(200, (await signIn(gone, "ana")).status, "until the address is entered anew");
same(303, (await person("ana", "close")).status, "an account is closed");
same(303, (await gone.ask(desk + "/law")).status, "its session ends");
same(403, (await signIn(new Client(), "ana")).status, "and the provider opens it no more");

// --- the provider is down ---
say(log.includes('"event":"signed in by the provider"') && log.includes("provider: unknown person") && log.includes("provider: nonce:") && log.includes("provider: exp:"), "the log of the desk says who came and why others did not");
say(!log.includes(secret) && !/eyJ[A-Za-z0-9_-]+\./.test(log) && !/code=/.test(log), "and holds no secret, code or token");
await stop();
await serve(); // knows nothing of the provider yet
provider.lie.broken = true;
r = await new Client().ask(desk + "/sign-in/provider");
say(r.status === 503 && /does not answer/.test(r.text) && /password of this desk/.test(r.text), "a provider that fails", r.text);
await pause(3100);
provider.lie.broken = false;
provider.lie.hang = true;
const asked = Date.now(), at = Promise.all(Array.from({ length: 12 }, () => new Client().ask(desk + "/sign-in/provider")));
await pause(300);
const quick = Date.now();
same(303, (await ownerIn(new Client())).status, "while it hangs an owner signs in with a password");
say(Date.now() - quick < 7000, "without waiting for it");
say((await at).every((x) => x.status === 503) && Date.now() - asked < 25000, "and whoever waits for it is told after some seconds");
const down = await (await browser.createBrowserContext()).newPage();
await down.goto(desk + "/sign-in/provider", { waitUntil: "load" });
await look(down, "down");
provider.lie.hang = false;
await pause(3100);
same(200, (await signIn(new Client(), "max")).status, "when it is back so are its people");
await browser.close();
say(elsewhere.length === 0, "nothing was asked elsewhere", elsewhere);
for (const f of faults) say(false, f);
same(0, faults.length, "axe-core finds nothing on these pages");

// --- a provider that is not the one that was meant ---
for (const [name, metadata] of [["another issuer in its settings", { issuer: "https://evil.example" }], ["no PKCE", { code_challenge_methods_supported: ["plain"] }], ["an address without TLS where it has it", { token_endpoint: "ftp://localhost/" }]]) {
  await stop();
  provider.lie.metadata = metadata;
  await serve();
  r = await new Client().ask(desk + "/sign-in/provider");
  say(r.status === 503 && /do not fit together/.test(r.text), name, r.text);
}
provider.lie.metadata = undefined;

// --- shown by a signature instead of a secret ---
await stop();
await provider.close();
const pair = await jose.generateKeyPair("ES256", { extractable: true });
const shownKey = { ...(await jose.exportJWK(pair.publicKey)), kid: "desk", alg: "ES256", use: "sig" };
fs.writeFileSync(path.join(tmp, "client.jwk"), JSON.stringify({ ...(await jose.exportJWK(pair.privateKey)), kid: "desk", alg: "ES256" }), { mode: 0o600 });
const second = await start({ desk, clientJwks: { keys: [shownKey] }, port: provider.port });
write("client_key_file: client.jwk\nmax_age: 3600\n");
await serve();
same(200, (await signIn(new Client(), "max")).status, "the desk shows who it is by a signature");
await stop();
await second.close();

// --- nothing of it stays ---
const all = [store, store + "-wal"].filter((f) => fs.existsSync(f)).map((f) => fs.readFileSync(f, "latin1")).join("");
say(!all.includes(secret) && !/eyJ[A-Za-z0-9_-]{10,}\./.test(all), "neither secret nor token is in the store");
say(!run("log", "list", "-s", store).includes("@ministry.example") && !run("log", "list", "-s", store).includes("u-100"), "nor address or subject in the log");
run("log", "verify", "-q", "-s", store);

// --- settings that are refused ---
const refused = (name, text, pattern, mode = 0o600) => {
  fs.writeFileSync(settings, text);
  fs.chmodSync(secretFile, mode);
  try {
    execFileSync(copkit, ["serve", "-s", store, "--listen", "127.0.0.1:0", "--provider", settings], { stdio: "pipe", timeout: 10000 });
    say(false, name);
  } catch (e) {
    say(e.status === 3 && pattern.test(String(e.stderr)), name, e.stderr);
  }
};
const good = "issuer: https://id.example\nname: X\ndesk: https://desk.example\nclient_id: copkit\nclient_secret_file: client.secret\n";
refused("a setting that is missing", good.replace(/name.*\n/, ""), /name is missing/);
refused("a setting that is none", good + "client_secret: abc\n", /client_secret is no setting/);
refused("no secret at all", good.replace(/client_secret.*\n/, ""), /must be given/);
refused("a secret everybody may read", good, /chmod 600/, 0o644);
refused("an issuer without TLS that no net allows", good.replace("https://id", "http://id"), /TLS/);
refused("an issuer with a query", good.replace("id.example", "id.example?x"), /no issuer/);
refused("an address of the desk with a path", good.replace("desk.example", "desk.example/x"), /no address of a desk/);
refused("what is no YAML", "issuer: [", /line \d/);
console.log("ok to the end of signing in by a provider");
