# SPDX-License-Identifier: Apache-2.0
# passkey.py COPKIT STORE URL DIR -- an authenticator made of openssl signs in at the
# desk, with each kind of key; and everything it says is changed once. URL names
# localhost. Prints "ok NAME" or "not ok NAME".
import base64, hashlib, html, json, os, re, sqlite3, struct, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person, account

copkit, store, url, folder = sys.argv[1:5]
ORIGIN, HOST = url, "localhost"
PRESENT, VERIFIED, MAY_SYNC, SYNCED, KEY = 1, 4, 8, 16, 64


def say(good, name):
    print(("ok " if good else "not ok ") + name, flush=True)


def same(want, got, name):
    say(want == got, name if want == got else "%s (%r, got %r)" % (name, want, got))


def letters(b):
    return base64.urlsafe_b64encode(b).decode().rstrip("=")


def unletters(t):
    return base64.urlsafe_b64decode(t + "=" * (-len(t) % 4))


def cbor(v):
    def head(kind, n):
        return bytes([kind << 5 | n]) if n < 24 else bytes([kind << 5 | 24, n]) if n < 256 else bytes([kind << 5 | 25]) + struct.pack(">H", n)
    if isinstance(v, int):
        return head(0, v) if v >= 0 else head(1, -1 - v)
    if isinstance(v, bytes):
        return head(2, len(v)) + v
    if isinstance(v, str):
        return head(3, len(v)) + v.encode()
    return head(5, len(v)) + b"".join(cbor(k) + cbor(x) for k, x in v.items())


def openssl(*args, **more):
    return subprocess.run(["openssl"] + list(args), check=True, capture_output=True, **more).stdout


class Authenticator:
    """Web Authentication Level 3, chapter 6, in the words of its own text."""
    OPTIONS = {"ES256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "EdDSA": ["-algorithm", "ED25519"],
               "RS256": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]}

    def __init__(self, kind):
        self.kind, self.id, self.counter = kind, os.urandom(32), 1
        self.key = os.path.join(folder, letters(self.id[:6]) + ".pem")
        openssl("genpkey", "-out", self.key, *self.OPTIONS[kind])
        der = openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")
        if kind == "ES256":
            self.cose = {1: 2, 3: -7, -1: 1, -2: der[-64:-32], -3: der[-32:]}
        elif kind == "EdDSA":
            self.cose = {1: 1, 3: -8, -1: 6, -2: der[-32:]}
        else:
            modulus = openssl("rsa", "-in", self.key, "-modulus", "-noout").decode().strip().split("=")[1]
            self.cose = {1: 3, 3: -257, -1: bytes.fromhex(modulus), -2: b"\x01\x00\x01"}

    def sign(self, data):
        name = os.path.join(folder, "to-sign")
        with open(name, "wb") as f:
            f.write(data)
        if self.kind == "EdDSA":
            return openssl("pkeyutl", "-sign", "-rawin", "-in", name, "-inkey", self.key)
        return openssl("dgst", "-sha256", "-sign", self.key, name)

    def client(self, type_, challenge, origin=None, **more):
        return json.dumps(dict({"type": type_, "challenge": challenge, "origin": origin or ORIGIN, "crossOrigin": False}, **more)).encode()

    def data(self, flags, host=HOST):
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.counter)

    def make(self, o, flags=PRESENT | VERIFIED, host=HOST, **more):
        self.user = unletters(o["user"])
        whole = self.data(flags | KEY, host) + b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + cbor(self.cose)
        return {"client": letters(self.client("webauthn.create", o["challenge"], **more)), "challenge": o["challenge"], "user": o["user"],
                "data": letters(cbor({"fmt": "none", "attStmt": {}, "authData": whole}))}

    def use(self, o, flags=PRESENT | VERIFIED, host=HOST, type_="webauthn.get", **more):
        self.counter += 1
        client, data = self.client(type_, o["challenge"], **more), self.data(flags, host)
        return {"id": letters(self.id), "client": letters(client), "data": letters(data), "challenge": o["challenge"], "user": letters(self.user),
                "signature": letters(self.sign(data + hashlib.sha256(client).digest()))}


def options(page, action):
    found = re.search(r'action="%s" data-value="([^"]*)"' % action, page.text)
    return json.loads(html.unescape(found.group(1))) if found else None


def offered(person):
    return options(person.form("/account"), "/account/passkey")


def asked(person):
    return options(person.form("/sign-in"), "/sign-in/passkey")


def changed(answer, **parts):
    return dict(answer, **parts)


ana = account(copkit, store, url, "ana", "owner")
ben = account(copkit, store, url, "ben", "translator")

