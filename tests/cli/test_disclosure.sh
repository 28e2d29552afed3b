#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The auditor: nothing in what copkit publishes, and a leak that was planted in
# the difference of two releases, each of which is sound alone.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH --example -q
ok "a release" "$COPKIT" export figures -q -s "$S" -o "$TMP/one"
ok "nothing is given away by what copkit publishes" sh -c "'$COPKIT' disclosure '$TMP/one/figures.csv' >'$TMP/out' 2>&1"
ok "and much is hidden in it" sh -c "grep -qE ', [1-9][0-9]+ hidden, [1-9][0-9]+ linear programs: 0 given away' '$TMP/out'"
release() { # file, what region B shows, what region C shows
  {
    echo "indicator,area,parent,period,by,of,state,value,numerator,denominator,hidden_below,example"
    echo "IND-13,XA,,2027,,,value,100,,,10,true"
    echo "IND-13,A,XA,2027,,,hidden,,,,10,true"
    echo "IND-13,B,XA,2027,,,$2,,,10,true"
    echo "IND-13,C,XA,2027,,,$3,,,10,true"
    echo "IND-13,D,XA,2027,,,value,46,,,10,true"
  } >"$TMP/$1"
}
release first.csv hidden, value,30
release second.csv value,20 hidden,
for one in first second; do ok "the $one of two releases alone gives nothing away" "$COPKIT" disclosure "$TMP/$one.csv"; done
"$COPKIT" disclosure "$TMP/first.csv" "$TMP/second.csv" >"$TMP/out" 2>&1
same "both together: exit 1" 1 $?
ok "the cell is named, and what it can be" grep -q "disclosure-leak: IND-13, A, 2027 is hidden, and what is shown leaves only 0 to 4, all below 10" "$TMP/out"
sed 's/2027/2026/; s/A,XA,2026,,,hidden,,/A,XA,2026,,,value,14,/; s/100/110/; s/hidden,,,,10/value,20,,,10/' "$TMP/first.csv" | sed 1d >>"$TMP/first.csv"
"$COPKIT" disclosure "$TMP/first.csv" "$TMP/second.csv" >"$TMP/out" 2>&1
ok "where areas are known to add up, the very number is named" grep -q "IND-13, A, 2027 is hidden, and what is shown gives it away: it is 4" "$TMP/out"
release only.csv value,20 value,30
ok "one release that hides a single neighbour is found too" sh -c "! '$COPKIT' disclosure '$TMP/only.csv' >'$TMP/out' 2>&1 && grep -q disclosure-leak '$TMP/out'"
release shown.csv hidden, hidden,
sed -i 's/A,XA,2027,,,hidden,,/A,XA,2027,,,value,4,/' "$TMP/shown.csv"
ok "a cell one release hides and another shows is found" sh -c "! '$COPKIT' disclosure '$TMP/first.csv' '$TMP/shown.csv' >'$TMP/out' 2>&1 && grep -q 'gives it away: it is 4' '$TMP/out'"
head -1 "$SRC/data/countries/ph/example/field/reports-2025-2026.csv" >"$TMP/new.csv"
echo "00000000-0000-4000-8000-00000000000a,helpline,Example office NCR,1300000000,2026-Q3,2026-10-09,IND-13,female,COP-1315,,,fil,3,,,true" >>"$TMP/new.csv"
"$COPKIT" import -q -s "$S" "$TMP/new.csv"
"$COPKIT" export figures -q -s "$S" -o "$TMP/later"
ok "a later release of one more report: nothing is given away" sh -c "'$COPKIT' disclosure '$TMP/one/figures.csv' '$TMP/later/figures.csv' >'$TMP/out' 2>&1"
ok "but the small difference is named" grep -q "warning disclosure-difference: IND-13, PH, 2026-Q3 differs by 3" "$TMP/out"
refused 3 "a file that is no release" "$COPKIT" disclosure "$TMP/new.csv"
refused 2 "no file" "$COPKIT" disclosure
tap_done
