# SPDX-License-Identifier: Apache-2.0
# upload.py URL FILE -- sends a messy spreadsheet in at the desk, mends what was
# refused and sends it again. Prints "ok NAME" or "not ok NAME" for each thing that
# must hold.
import csv, html, http.cookiejar, io, re, sys, urllib.error, urllib.parse, urllib.request

url, path = sys.argv[1:3]
jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
opener = urllib.request.build_opener(jar)


def ok(name, good):
    print(("ok " if good else "not ok ") + name)


def ask(address, body=None, kind=None):
    rq = urllib.request.Request(url + address, body, {"Origin": url, **({"Content-Type": kind} if kind else {})})
    try:
        with opener.open(rq) as a:
            return a.status, a.read().decode(), a.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


def fields(page):
    page = page[page.index("<main"):]
    out = []
    for tag in re.findall(r"<input[^>]*>", page):
        name, value, form = (re.search(' %s="([^"]*)"' % k, tag) for k in ("name", "value", "type"))
        if name and form.group(1) not in ("checkbox", "file"):
            out.append([name.group(1), html.unescape(value.group(1)) if value else ""])
    return out


def upload(name, data, token):
    mark = "----copkit"
    body = "".join('--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (mark, k, v) for k, v in token).encode()
    body += ('--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n' % (mark, name)).encode() + data + ("\r\n--%s--\r\n" % mark).encode()
    return ask("/reports/upload", body, "multipart/form-data; boundary=" + mark)


def send(pairs):
    return ask("/reports/upload/mended", urllib.parse.urlencode([tuple(p) for p in pairs]).encode(), "application/x-www-form-urlencoded")


def reports():
    return int(re.search(r'tile-number">([0-9,]+)<', ask("/reports")[1]).group(1).replace(",", "")) if "Reports received" in ask("/reports")[1] else 0


data = open(path, "rb").read()
token = [f for f in fields(ask("/reports/upload")[1]) if f[0] == "token"]
ok("without its token: 403", upload("messy.xlsx", data, [])[0] == 403)
ok("no file: 422 beside the field", (lambda a: a[0] == 422 and 'aria-invalid="true"' in a[1])(upload("", b"", token)))
ok("what is no spreadsheet: 422 and why", (lambda a: a[0] == 422 and 'class="error"' in a[1])(upload("x.xlsx", b"PK\3\4 but no workbook", token)))
ok("a column that asks who a child is: 422, nothing read", (lambda a: a[0] == 422 and "who a child is" in a[1])(upload("x.csv", b"form,report_id,reporter,child_name\ntraining,,Office,Ana\n", token)))
ok("nothing was taken by any of these", reports() == 0)
status, page, _ = upload("C:\\desk\\messy <i>.xlsx", data, token)
ok("the messy one: two reports are taken, five rows refused", status == 200 and "2 reports were taken" in page and "5 rows were not taken" in page and reports() == 2)
ok("with a receipt", re.search(r"Receipt [0-9a-f]{12}", page) is not None)
ok("its name without folders, as text", "messy &lt;i&gt;.xlsx" in page and "desk\\" not in page)
ok("each row beside its reason", page.count("<fieldset") == 5 and all(w in page for w in ("there is no area", "third quarter&#39; is unknown", "eleven&#39; is no number", "holds no number", "there is no form")))
ok("the cell that is meant is marked", re.search(r'value="Metro Manila"[^>]*aria-invalid="true"', page) is not None and len(re.findall(r'aria-invalid="true"', page)) >= 4)
ok("what was typed cannot become markup", "Office &lt;b&gt;Five" in page and "<b>Five" not in page)
again = upload("messy.xlsx", data, token)[1]
ok("the same file again counts nothing twice", "2 were held already and count once" in again and reports() == 2)

pairs = fields(page)
_, text, head = send(pairs + [["as", "file"]])
rows = list(csv.DictReader(io.StringIO(text)))
ok("the refused rows as a file, with their reasons", len(rows) == 5 and rows[0]["area"] == "Metro Manila" and "no area" in rows[0]["reason"] and rows[0]["line"] == "3" and "attachment" in head["Content-Disposition"])


def mend(pairs, old, new):
    for f in pairs:
        if f[1] == old and f[0] == "cell":
            f[1] = new


mend(pairs, "Metro Manila", "1300000000")
mend(pairs, "third quarter", "2025-Q3")
mend(pairs, "eleven", "11")
status, page, _ = send(pairs)
ok("three mended: three taken, two left", status == 200 and "3 reports were taken" in page and page.count("<fieldset") == 2 and reports() == 5)
again = send(pairs)[1]
ok("the button pressed twice counts once", "3 were held already and count once" in again and reports() == 5)
pairs = fields(page)
mend(pairs, "school", "training")
status, page, _ = send(pairs + [["skip", "0"]])
ok("the last one mended, one left out: nothing is left", status == 200 and "1 report was taken" in page and "<fieldset" not in page and reports() == 6)
ok("a form that does not fit together: 422", send([p for p in pairs if p[0] != "column"])[0] == 422 and reports() == 6)
big = b"form,report_id,reporter,area,period,reported_at,passed_female\n" + b"".join(b"training,,Office %d,nowhere,2025-Q3,2025-10-02,1\n" % i for i in range(3000))
status, page, _ = upload("big.csv", big, token)
ok("3,000 bad rows, by way of a file: 50 are shown, the rest is counted", page.count("<fieldset") == 50 and "2,950 more rows" in page)
ok("an upload over the limit: 413", upload("huge.csv", b"x" * (16 * 1024 * 1024 + 1), token)[0] == 413)