# --- where ---
number = Person(url.replace("localhost", "127.0.0.1"))
number.cookies = dict(ana.cookies)
page = number.get("/account").text
say("this address is a number" in page and "http://localhost:" in page and "/account/passkey" not in page, "at an address without a name the page says where passkeys work")
say("/sign-in/passkey" not in Person(url.replace("localhost", "127.0.0.1")).get("/sign-in").text, "and signing in does not offer them")
plain = number.ask("GET", "/account", headers={"Host": "localhost:1"})
say("/account/passkey" in plain.text, "at localhost they work without TLS")

# --- making ---
o = offered(ana)
same(("localhost", [-7, -8, -257], [], "ana"), (o["host"], o["kinds"], o["keys"], o["account"]), "the page asks the browser for a key of this desk")
keys = {kind: Authenticator(kind) for kind in Authenticator.OPTIONS}
es = keys["ES256"]
for name, answer in (("another origin", es.make(o, origin="https://localhost")), ("a page inside another", es.make(o, crossOrigin=True)), ("another name", es.make(o, host="example.org")),
                     ("nobody verified", es.make(o, flags=PRESENT)), ("nobody there", es.make(o, flags=VERIFIED)),
                     ("what was made to sign in", changed(es.make(o), client=letters(es.client("webauthn.get", o["challenge"])))),
                     ("another challenge", es.make(changed(o, challenge=letters(os.urandom(56))))), ("a challenge of ben's", es.make(offered(ben))),
                     ("a challenge for signing in", es.make(changed(o, challenge=asked(Person(url))["challenge"]))),
                     ("no answer", {"challenge": o["challenge"]}), ("garbage", changed(es.make(o), data="AAAA"))):
    same(422, ana.post("/account/passkey", changed(answer, name="phone")).status, "not made: " + name)
for kind in keys:
    o = offered(ana)
    same(303, ana.post("/account/passkey", changed(keys[kind].make(o), name="my " + kind)).status, kind + " is kept")
again = Authenticator("ES256")
same(422, ana.post("/account/passkey", changed(again.make(o), name="again")).status, "a question is answered once")
o = offered(ana)
same(sorted(letters(k.id) for k in keys.values()), sorted(o["keys"]), "those there are, are not made again")
same(422, ana.post("/account/passkey", changed(again.make(o), name="my ES256")).status, "a name is there once")
same(422, ana.post("/account/passkey", changed(again.make(offered(ana)), name=" ")).status, "a name is needed")
o = offered(ben)
same(422, ben.post("/account/passkey", changed(es.make(o), name="taken")).status, "a key belongs to one account")
same(303, ben.post("/account/passkey", changed(again.make(offered(ben)), name="ben's")).status, "ben has one of his own")
ana.get("/account")
page = ana.get("/account").text
say("my EdDSA" in page and "never used" in page and "ben's" not in page, "the account's page lists them")

# --- signing in, without a name typed ---
for kind in keys:
    keys[kind].make(changed(offered(ana), user=offered(ana)["user"]))
    stranger = Person(url)
    o = asked(stranger)
    same([], o["keys"], "signing in tells of nobody's keys") if kind == "ES256" else None
    answer = stranger.post("/sign-in/passkey", changed(keys[kind].use(o), to="/law"))
    same((303, "/law"), (answer.status, answer.headers.get("Location")), kind + " opens the account and leads on")
    say("Ana" in stranger.get("/account").text or "ana" in stranger.get("/account").text, "of its person")
say("never used" not in ana.get("/account").text, "when they were used is shown")
stranger = Person(url)
o = asked(stranger)
answer = es.use(o)
other = Person(url)
asked(other)
same(403, other.post("/sign-in/passkey", answer).status, "a question belongs to one browser")
same(303, stranger.post("/sign-in/passkey", changed(answer, to="//evil.example/")).status, "the right browser is let in")
stranger.cookies = {}
o2 = asked(stranger)
same(403, stranger.post("/sign-in/passkey", answer).status, "an answer is not replayed")
for name, make in (("another origin", lambda o: es.use(o, origin="http://localhost:1")), ("another name", lambda o: es.use(o, host="example.org")), ("nobody verified", lambda o: es.use(o, flags=PRESENT)),
                   ("nobody there", lambda o: es.use(o, flags=VERIFIED)), ("what was made to make a key", lambda o: es.use(o, type_="webauthn.create")),
                   ("another's signature", lambda o: changed(es.use(o), signature=again.use(o)["signature"])), ("another's id", lambda o: changed(es.use(o), id=letters(again.id))),
                   ("another's handle", lambda o: changed(es.use(o), user=letters(again.user))), ("an id that is none", lambda o: changed(es.use(o), id=letters(os.urandom(32)))),
                   ("no signature", lambda o: changed(es.use(o), signature="")), ("nothing", lambda o: {})):
    stranger = Person(url)
    same(403, stranger.post("/sign-in/passkey", make(asked(stranger))).status, "kept out: " + name)
stranger = Person(url)
o = asked(stranger)
same(403, stranger.post("/sign-in/passkey", es.use(o), token=False).status, "kept out: a form of another site")

