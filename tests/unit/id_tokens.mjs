// SPDX-License-Identifier: Apache-2.0
// id_tokens.mjs -- makes tests/unit/id_tokens.json with the npm package jose: tokens
// as an identity provider signs them, and as an attacker would like them. Run by
// hand, in tests/unit, after a case was added; the keys are thrown away.
//   node id_tokens.mjs >id_tokens.json
import * as jose from "../node_modules/jose/dist/webapi/index.js";
import { createHmac } from "node:crypto";

const issuer = "https://id.example.gov/realms/ministry", client = "copkit", nonce = "n-0S6_WzA2Mj", now = 1800000000;
const pairs = {};
for (const [kid, alg, options] of [["rsa", "RS256"], ["pss", "PS256"], ["ec", "ES256"], ["new", "ES256"], ["long", "RS512"], ["wide", "ES384"]])
  pairs[kid] = { alg, ...(await jose.generateKeyPair(alg, { extractable: true, ...options })) };
const shown = async (kid, more = {}) => ({ ...(await jose.exportJWK(pairs[kid].publicKey)), kid, use: "sig", alg: pairs[kid].alg, ...more });
const good = { iss: issuer, sub: "248289761001", aud: client, exp: now + 300, iat: now - 5, nonce, auth_time: now - 60, acr: "gold", amr: ["pwd", "otp"], email: "Ana.Cruz@Example.gov", email_verified: true };
const sign = (kid, claims, head = {}, key = pairs[kid].privateKey) => new jose.SignJWT(claims).setProtectedHeader({ alg: pairs[kid].alg, kid, typ: "JWT", ...head }).sign(key);
const but = (changes) => Object.fromEntries(Object.entries({ ...good, ...changes }).filter(([, v]) => v !== undefined));
const b64 = (x) => Buffer.from(typeof x === "string" ? x : JSON.stringify(x)).toString("base64url");
const hmac = (secret, head, claims) => { const t = b64(head) + "." + b64(claims); return t + "." + createHmac("sha256", secret).update(t).digest("base64url"); };

const cases = [];
const add = (name, token, error = "") => cases.push({ name, error, token });
for (const kid of ["rsa", "pss", "ec"]) add(pairs[kid].alg, await sign(kid, good));
const rs = await sign("rsa", good), [head, body, mark] = rs.split(".");
add("no typ", await sign("ec", good, { typ: undefined }));
add("no kid, one key of its kind", await sign("ec", good, { kid: undefined }));
add("several audiences, given to us", await sign("ec", but({ aud: ["other", client], azp: client })));
add("a clock half a minute off", await sign("ec", but({ iat: now + 30, exp: now - 30 })));

add("alg none", b64({ alg: "none" }) + "." + body + ".", "not signed by");
add("alg None", b64({ alg: "None", kid: "rsa" }) + "." + body + "." + mark, "not signed by");
add("no alg", b64({ kid: "rsa" }) + "." + body + "." + mark, "not signed by");
add("signature cut off", head + "." + body + ".", "signature");
add("two parts", head + "." + body, "signature");
add("five parts", rs + "." + mark + "." + mark, "signature");
add("no token", "a token", "no signed token");
add("empty", "", "no signed token");
add("HS256 with the public key", hmac(await jose.exportSPKI(pairs.rsa.publicKey), { alg: "HS256", kid: "rsa" }, good), "not signed by");
add("HS256 with the client's secret", hmac("secret", { alg: "HS256" }, good), "not signed by");
add("RS512", await sign("long", good), "not signed by");
add("ES384", await sign("wide", good), "not signed by");
add("one claim changed", head + "." + b64(but({ sub: "1" })) + "." + mark, "signature");
add("signature of another token", head + "." + body + "." + (await sign("rsa", but({ sub: "1" }))).split(".")[2], "signature");
add("a head that brings its own key", await sign("new", good, { kid: undefined, jwk: await jose.exportJWK(pairs.new.publicKey) }), "signature");
add("a key that is not in the set", await sign("new", good), "not in the published set");
add("the name of another kind of key", await sign("ec", good, { kid: "rsa" }), "not in the published set");
add("no kid, told apart by their algorithms", await sign("rsa", good, { kid: undefined, alg: "RS256" }), "");
add("crit", await sign("ec", good, { crit: ["b64"], b64: true }), "not understood");
add("an access token", await sign("ec", good, { typ: "at+jwt" }), "another use");
add("a logout token", await sign("ec", good, { typ: "logout+jwt" }), "another use");
add("the same key twice in the head", b64('{"alg":"RS256","alg":"none","kid":"rsa"}') + "." + body + "." + mark, "no signed token");

add("another issuer", await sign("ec", but({ iss: "https://evil.example" })), "iss");
add("the issuer with a slash", await sign("ec", but({ iss: issuer + "/" })), "iss");
add("no issuer", await sign("ec", but({ iss: undefined })), "iss");
add("issuer in a list", await sign("ec", but({ iss: [issuer] })), "iss");
add("another audience", await sign("ec", but({ aud: "other" })), "aud");
add("no audience", await sign("ec", but({ aud: undefined })), "aud");
add("several audiences, given to nobody", await sign("ec", but({ aud: [client, "other"] })), "azp");
add("given to another", await sign("ec", but({ azp: "other" })), "azp");
add("over", await sign("ec", but({ exp: now - 61 })), "exp");
add("never over", await sign("ec", but({ exp: undefined })), "exp");
add("from the future", await sign("ec", but({ iat: now + 90 })), "iat");
add("from before the sign-in", await sign("ec", but({ iat: now - 700 })), "iat");
add("no iat", await sign("ec", but({ iat: undefined })), "iat");
add("not yet", await sign("ec", but({ nbf: now + 90 })), "nbf");
add("since now", await sign("ec", but({ nbf: now })));
add("another nonce", await sign("ec", but({ nonce: "n-0S6_WzA2Mk" })), "nonce");
add("no nonce", await sign("ec", but({ nonce: undefined })), "nonce");
add("nobody", await sign("ec", but({ sub: undefined })), "sub");
add("an empty name", await sign("ec", but({ sub: "" })), "sub");
add("a name too long", await sign("ec", but({ sub: "x".repeat(256) })), "sub");
add("a number as name", await sign("ec", but({ sub: 5 })), "sub");
add("shown too long ago", await sign("ec", but({ auth_time: now - 4000 })), "auth_time");
add("not said when", await sign("ec", but({ auth_time: undefined })), "auth_time");

const keys = [await shown("rsa"), await shown("pss"), await shown("ec"), await shown("long"), await shown("wide"),
  { kty: "oct", kid: "oct", k: b64("secret") }, { ...(await shown("new")), kid: "enc", use: "enc" }];
const mails = [[good.email, true], ["a@b.example", false], ["a@b.example", "true"], [undefined, true], ["a@b.example", undefined]];
const people = await Promise.all(mails.map(async ([email, email_verified]) => ({ mail: email_verified === true && email ? email.toLowerCase() : null, token: await sign("ec", but({ email, email_verified })) })));
process.stdout.write(JSON.stringify({ about: "made by id_tokens.mjs with npm jose; every person and key in it is made up", issuer, client, nonce, now,
  jwks: JSON.stringify({ keys }), rotated: JSON.stringify({ keys: [await shown("new")] }), fresh: await sign("new", good), cases, people }, null, 1) + "\n");
