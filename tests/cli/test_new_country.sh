#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A country nobody has made a pack for: what init knows of it, what it does not
# make up, and how far a plan comes before anything has a price.
. "$(dirname "$0")/../tap.sh"
export COPKIT_ACTOR=tester
unset COPKIT_HOME

said() { "$@" >"$TMP/said" 2>&1; echo "exit $?" >>"$TMP/said"; }
# title, what stands there, text
contains() { case $3 in *$2*) ok "$1" true ;; *) printf '%s\n' "$3" >"$TMP/got"; ok "$1" sh -c "cat '$TMP/got'; false" ;; esac; }
column() { sqlite3 "$TMP/$1.cop" "select $2 from $3"; }

# --- what is known ---
ok "init KE" "$COPKIT" init "$TMP/ke.cop" --country ke
same "Kenya: name, money, languages, region" "KE|Kenya|Kenya|KES|Ksh|2|[\"en\",\"sw\"]|AFR" \
  "$(column ke 'id, name, name_start, currency, currency_symbol, currency_digits, languages, region' country)"
same "Kenya: languages by their own names, marked as from knowledge" "en|English|English|K
sw|Swahili|Kiswahili|K" "$(column ke 'id, name, autonym, mark' 'language order by position')"
ok "init NP" "$COPKIT" init -q "$TMP/np.cop" --country NP
same "Nepal" "Nepal|NPR|[\"en\",\"ne\"]|ASP" "$(column np 'name, currency, languages, region' country)"
ok "init GM" "$COPKIT" init -q "$TMP/gm.cop" --country GM
same "a name with an article" "the Gambia|The Gambia|Gambia" "$(column gm 'name, name_start, short_name' country)"
"$COPKIT" doctor -s "$TMP/ke.cop" >"$TMP/doctor" 2>&1
same "doctor finds nothing" "" "$(grep -v '^well' "$TMP/doctor")"
same "no law, institution, figure, number or budget is made up" "0" \
  "$(sqlite3 "$TMP/ke.cop" 'select (select count(*) from law) + (select count(*) from institution) + (select count(*) from value) + (select count(*) from helpline) + (select count(*) from budget)')"

# --- refused ---
for code in XX AQ Kenya K '' ../; do
  refused 3 "init: no country '$code'" "$COPKIT" init "$TMP/x.cop" --country "$code"
done
refused 3 "init: no example of Kenya" "$COPKIT" init "$TMP/x.cop" --country KE --example
ok "refused leaves nothing" sh -c "! ls '$TMP' | grep -q '^x'"
said "$COPKIT" init "$TMP/x.cop" --country NP --dry-run
contains "init --dry-run" 'records would be stored' "$(cat "$TMP/said")"
ok "init --dry-run leaves nothing" sh -c "! ls '$TMP' | grep -q '^x'"

# --- a plan before anything has a price ---
said "$COPKIT" plan -s "$TMP/ke.cop"
same "no plan yet: what to do" "copkit plan: the store holds no plan: add one at the desk, All records, Plans, then its budgets
exit 3" "$(cat "$TMP/said")"
mkdir "$TMP/mine"
printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: CC-BY-4.0\nrequires: [country-ke]\n' >"$TMP/mine/pack.yaml"
cat >"$TMP/mine/plan.yaml" <<'Y'
institutions:
  - {id: CA, name: Office, role: coordinates, position: 1, mark: E}
plans:
  - {id: P, title: Plan, vision: Children are safe, first_year: 2027, years: 3, price_year: 2026, mark: E}
budgets:
  - {id: b1, plan: P, year: 2027, fund: State, amount: 9000000, mark: E}
  - {id: b2, plan: P, year: 2028, fund: State, amount: 9000000, mark: E}
  - {id: b3, plan: P, year: 2029, fund: State, amount: 9000000, mark: E}
measure_profiles:
  - {id: M01, measure: M01, lead: CA, deliverable: names one lead body, cost_low: 1000000, cost_high: 3000000, cost_plan: 2000000, recurrent: 60, mark: E}
Y
ok "a plan of one's own" "$COPKIT" import -q -s "$TMP/ke.cop" "$TMP/mine"
"$COPKIT" plan -s "$TMP/ke.cop" >"$TMP/plan" 2>"$TMP/warned"
same "what has no price is told once" "1" "$(grep -c plan-no-cost "$TMP/warned")"
contains "and named" '45 of 46 measures cannot be planned, for nobody has put a price on them: M02, M03' "$(cat "$TMP/warned")"
contains "what has a price is planned" 'M01' "$(sed -n '/^In the plan/,/^Left out/p' "$TMP/plan")"
contains "nothing without a price is free" '1 of 46 measures' "$(cat "$TMP/plan")"
contains "the reason is the price, not a decision" 'Nobody has put a price on it' "$("$COPKIT" plan -s "$TMP/ke.cop" --explain M02 2>/dev/null)"

# --- documents ---
ok "documents of the first day" "$COPKIT" build -q -s "$TMP/ke.cop" -o "$TMP/out" legal-review contribution/regional
ok "they are there" test -s "$TMP/out/legal-review/legal-review.en.pdf"
text=$(find "$TMP/out/contribution" -name '*.pdf' -exec pdftotext {} - \; | tr '\n' ' ')
contains "the region by its name" Africa "$text"
tap_done