# --- the counter ---
rs = keys["RS256"]
rs.counter = 0
stranger = Person(url)
answer = stranger.post("/sign-in/passkey", rs.use(asked(stranger)))
say(answer.status == 403 and "may have been copied" in answer.text, "a counter that goes back is refused, and why is said")
rs.counter = 100
same(403, stranger.post("/sign-in/passkey", rs.use(asked(stranger))).status, "the key opens nothing any more, whatever it counts")
say("may have been copied" in ana.get("/account").text, "its owner is told")
free = Authenticator("EdDSA")
free.counter = 0
same(303, ana.post("/account/passkey", changed(free.make(offered(ana)), name="does not count")).status, "a key that does not count")
for _ in range(2):
    free.counter = -1
    stranger = Person(url)
    same(303, stranger.post("/sign-in/passkey", free.use(asked(stranger))).status, "opens again and again")

# --- confirming ---
db = sqlite3.connect(store)


def long_ago():
    db.execute("UPDATE session SET confirmed_at = '2026-01-01T00:00:00Z' WHERE account = 'ana'")
    db.commit()


long_ago()
page = ana.form("/account")
say("Confirm that it is you" in page.text and "End it" not in page.text and "/account/passkey-end" not in page.text, "after a while the page asks again before anything is ended or changed")
handle = letters(es.id)
for job, fields in (("session", {"session": "0" * 64}), ("token", {"name": "x", "scopes": "read", "expires": "2099-01-01"}), ("token-end", {"name": "x"}), ("passkey", changed(es.make({"challenge": "", "user": ""}), name="x")),
                    ("passkey-name", {"passkey": handle, "name": "x"}), ("passkey-end", {"passkey": handle}), ("sessions", {}), ("codes", {"code": "000000"})):
    same(403, ana.post("/account/" + job, fields).status, "not confirmed: " + job)
same(422, ana.post("/account/confirm", {"password": ana.password, "code": "000000"}).status, "a wrong code confirms nothing")
same(422, ana.post("/account/confirm", {"password": "seven loud lamps", "code": ana.codes[0]}).status, "nor does a wrong password")
same(422, ana.post("/account/confirm", {"code": ana.codes[0]}).status, "nor a code alone")
o = options(ana.form("/account"), "/account/confirm")
same(422, ana.post("/account/confirm", changed(again.use(o), user="")).status, "nor does the passkey of somebody else")
o = options(ana.form("/account"), "/account/confirm")
say(letters(es.id) in o["keys"] and letters(again.id) not in o["keys"], "one's own are asked for")
before = Person(url)
before.cookies = dict(ana.cookies)
same(303, ana.post("/account/confirm", es.use(o)).status, "a passkey confirms")
say(before.cookies["copkit"] != ana.cookies["copkit"] and before.get("/law").status == 303, "the session has a new name and the old one is over")
page = ana.form("/account")
say("End it" in page.text and "End all others" in page.text, "and the buttons are there")
other = Person(url)
same(303, other.post("/sign-in/passkey", es.use(asked(other))).status, "signed in elsewhere")
same(303, ana.post("/account/sessions").status, "all others are ended at once")
same((303, 200), (other.get("/law").status, ana.get("/law").status), "and only those")
long_ago()
ana.form("/account")
same(303, ana.post("/account/confirm", {"password": ana.password, "code": ana.codes.pop()}).status, "password and code confirm")
ana.form("/account")
same(303, ana.post("/account/passkey-name", {"passkey": handle, "name": "the ring"}).status, "a key is given another name")
same(422, ana.post("/account/passkey-name", {"passkey": handle, "name": "my EdDSA"}).status, "not one that is taken")
same(422, ana.post("/account/passkey-end", {"passkey": letters(again.id)}).status, "another's key is not removed")
say("the ring" in ana.form("/account").text, "which is shown")
same(303, ana.post("/account/passkey-end", {"passkey": handle}).status, "a key is removed")
stranger = Person(url)
same(403, stranger.post("/sign-in/passkey", es.use(asked(stranger))).status, "and opens nothing")

# --- the account ---
same(0, subprocess.run([copkit, "user", "close", "-s", store, "ben"]).returncode, "an account is closed")
stranger = Person(url)
same(403, stranger.post("/sign-in/passkey", again.use(asked(stranger))).status, "its keys are gone")
same(0, db.execute("SELECT count(*) FROM passkey WHERE account = 'ben'").fetchone()[0], "from the store too")
same(0, subprocess.run([copkit, "log", "verify", "-q", "-s", store], stdout=subprocess.DEVNULL).returncode, "the log is whole")
log = subprocess.run([copkit, "log", "list", "-s", store], capture_output=True, text=True).stdout
say(all(w in log for w in ("passkey doubted", "passkey removed", "passkey renamed")), "and tells of them")
print("ok to the end")
