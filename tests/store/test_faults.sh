#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A full disk at every size, and kill -9 at any moment: the store is as before
# or as after, and nothing half done is left.
. "$(dirname "$0")/../tap.sh"
export COPKIT_ACTOR=tester COPKIT_HOME="$SRC"
[ -e "$SRC/data/countries" ] || skip_all "no country in data/ yet"
C=$(sed -n 's/^country: *//p' "$SRC"/data/countries/*/pack.yaml | head -n 1)
P=$(dirname "$(grep -l "^country: *$C" "$SRC"/data/countries/*/pack.yaml | head -n 1)")

# --- full disk ---
D="$TMP/disk"
mkdir "$D"
if mount -t tmpfs -o size=64k none "$D" 2>/dev/null; then
  trap 'umount "$D"; rm -rf "$TMP"' EXIT
  bad="" fits="" full=""
  for size in 64k 256k 512k 1m 1500k 2m 3m 4m 5m 6m 12m; do
    mount -o remount,size=$size "$D"
    "$COPKIT" init "$D/x.cop" --country "$C" >"$TMP/said" 2>&1
    code=$?
    case $code in
      0) fits="$fits $size"; "$COPKIT" log verify -s "$D/x.cop" >/dev/null || bad="$bad $size:broken" ;;
      3) full="$full $size"; grep -q "the disk is full" "$TMP/said" || { bad="$bad $size:words"; head -n 2 "$TMP/said" | sed 's/^/# /'; } 
         [ -z "$(ls -A "$D")" ] || bad="$bad $size:left:$(ls -A "$D" | tr '\n' ',')" ;;
      *) bad="$bad $size:exit$code" ;;
    esac
    rm -f "$D"/*
  done
  same "init on a small disk: whole or nothing, and it says so" "" "$bad"
  ok "init on a small disk: both happened (fits:$fits, full:$full)" test -n "$fits" -a -n "$full"

  mount -o remount,size=12m "$D"
  "$COPKIT" init "$D/x.cop" --country "$C" >/dev/null
  before=$("$COPKIT" log verify -s "$D/x.cop")
  room=$(stat -c %s "$D/x.cop")
  cp -r "$P" "$TMP/pack"
  find "$TMP/pack" -name '*.yaml' ! -name pack.yaml -exec sed -i 's/^\( *\)\(title\|name\|gist\): \([A-Za-z]\)/\1\2: X\3/' {} +
  bad="" refused=""
  for more in 8 32 64 128 256 512 1024; do
    mount -o remount,size=$((room + more * 1024)) "$D"
    if "$COPKIT" import -s "$D/x.cop" "$TMP/pack" >"$TMP/said" 2>&1; then continue; fi
    refused="$refused $more"
    grep -q "the disk is full" "$TMP/said" || bad="$bad $more:words"
    mount -o remount,size=32m "$D"
    [ "$("$COPKIT" log verify -s "$D/x.cop")" = "$before" ] || bad="$bad $more:changed"
  done
  same "import on a full disk: as before, and it says so" "" "$bad"
  ok "import on a full disk: was refused at all (KiB:$refused)" test -n "$refused"

  mount -o remount,size=32m "$D"
  now=$("$COPKIT" log verify -s "$D/x.cop")
  dd if=/dev/zero of="$D/filler" bs=64k 2>/dev/null
  refused 3 "backup on a full disk" "$COPKIT" backup -s "$D/x.cop" "$D/b.cop"
  same "backup on a full disk: no part of it is left" "" "$(ls -A "$D" | grep -E 'b\.cop|partial')"
  rm "$D/filler"
  same "and the store is as it was" "$now" "$("$COPKIT" log verify -s "$D/x.cop")"
  same "and alone again" "x.cop" "$(ls -A "$D")"

  # --- a medium that cannot be written ---
  mount -o remount,ro "$D"
  ok "a store on a medium that cannot be written is read" sh -c "'$COPKIT' log verify -s '$D/x.cop' && '$COPKIT' export pack -s '$D/x.cop' -o '$TMP/ro'"
  refused 3 "and not changed" "$COPKIT" import -s "$D/x.cop" "$P"
  ok "its backup is written elsewhere" "$COPKIT" backup -s "$D/x.cop" "$TMP/ro.cop"
  umount "$D"
  trap 'rm -rf "$TMP"' EXIT
else
  skip "full disk" "mounting a small file system needs root"
fi

# --- kill -9 ---
mkdir "$TMP/k"
"$COPKIT" init "$TMP/k/x.cop" --country "$C" >/dev/null
cp "$TMP/k/x.cop" "$TMP/start.cop"
before=$("$COPKIT" log verify -s "$TMP/k/x.cop")
[ -e "$TMP/pack" ] || cp -r "$P" "$TMP/pack"
find "$TMP/pack" -name '*.yaml' ! -name pack.yaml -exec sed -i 's/^\( *\)\(title\|name\|gist\): \([A-Za-z]\)/\1\2: Y\3/' {} +
C=$C python3 - "$COPKIT" "$TMP/k/x.cop" "$TMP/pack" "$TMP/start.cop" "$before" >"$TMP/kills" <<'P'
import random, shutil, subprocess, sys, time, os, glob
copkit, store, pack, start, before = sys.argv[1:]
random.seed(1)
def verify():
    r = subprocess.run([copkit, "log", "verify", "-s", store], capture_output=True, text=True)
    return r.stdout.strip() if r.returncode == 0 else "broken: " + r.stderr
began = time.time()
subprocess.run([copkit, "import", "-s", store, pack], check=True, capture_output=True)
whole = time.time() - began
after = verify()
assert after != before
states, killed = {"before": 0, "after": 0}, 0
for i in range(25):
    for f in glob.glob(store + "*"):
        os.unlink(f)
    shutil.copy(start, store)
    p = subprocess.Popen([copkit, "import", "-s", store, pack], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.uniform(0.1, 1.05) * whole)
    p.kill()
    killed += p.wait() == -9
    state = verify()
    if state == before: states["before"] += 1
    elif state == after: states["after"] += 1
    else: print("half done:", state)
print("killed", killed, states)
for i in range(10):
    target = os.path.join(os.path.dirname(store), "new.cop")
    p = subprocess.Popen([copkit, "init", target, "--country", os.environ["C"]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.uniform(0.1, 0.9) * whole)
    p.kill()
    if p.wait() == -9 and os.path.exists(target):
        if subprocess.run([copkit, "log", "verify", "-s", target], capture_output=True).returncode != 0:
            print("half a store")
    if os.path.exists(target): os.unlink(target)
P
sed 's/^/# /' "$TMP/kills"
ok "kill -9 during import: before or after, never between" sh -c "! grep -q 'half done' '$TMP/kills' && grep -qE '^killed [1-9]' '$TMP/kills'"
ok "kill -9 during init: a whole store or none" sh -c "! grep -q 'half a store' '$TMP/kills'"
ok "the next init clears what a killed one left" sh -c "'$COPKIT' init '$TMP/k/new.cop' --country $C >/dev/null && ! ls -A '$TMP/k' | grep -q '^new.*partial'"
tap_done
