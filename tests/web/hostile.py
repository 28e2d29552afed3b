# SPDX-License-Identifier: Apache-2.0
"""hostile.py PORT PID -- clients that mean no good, beside good ones.

Prints one line "ok NAME" or "not ok NAME" for each thing that must hold:
drips of a byte a second are cut within 15 seconds and slow nobody; a slow body
is cut; a large upload costs no memory; a reader that never reads is cut."""
import http.client
import socket
import sys
import time

port, pid = int(sys.argv[1]), int(sys.argv[2])


def say(ok, name):
    print(("ok " if ok else "not ok ") + name, flush=True)


def connect():
    s = socket.create_connection(("127.0.0.1", port), timeout=60)
    s.setblocking(False)
    return s


def memory():
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def open_still(socks):
    left = []
    for s in socks:
        try:
            if s.recv(4096) == b"":
                s.close()
                continue
        except BlockingIOError:
            pass
        except OSError:
            s.close()
            continue
        left.append(s)
    return left


def drip(socks, data):
    left = []
    for s in socks:
        try:
            s.send(data)
            left.append(s)
        except OSError:
            s.close()
    return open_still(left)


# --- heads that never end ---
count = 400
socks = [connect() for _ in range(count)]
for s in socks:
    s.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
start, worst, served = time.time(), 0.0, 0
while socks and time.time() - start < 16:
    socks = drip(socks, b"a")
    for _ in range(3):
        t = time.time()
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        c.request("GET", "/healthz")
        served += c.getresponse().status == 200
        c.close()
        worst = max(worst, time.time() - t)
    time.sleep(1)
say(not socks, f"{count} drips of a byte a second are gone after {time.time() - start:.0f} s")
say(worst < 2.0, f"meanwhile {served} good requests were served, the slowest in {worst * 1000:.0f} ms")

# --- a body that never ends ---
s = connect()
s.send(b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n")
start, socks = time.time(), [s]
while socks and time.time() - start < 40:
    socks = drip(socks, b"a")
    time.sleep(1)
say(not socks, f"a body of a byte a second is cut after {time.time() - start:.0f} s")

# --- a large body ---
before = memory()
c = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
total, piece = 150 * 1024 * 1024, b"x" * 65536
c.putrequest("POST", "/preferences")
c.putheader("Content-Length", str(total))
c.endheaders()
sent, peak = 0, 0
try:
    while sent < total:
        c.send(piece)
        sent += len(piece)
        if sent % (16 * 1024 * 1024) == 0:
            peak = max(peak, memory())
    status = c.getresponse().status
except OSError:
    status = 0
say(status in (413, 0), f"150 MB where 4 kB are taken: {status or 'cut'}")
say(peak - before < 16 * 1024, f"it cost {max(0, peak - before)} kB of memory")

# --- many connections at once ---
socks = []
try:
    for _ in range(1500):
        socks.append(connect())
except OSError:
    pass
c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
t = time.time()
c.request("GET", "/healthz")
say(c.getresponse().status == 200, f"{len(socks)} idle connections leave room for others ({(time.time() - t) * 1000:.0f} ms)")
for s in socks:
    s.close()

# --- garbage ---
garbage = [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"/a" * 40000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
           b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 20000 + b"\r\n",
           b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
           b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
           b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n"]
for g in garbage:
    s = socket.create_connection(("127.0.0.1", port), timeout=20)
    try:
        s.sendall(g)
        s.recv(200)
    except OSError:
        pass
    s.close()
c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
c.request("GET", "/healthz")
say(c.getresponse().status == 200, f"{len(garbage)} kinds of garbage, and it still answers")
