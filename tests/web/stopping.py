# SPDX-License-Identifier: Apache-2.0
# Forty senders over one connection each, some of which hang up before the
# answer, while the desk is told to stop. stopping.py URL PID FILE: the ids that
# were acknowledged go into FILE.
import http.client, os, random, signal, sys, threading, time, uuid
host, pid, path = sys.argv[1].removeprefix("http://"), int(sys.argv[2]), sys.argv[3]
acknowledged, hung_up, lock = [], [0], threading.Lock()

def send(k):
    r = random.Random(k)
    while True:
        try:
            c = http.client.HTTPConnection(host, timeout=20)
            while True:
                name = uuid.UUID(int=r.getrandbits(128))
                body = ('<data id="copkit:training" version="1"><reporter>Example office</reporter><area>1300000000</area><day>2025-10-03</day>'
                        f'<passed_female>1</passed_female><meta><instanceID>uuid:{name}</instanceID></meta></data>')
                c.request("POST", "/openrosa/submission", body, {"Content-Type": "text/xml"})
                if k % 8 == 0 and r.random() < 0.5:
                    c.close()
                    hung_up[0] += 1
                    break
                answer = c.getresponse()
                answer.read()
                if answer.status == 201:
                    with lock: acknowledged.append(name.hex)
                elif answer.status != 503:
                    print(answer.status, file=sys.stderr)
        except ConnectionRefusedError:
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)

threads = [threading.Thread(target=send, args=(k,)) for k in range(40)]
for t in threads: t.start()
time.sleep(1.5)
os.kill(pid, signal.SIGTERM)
for t in threads: t.join(30)
open(path, "w").write("\n".join(acknowledged))
print(len(acknowledged) > 100, hung_up[0] > 5, any(t.is_alive() for t in threads))
