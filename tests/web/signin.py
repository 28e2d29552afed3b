# SPDX-License-Identifier: Apache-2.0
# signin.py -- somebody at a desk, for tests: cookies, forms, joining, codes.
import base64, hashlib, hmac, http.client, re, struct, subprocess, time, urllib.parse


def totp(secret, step=None):
    """RFC 6238 in the words of its own text; secret is bytes."""
    step = int(time.time()) // 30 if step is None else step
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


class Person:
    def __init__(self, url, bearer=None):
        self.host = url.split("//")[1].rstrip("/")
        self.http = http.client.HTTPConnection(self.host, timeout=60)
        self.cookies, self.token, self.bearer = {}, None, bearer

    def ask(self, method, path, body=None, headers=None):
        sent = dict(headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join("%s=%s" % c for c in self.cookies.items())
        if self.bearer:
            sent["Authorization"] = "Bearer " + self.bearer
        for again in (True, False):
            try:
                self.http.request(method, path, body, sent)
                answer = Answer(self.http.getresponse())
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.http.close()
                if not again:
                    raise
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            if value == "":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def form(self, path):
        """Loads a page and keeps the token of its forms."""
        answer = self.get(path)
        found = re.search(r'name="token" value="([0-9a-f]{64})"', answer.text)
        self.token = found.group(1) if found else None
        return answer

    def post(self, path, fields=(), token=True):
        pairs = list(dict(fields).items() if isinstance(fields, dict) else fields)
        if token:
            pairs.append(("token", self.token or ""))
        return self.ask("POST", path, urllib.parse.urlencode(pairs), {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})

    def join(self, invitation, password):
        page = self.form(invitation)
        hexed = re.search(r'name="secret" value="([0-9a-f]{40})"', page.text)
        if hexed is None:
            return page
        self.secret, self.password = bytes.fromhex(hexed.group(1)), password
        answer = self.post(invitation, {"secret": hexed.group(1), "password": password, "code": totp(self.secret)})
        self.codes = re.findall(r"<code>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})</code>", answer.text)
        return answer

    def sign_in(self, account, password=None, code=None):
        self.form("/sign-in")
        answer = self.post("/sign-in", {"account": account, "password": password or self.password, "code": code or self.codes.pop()})
        if answer.status == 303:
            self.form("/account")
        return answer


def account(copkit, store, url, name, *roles, password="seven quiet lamps"):
    """Invites by the command line, joins and signs in."""
    args = [copkit, "user", "invite", "-s", store, name]
    for role in roles:
        args += ["--role", role]
    invitation = subprocess.run(args, check=True, capture_output=True, text=True).stdout.strip()
    person = Person(url)
    joined = person.join(invitation, password)
    assert joined.status == 200 and len(person.codes) == 10, (name, joined.status, joined.text[-3000:])
    time.sleep(1.1)  # whether somebody has joined is asked once a second
    signed = person.sign_in(name)
    assert signed.status == 303, (name, signed.status, signed.text[-2000:])
    return person
