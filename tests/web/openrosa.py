# SPDX-License-Identifier: Apache-2.0
"""openrosa.py URL TOKEN -- an OpenRosa client that misbehaves as telephones do. Prints TAP lines' worth of facts."""
import http.client, sys, uuid, xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlparse

url, token = urlparse(sys.argv[1]), sys.argv[2]
count = 0


def check(name, good, why=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}")
    if not good:
        print(f"#   {why}")


def call(method, path, body=None, headers=None, chunked=False):
    c = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
    c.request(method, path, body=iter([body[i:i + 700] for i in range(0, len(body), 700)]) if chunked else body, headers=headers or {}, encode_chunked=chunked)
    r = c.getresponse()
    return r.status, r.read(), {k.lower(): v for k, v in r.getheaders()}


def filled(form, id, day, values, reporter="Example office NCR", area="1300000000", extra="", version="1"):
    fields = "".join(f"<{k}>{v}</{k}>" for k, v in values.items())
    return (f'<?xml version="1.0"?><data id="copkit:{form}" version="{version}" xmlns:orx="http://openrosa.org/xforms">'
            f"<end>2025-11-02T10:15:00.000+08:00</end><reporter>{reporter}</reporter><area>{area}</area><day>{day}</day>{fields}{extra}"
            f"<orx:meta><orx:instanceID>uuid:{id}</orx:instanceID></orx:meta></data>").encode()


def post(xml, path="/openrosa/submission", chunked=False, more=b"", **kw):
    b = "----b" + uuid.uuid4().hex
    body = (f'--{b}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="s.xml"\r\nContent-Type: text/xml\r\n\r\n').encode() + xml + b"\r\n"
    if more:
        body += f'--{b}\r\nContent-Disposition: form-data; name="p.jpg"; filename="p.jpg"\r\n\r\n'.encode() + more + b"\r\n"
    body += f"--{b}--\r\n".encode()
    return call("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={b}", "X-OpenRosa-Version": "1.0", **({"Transfer-Encoding": "chunked"} if chunked else {})}, chunked)


status, body, head = call("GET", "/openrosa/formList")
forms = ET.fromstring(body)
ns = {"l": "http://openrosa.org/xforms/xformsList"}
check("formList names every form with version, hash and addresses", status == 200 and len(forms.findall("l:xform", ns)) >= 7 and all(
    x.find(f"l:{t}", ns) is not None for x in forms for t in ("formID", "name", "version", "hash", "downloadUrl", "manifestUrl")), body[:300])
check("with the version of OpenRosa", head.get("x-openrosa-version") == "1.0")
for x in forms:
    status, body, _ = call("GET", urlparse(x.find("l:downloadUrl", ns).text).path)
    import hashlib
    good = status == 200 and "md5:" + hashlib.md5(body).hexdigest() == x.find("l:hash", ns).text
    check(f"form {x.find('l:formID', ns).text} is what its hash says", good)
status, body, _ = call("GET", "/openrosa/manifest/training")
check("the manifest is one", status == 200 and ET.fromstring(body).tag == "{http://openrosa.org/xforms/xformsManifest}manifest")
status, body, head = call("HEAD", "/openrosa/submission")
check("HEAD says how much may be sent", status == 204 and int(head["x-openrosa-accept-content-length"]) > 100000, (status, head))

first = str(uuid.uuid4())
xml = filled("training", first, "2025-10-03", {"passed_female": 12, "passed_male": 9})
status, body, head = post(xml)
receipt = head.get("x-copkit-receipt")
check("a report is taken: 201 with a receipt", status == 201 and receipt and receipt.encode() in body, (status, body))
status, body, head = post(xml)
check("sent again: 202, the same receipt", status == 202 and head.get("x-copkit-receipt") == receipt, (status, body))
status, body, _ = post(filled("training", first, "2025-10-03", {"passed_female": 13, "passed_male": 9}))
check("the same id with other content: 409", status == 409 and b"conflict" in body, (status, body))
status, body, _ = call("POST", "/openrosa/submission", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}), {"Content-Type": "text/xml"})
check("a body that is the XML itself is taken too", status == 201, (status, body))
status, body, _ = post(filled("materials", str(uuid.uuid4()), "2025-10-03", {"language": "fil", "copies": 250}), chunked=True)
check("chunked", status == 201, (status, body))
again = str(uuid.uuid4())
status, body, _ = post(filled("training", again, "2025-10-03", {"passed_female": 14}, extra=f"<meta><deprecatedID>uuid:{first}</deprecatedID></meta>"))
check("a correction supersedes", status == 201, (status, body))
for name, xml, code in [
    ("a child's name", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1, "child_name": "x"}), b"report-identity"),
    ("a question the form does not have", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1, "colour": "red"}), b"report-form"),
    ("a form that is not there", filled("nosuch", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}), b"report-form"),
    ("a newer version of the form", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}, version="7"), b"report-form"),
    ("no number", filled("training", str(uuid.uuid4()), "2025-10-03", {}), b"report-empty"),
    ("no id", filled("training", "none", "2025-10-03", {"passed_female": 1}), b"report-id"),
    ("a word for a number", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": "a few"}), b"number"),
    ("an area that is not there", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}, area="99"), b"area"),
    ("a period that has not begun", filled("training", str(uuid.uuid4()), "2031-10-03", {"passed_female": 1}), b"future"),
    ("a telephone number as office", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}, reporter="09171234567"), b"text"),
    ("more than were asked", filled("pretest", str(uuid.uuid4()), "2025-10-03", {"named": 9, "named_of": 5}), b"implausible"),
    ("XML that is cut off", filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1})[:-20], b"report-xml"),
    ("an entity that grows", b'<!DOCTYPE d [<!ENTITY a "aaaa">]><data id="copkit:training">&a;</data>', b"report-xml"),
]:
    status, body, _ = post(xml)
    check(f"refused with a code: {name}", status == 400 and code in body, (status, body))
status, body, _ = post(filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 1}), more=b"\xff\xd8\xff")
check("a picture is refused", status == 400 and b"no files" in body, (status, body))
status, body, _ = call("POST", "/openrosa/submission", b"--x\r\nno", {"Content-Type": "multipart/form-data; boundary=x"})
check("a broken body is refused", status == 400, (status, body))
status, body, _ = post(b"<a>" + b"x" * 300000 + b"</a>")
check("a body over the limit: 413", status == 413, status)
status, body, _ = post(filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 3}), f"/openrosa/key/{token}/submission?deviceID=collect:a")
check("with a token in the address", status == 201, (status, body))
status, body, _ = post(filled("training", str(uuid.uuid4()), "2025-10-03", {"passed_female": 4}), f"/openrosa/key/{token}/submission?deviceID=collect:b")
check("from a second telephone with the same token", status == 201, (status, body))
status, body, _ = post(xml, "/openrosa/key/wrong/submission")
check("with a wrong token: 401", status == 401, (status, body))
status, body, _ = call("GET", f"/openrosa/key/{token}/formList")
check("the list leads on with the token", f"/openrosa/key/{token}/form/".encode() in body)

# 40 reports, each sent by three at once
ids = [str(uuid.uuid4()) for _ in range(40)]
def send(i):
    return i, post(filled("materials", ids[i], "2025-09-03", {"language": "ceb", "copies": 1}))[0]
with ThreadPoolExecutor(24) as pool:
    got = list(pool.map(send, list(range(40)) * 3))
check("sent by three at once: one 201 each, the others 202", all(sorted(s for k, s in got if k == i) == [201, 202, 202] for i in range(40)), got[:9])
print(f"1..{count}")
