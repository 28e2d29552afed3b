// SPDX-License-Identifier: Apache-2.0
// provider.mjs -- an identity provider for tests: oidc-provider, the certified one of
// npm, on loopback, and the ways in which one may lie or fail.
import http from "node:http";
import { Provider } from "oidc-provider";
import * as jose from "jose";

// What it says about its own defaults is not what is tested.
console.info = console.warn = () => {};

// People as the provider knows them, by the name they type there.
export const people = {
  ana: { sub: "u-1001", email: "ana@ministry.example", email_verified: true },
  ben: { sub: "u-1002", email: "ben@ministry.example", email_verified: true },
  eva: { sub: "u-1003", email: "eva@ministry.example", email_verified: false },
  zoe: { sub: "u-1004", email: "zoe@ministry.example", email_verified: true },
  max: { sub: "u-1005", email: "max@ministry.example", email_verified: true, strong: true },
  lea: { sub: "u-1006", email: "lea@ministry.example", email_verified: true },
};
const bySub = Object.fromEntries(Object.values(people).map((p) => [p.sub, p]));

async function key(kid) {
  const { privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), kid, use: "sig", alg: "RS256" };
}

// redirects: where the desk wants people sent back to. secret: the client's.
export async function start({ desk, secret, clientJwks, port = 0 }) {
  const me = { lie: {}, asked: [], keys: [await key("one")] };
  let handler;
  const server = http.createServer((req, res) => {
    me.asked.push(req.url.split("?")[0]);
    if (req.url === "/jwks") me.keysAsked = Date.now();
    if (me.lie.hang) return;
    if (me.lie.broken) { res.statusCode = 500; res.end("no"); return; }
    handler(req, res);
  });
  await new Promise((resolve) => server.listen(port, "localhost", resolve));
  me.issuer = `http://localhost:${server.address().port}`;
  me.close = () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); });
  me.port = server.address().port;
  const client = { client_id: "copkit", redirect_uris: [`${desk}/sign-in/provider/return`], post_logout_redirect_uris: [`${desk}/sign-in`], response_types: ["code"], grant_types: ["authorization_code"],
    ...(clientJwks ? { token_endpoint_auth_method: "private_key_jwt", jwks: clientJwks } : { client_secret: secret }) };

  me.serve = () => {
    const provider = new Provider(me.issuer, {
      clients: [client, { ...client, client_id: "other", client_secret: "another-secret-of-another-client" }],
      jwks: { keys: me.keys },
      acrValues: ["gold"],
      claims: { openid: ["sub"], email: ["email", "email_verified"], acr: null, amr: null, auth_time: null, iss: null, sid: null },
      features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true }, rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = `<!doctype html><html lang="en"><title>Ministry</title><body><h1>Sign out of the ministry?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Yes, log out</button>`; } } },
      cookies: { keys: ["only a test"] },
      pkce: { required: () => true },
      findAccount: (ctx, id) => ({ accountId: id, claims: () => bySub[id] }),
      interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
      async loadExistingGrant(ctx) {
        const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
        grant.addOIDCScope("openid email");
        grant.addOIDCClaims(["email", "email_verified", "amr", "acr", "auth_time"]);
        await grant.save();
        return grant;
      },
    });
    provider.use(async (ctx, next) => {
      if (ctx.path.startsWith("/interaction/")) return interaction(ctx, provider);
      await next();
      if (ctx.path === "/token" && ctx.body?.id_token && me.lie.token) ctx.body = { ...ctx.body, id_token: await me.lie.token(ctx.body.id_token, me) };
      if (ctx.path === "/.well-known/openid-configuration" && me.lie.metadata) ctx.body = { ...ctx.body, ...me.lie.metadata };
      if (ctx.path === "/jwks" && me.lie.keys) ctx.body = me.lie.keys;
    });
    handler = provider.callback();
  };
  me.rotate = async (kid) => { me.keys = [await key(kid)]; me.serve(); };
  me.serve();
  return me;
}

async function interaction(ctx, provider) {
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = `<!doctype html><html lang="en"><title>Ministry</title><body><h1>Ministry single sign-on</h1><form method="post"><label>Name <input name="login" id="login"></label><button>Sign in</button></form></body></html>`;
    return;
  }
  const chunks = [];
  for await (const c of ctx.req) chunks.push(c);
  const who = people[new URLSearchParams(Buffer.concat(chunks).toString()).get("login")];
  const result = who === undefined ? { error: "access_denied", error_description: "no such person" }
    : { login: { accountId: who.sub, ...(who.strong ? { acr: "gold", amr: ["pwd", "otp"] } : { amr: ["pwd"] }) } };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
}

// Signs other claims with the provider's own key, as only it or its thief could.
export async function resign(token, me, changes, head = {}) {
  const claims = { ...jose.decodeJwt(token), ...changes };
  for (const k of Object.keys(claims)) if (claims[k] === undefined) delete claims[k];
  return new jose.SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: me.keys[0].kid, ...head }).sign(await jose.importJWK(me.keys[0], "RS256"));
}
