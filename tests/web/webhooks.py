# SPDX-License-Identifier: Apache-2.0
# webhooks.py COPKIT STORE FOLDER [LIST] -- endpoints of the desk, by page and interface,
# with receivers of Python's own HTTP server. FOLDER holds ca.pem, good.pem, bad.pem (each
# with its key). Prints "ok NAME" or "not ok NAME"; what the receivers got is left in
# FOLDER/got.json for tests/web/webhooks.js, which judges signatures with the library
# of the Standard Webhooks project. LIST: where to name pages for a browser to look at.
import atexit, base64, glob, http.server, json, os, re, signal, sqlite3, ssl, subprocess, sys, threading, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person, account

copkit, store, folder = sys.argv[1:4]


def say(good, name):
    print(("ok " if good else "not ok ") + name, flush=True)


def same(want, got, name):
    say(want == got, name if want == got else "%s (%r, got %r)" % (name, want, got))


def until(what, seconds=40):
    for _ in range(seconds * 20):
        if what():
            return True
        time.sleep(0.05)
    return bool(what())


# --- the other side ---
got, answers, lock = [], {}, threading.Lock()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with lock:
            got.append({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body, "at": time.time()})
            plan = answers.get(self.path, [200])
            status = plan.pop(0) if len(plan) > 1 else plan[0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass  # a handshake that the desk broke off


def receiver(certificate=None):
    server = Server(("127.0.0.1", 0), Receiver)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.replace(".pem", ".key"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def at(path):
    with lock:
        return [g for g in got if g["path"] == path]


def entries(path):
    return [json.loads(g["body"])["data"].get("entry") for g in at(path)]


# --- the desk ---
class Desk:
    def __init__(self, *args, of=store):
        self.out = open(os.path.join(folder, "desk.out"), "w+")
        self.process = subprocess.Popen([copkit, "serve", "-s", of, "--listen", "127.0.0.1:0", *args], stdout=self.out, stderr=open(os.path.join(folder, "desk.err"), "a"))
        atexit.register(self.process.kill)  # when something here fails; a process that ended is left alone
        assert until(lambda: "ready" in open(self.out.name).read(), 60), open(os.path.join(folder, "desk.err")).read()
        self.url = re.search(r"http://[0-9.:]+", open(self.out.name).read()).group(0)
        self.person = Person(self.url)

    def call(self, method, path, body=None, **headers):
        text = None if method in ("GET", "DELETE") else json.dumps(body or {})
        return self.person.ask(method, "/api/v1/" + path, text, dict({"Content-Type": "application/json"}, **{k.replace("_", "-"): v for k, v in headers.items()}))

    def hook(self, url, **more):
        answer = self.call("POST", "webhooks", dict({"title": url[-12:], "url": url}, **more))
        assert answer.status == 201, (answer.status, answer.text)
        return json.loads(answer.body)

    def one(self, ident):
        return json.loads(self.call("GET", "webhooks/" + ident).body)

    def job(self, ident, job, **body):
        return self.call("POST", "webhooks/%s/%s" % (ident, job), body)

    def change(self, n):
        """Adds n records, one by one."""
        for _ in range(n):
            Desk.made += 1
            answer = self.call("PUT", "duty/D-%d" % Desk.made, {"id": "D-%d" % Desk.made, "title": "Words nobody is told", "from_whom": "The council", "to_whom": "Congress", "frequency": "yearly",
                                                            "due": ["11-30"], "position": 900 + Desk.made, "mark": "E"}, If_None_Match="*")
            assert answer.status == 201, (answer.status, answer.text)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(20)


Desk.made = 0
port = receiver()
here = "http://127.0.0.1:%d" % port

# --- nothing inside is reached through the desk ---
desk = Desk()
page = desk.person.form("/admin/webhooks")
say(page.status == 200 and "sends nothing to anybody" in page.text, "the page says that nothing is sent")
for url in (here + "/x", "https://127.0.0.1:%d/x" % port, "https://[::1]/x", "https://169.254.169.254/latest", "https://10.1.2.3/", "http://cop.example/"):
    answer = desk.person.post("/admin/webhooks", {"title": "Inside", "url": url, "kinds": ""})
    say(answer.status == 422 and "Nothing was changed" in answer.text, "refused: " + url)
same(422, desk.call("POST", "webhooks", {"title": "x", "url": "file:///etc/passwd"}).status, "an address that is none of the web")
same(422, desk.call("POST", "webhooks", {"title": "x", "url": "https://cop.example/", "types": ["record.lost"]}).status, "an event that is none")
same(422, desk.call("POST", "webhooks", {"title": "x", "url": "https://cop.example/", "kinds": ["person"]}).status, "a kind that is none")
inside = desk.hook("https://localhost:%d/x" % port)
outcome = json.loads(desk.job(inside["id"], "test").body)["outcome"]
say(not outcome["taken"] and outcome["status"] == 0 and "private net" in outcome["fault"], "a name that leads inside is refused when it is asked")
desk.change(1)
say(until(lambda: desk.one(inside["id"])["attempts"] == 1), "and so it is when something happened")
same([], got, "nothing arrived")
same(204, desk.call("DELETE", "webhooks/" + inside["id"]).status, "it is removed")
same(404, desk.call("GET", "webhooks/" + inside["id"]).status, "and gone")
same(0, desk.stop(), "the desk stops cleanly")

# --- what is told, to whom, in which order ---
desk = Desk("--reach", "127.0.0.1", "--authorities", os.path.join(folder, "ca.pem"))
desk.person.form("/admin/webhooks")
page = desk.person.post("/admin/webhooks", [("title", "Everything"), ("url", here + "/all?key=hidden"), ("kinds", "")])
shown = re.search(r'id="secret">(whsec_[A-Za-z0-9+/=]+)<', page.text)
say(page.status == 200 and shown is not None and len(base64.b64decode(shown.group(1)[6:])) == 32, "the page shows the secret")
secrets = {"/all?key=hidden": [shown.group(1)]}
everything = [w["id"] for w in json.loads(desk.call("GET", "webhooks").body) if w["title"] == "Everything"][0]
say(shown.group(1)[6:20] not in desk.person.get("/admin/webhooks/" + everything).text and "secret\"" not in desk.call("GET", "webhooks/" + everything).text.replace('"has_secret"', ""), "once")
flaky = desk.hook(here + "/flaky", types=["record.added"], kinds=["duty"])
other = desk.hook(here + "/other", types=["record.removed"])
moved = desk.hook(here + "/moved", types=["record.added"])
gone = desk.hook(here + "/gone", types=["record.added"])
secrets.update({"/flaky": [flaky["secret"]], "/other": [other["secret"]]})
answers.update({"/flaky": [500, 200], "/moved": [302], "/gone": [410]})
desk.change(5)
say(until(lambda: len(at("/all?key=hidden")) == 5), "each change arrives")
same(sorted(entries("/all?key=hidden")), entries("/all?key=hidden"), "in order")
first = json.loads(at("/all?key=hidden")[0]["body"])
same(({"type", "timestamp", "data"}, {"entry", "kind", "id", "revision", "links"}, "record.added", "duty"),
     (set(first), set(first["data"]), first["type"], first["data"]["kind"]), "a message says what happened to which record")
same(200, desk.person.get(first["data"]["links"]["api"]).status, "and where it is read")
say(all("Words nobody" not in g["body"] and "root" not in g["body"] for g in got), "never what it holds or who did it")
say(until(lambda: desk.one(gone["id"])["state"] == "disabled"), "410 switches an endpoint off at once")
same(1, len(at("/gone")), "after one attempt")
say("was switched off" in desk.person.get("/admin/webhooks").text and "was switched off" in desk.person.get("/admin").text, "which the pages say")
say(until(lambda: len(at("/flaky")) == 6), "what failed is sent again, and the others after it")
tries = at("/flaky")
say(tries[0]["headers"]["webhook-id"] == tries[1]["headers"]["webhook-id"] and tries[0]["body"] == tries[1]["body"], "the same message with the same id")
say(tries[1]["at"] - tries[0]["at"] > 4, "after some five seconds")
same(entries("/all?key=hidden"), entries("/flaky")[1:], "none lost, none before its turn")
say(until(lambda: desk.one(moved["id"])["attempts"] > 1), "a redirect is no answer")
same([], at("/elsewhere"), "and is not followed")
same([], at("/other"), "who asked for something else is told nothing")
desk.person.form("/admin/webhooks/" + everything)
answer = desk.person.post("/admin/webhooks/%s/test" % everything)
say(answer.status == 200 and "The message was taken" in answer.text and json.loads(at("/all?key=hidden")[-1]["body"])["type"] == "webhook.test", "a test, by a button")
message = at("/all?key=hidden")[1]
answer = desk.person.post("/admin/webhooks/%s/again" % everything, {"message": message["headers"]["webhook-id"]})
again = at("/all?key=hidden")[-1]
say(answer.status == 200 and again["body"] == message["body"] and again["headers"]["webhook-id"] == message["headers"]["webhook-id"], "a message is sent again, as it was")
same(404, desk.person.post("/admin/webhooks/%s/again" % everything, {"message": "msg_1_0000000000000000"}).status, "one that is none")
same(404, desk.person.post("/admin/webhooks/%s/nothing" % everything).status, "a job that is none")

# --- a new secret beside the old one ---
rotated = json.loads(desk.job(everything, "rotate").body)
secrets["/all?key=hidden"].append(rotated["secret"])
say(rotated["secret"] != shown.group(1) and rotated["old_secret_until"], "a new secret")
desk.change(1)
say(until(lambda: at("/all?key=hidden")[-1]["headers"]["webhook-signature"].count("v1,") == 2), "for a day two signatures")

# --- a stop of any kind loses nothing ---
answers["/all?key=hidden"] = [503]
before = len(at("/all?key=hidden"))
desk.change(2)
say(until(lambda: len(at("/all?key=hidden")) > before), "an endpoint that is down")
same(-signal.SIGKILL, desk.stop(signal.SIGKILL), "the desk is killed")
answers["/all?key=hidden"] = [200]
down = [m for m in entries("/all?key=hidden")[before:]][0]
desk = Desk("--reach", "127.0.0.1", "--authorities", os.path.join(folder, "ca.pem"))
db = sqlite3.connect(store, timeout=10)
db.execute("UPDATE webhook SET lease_until = ''")  # else it waits a minute for the one that died
db.commit()
db.close()
say(until(lambda: len(set(entries("/all?key=hidden"))) == 9), "after the next start all arrive")
same(down, entries("/all?key=hidden")[before + 1], "beginning with the one that waited")

# --- paused, going on ---
same(200, desk.job(everything, "pause").status, "paused")
seen = len(at("/all?key=hidden"))
desk.change(2)
time.sleep(1.5)
same(seen, len(at("/all?key=hidden")), "nothing is sent")
same(200, desk.job(everything, "go-on").status, "going on")
say(until(lambda: len(at("/all?key=hidden")) == seen + 2), "where it stopped")
desk.job(everything, "pause")
desk.change(1)
desk.job(everything, "go-on-from-now")
desk.change(1)
say(until(lambda: len(at("/all?key=hidden")) == seen + 3), "or from now on")
same(204, desk.call("DELETE", "webhooks/" + gone["id"]).status, "the one that is gone is removed")
same(200, desk.job(moved["id"], "skip").status, "a message is given up")
say("skipped" in {d["state"] for d in desk.one(moved["id"])["deliveries"]}, "which is kept in the list")

# --- TLS ---
good, bad = receiver(os.path.join(folder, "good.pem")), receiver(os.path.join(folder, "bad.pem"))
trusted = desk.hook("https://localhost:%d/tls" % good, types=["alert.issued"])
secrets["/tls"] = [trusted["secret"]]
for url, what in (("https://localhost:%d/tls-bad" % bad, "a certificate of nobody we know"), ("https://127.0.0.1:%d/tls-bad" % good, "a certificate of another name")):
    hook = desk.hook(url, types=["alert.issued"])
    outcome = json.loads(desk.job(hook["id"], "test").body)["outcome"]
    say(not outcome["taken"] and outcome["status"] == 0 and re.search("certificate|SSL", outcome["fault"]), "%s is refused: %s" % (what, outcome["fault"][:80]))
    desk.call("DELETE", "webhooks/" + hook["id"])
same([], at("/tls-bad"), "before anything is sent")
say(json.loads(desk.job(trusted["id"], "test").body)["outcome"]["taken"], "one of the ministry's own authority is taken")

# --- where secrets are not ---
hidden = [s[6:] for list_ in secrets.values() for s in list_]
backup = desk.person.get("/admin/backup").body
say(backup[:15] == b"SQLite format 3" and not any(base64.b64decode(h) in backup or h.encode() in backup for h in hidden), "a backup holds no secret")
subprocess.run([copkit, "backup", "-q", "-s", store, os.path.join(folder, "b.cop")], check=True)
say(not any(base64.b64decode(h) in open(os.path.join(folder, "b.cop"), "rb").read() for h in hidden), "nor does one by the command line")
log = subprocess.run([copkit, "log", "list", "--json", "-v", "-s", store], check=True, capture_output=True, text=True).stdout
say('"webhook"' in log and not any(h in log for h in hidden) and "key=hidden" not in log, "the log tells of endpoints, not of secrets or whole addresses")
subprocess.run([copkit, "export", "pack", "-q", "-s", store, "--id", "xx", "-o", os.path.join(folder, "pack")], check=True)
text = "".join(open(f, encoding="utf-8").read() for f in glob.glob(os.path.join(folder, "pack", "**", "*.yaml"), recursive=True))
say(len(text) > 1000 and "webhook" not in text and not any(h in text for h in hidden), "no pack holds any of it")
copy = Desk("--reach", "127.0.0.1", of=os.path.join(folder, "b.cop"))
seen = len(at("/all?key=hidden"))
say(all(w["state"] == "paused" and w["why"] == "backup" for w in json.loads(copy.call("GET", "webhooks").body)), "a copy of the store is silent")
copy.change(1)
time.sleep(1.2)
same((seen, 422), (len(at("/all?key=hidden")), copy.job(everything, "go-on").status), "until it has secrets of its own")
copy.stop()

# --- who may ---
if len(sys.argv) > 4:
    with open(sys.argv[4], "w") as f:
        f.write("/admin/webhooks/%s\n" % moved["id"])
    seen = subprocess.run(["node", os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages.js"), desk.url, sys.argv[4]], capture_output=True, text=True)
    say(seen.returncode == 0, "axe-core finds nothing, nothing is too wide" + seen.stdout.replace("\n", " | ")[:1500] + seen.stderr[:300])
with open(os.path.join(folder, "page.html"), "w") as f:
    f.write(desk.person.get("/admin/webhooks/" + everything).text)
owner = account(copkit, store, desk.url, "owner", "owner")
editor = account(copkit, store, desk.url, "editor", "editor")
auditor = account(copkit, store, desk.url, "auditor", "auditor")
for person, name in ((editor, "an editor"), (auditor, "an auditor")):
    person.form("/account")
    same((403, 403, 403, 403, 403), (person.get("/admin/webhooks").status, person.get("/admin/webhooks/" + everything).status, person.post("/admin/webhooks/%s/remove" % everything).status,
                                     person.get("/api/v1/webhooks").status, person.ask("DELETE", "/api/v1/webhooks/" + everything).status), name + " sees and changes none of it")
say("/admin/webhooks" not in auditor.get("/admin").text, "nor the way to it")
same(200, owner.get("/admin/webhooks/" + everything).status, "who keeps the desk does")
owner.form("/account")
tokens = {}
for scope in ("read", "edit"):
    answer = owner.post("/account/token", {"name": "t-" + scope, "scopes": scope, "expires": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 864000))})
    found = re.search(r'id="new-token">([^<]+)<', answer.text)
    tokens[scope] = Person(desk.url, bearer=found.group(1)) if found else None
if tokens["read"] is not None:
    same((403, 200), (tokens["read"].get("/api/v1/webhooks").status, tokens["edit"].get("/api/v1/webhooks").status), "a token to read is not enough, one to edit is")
else:
    say(False, "tokens are made")
same(401, Person(desk.url).get("/api/v1/webhooks").status, "a stranger is asked who it is")
same(0, desk.stop(), "and the desk stops cleanly at the end")
with open(os.path.join(folder, "got.json"), "w") as f:
    json.dump([dict(g, secrets=secrets[g["path"]]) for g in got if g["path"] in secrets], f)
