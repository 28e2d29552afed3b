#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# How many parts an SMS takes: a thousand random texts in the GSM alphabet, with
# its extension, in Cyrillic, Chinese, Arabic and Khmer, near every border,
# counted by the SMS table of a build and by gammu saving them to a phone that
# is a folder.
. "$(dirname "$0")/../tap.sh"
command -v gammu >/dev/null || skip_all "gammu is not installed"
H=$TMP/home
mkdir -p "$H/data/catalogue" "$H/data/countries/xa" "$TMP/phone"
ln -s "$SRC/assets" "$H/assets"
export COPKIT_HOME=$H
printf 'id: base\nversion: "1"\ntitle: Base\nlicence: CC-BY-4.0\n' >"$H/data/catalogue/pack.yaml"
printf 'id: xa\nversion: "1"\ntitle: XA\nlicence: CC-BY-4.0\ncountry: XA\nrequires: [base]\n' >"$H/data/countries/xa/pack.yaml"
cp "$SRC/tests/golden/pack/sound/deep/country.yaml" "$H/data/countries/xa/country.yaml"
cat >"$TMP/make.py" <<'P'
import json, random, re, sys
random.seed(20261130)
basic = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
extension = "^{}\\[~]|€"
pools = [basic, basic + extension, basic + extension * 4, "абвгдежзик лмн" + basic, "你好世界安全 ", "مرحبا سلامة ", "ភាសាខ្មែរ "]
texts = []
for i in range(1000):
    pool = random.choice(pools)
    n = random.choice([random.randint(1, 60), random.randint(60, 80), random.randint(130, 170), random.randint(290, 320), random.randint(1, 450)])
    t = re.sub(" +", " ", "".join(random.choice(pool) for _ in range(n))).strip().lstrip("-") or "a"
    texts.append(t.replace("{HELP}", "{HELQ}"))
with open(sys.argv[1], "w") as f:
    f.write("segments:\n  - {id: S, title: T, role: child, setting: any, literacy: low, connectivity: none, position: 1, mark: E}\nmessages:\n")
    for i in range(1000):
        f.write(f"  - {{id: M-{i:04}, segment: S, say: s, act: a, position: {i}, mark: E}}\n")
    f.write("message_texts:\n")
    for i, t in enumerate(texts):
        f.write(f"  - {{id: M-{i:04}/sms/en, message: M-{i:04}, form: sms, lang: en, text: {json.dumps(t, ensure_ascii=False)}, state: draft}}\n")
json.dump(texts, open(sys.argv[2], "w"))
P
python3 "$TMP/make.py" "$H/data/catalogue/a.yaml" "$TMP/texts.json"
ok "a store with a thousand texts" "$COPKIT" init -q "$TMP/x.cop" --country XA
ok "their SMS table" "$COPKIT" build -q -s "$TMP/x.cop" -o "$TMP/out" kit/sms
cat >"$TMP/compare.py" <<'P'
import csv, json, os, re, shutil, subprocess, sys
tmp, texts = sys.argv[1], json.load(open(sys.argv[2]))
rows = {r["message"]: r for r in csv.DictReader(open(tmp + "/out/kit/sms/en/sms.csv", encoding="utf-8-sig"))}
open(tmp + "/rc", "w").write(f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {tmp}/phone\n")
bad, kinds = 0, {}
for i, t in enumerate(texts):
    r = rows[f"M-{i:04}"]
    gsm = r["alphabet"] == "GSM-7"
    if i % 40 == 0:
        shutil.rmtree(tmp + "/phone"); os.mkdir(tmp + "/phone")
    said = subprocess.run(["gammu", "-c", tmp + "/rc", "savesms", "TEXT", "-len", "5000"] + ([] if gsm else ["-unicode"]) + ["-text", t], capture_output=True,
                          text=True, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}).stdout
    found = re.search(r"Saving SMS 1/(\d+)", said)
    kinds[gsm] = kinds.get(gsm, 0) + 1
    if found is None or int(found.group(1)) != int(r["parts"]):
        bad += 1
        print(i, r["alphabet"], r["units"], r["parts"], found and found.group(1), t[:40])
print(kinds)
sys.exit(bad > 0 or min(kinds.get(True, 0), kinds.get(False, 0)) < 300)
P
ok "gammu takes as many parts for each" python3 "$TMP/compare.py" "$TMP" "$TMP/texts.json"
tap_done
