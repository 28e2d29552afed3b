#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Plans against other people's solvers, on the same problem in CPLEX LP format:
# what they find is never above our bound, and their optimum is our plan where
# we say that it is the best.
. "$(dirname "$0")/../tap.sh"
planning=${COPKIT_BUILD:-$SRC/build}/tests/planning
command -v cbc >/dev/null && command -v glpsol >/dev/null || skip_all "cbc and glpsol are not installed"
cd "$TMP" || exit 1

# What a solver says in millions of value, and whether that is the optimum.
by_cbc() {
  cbc "$1" sec 20 ratio 0 solve solution cbc.sol >cbc.log 2>&1
  awk '/^Result/ { r = $0 } /^Objective value:/ { v = $3 } END {
    print r ~ /infeasible/ ? "infeasible" : sprintf("%.3f %s", v, r ~ /Optimal/ ? "optimal" : "feasible") }' cbc.log
}
by_glpsol() {
  glpsol --lp "$1" --tmlim 20 -o glpk.sol >glpk.log 2>&1
  awk '/^Status:/ { s = $0 } /^Objective:/ { v = $4 } END {
    print s ~ /INTEGER OPTIMAL/ ? sprintf("%.3f optimal", v) : s ~ /INTEGER NON-OPTIMAL/ ? sprintf("%.3f feasible", v) : late ? "nothing in time" : "infeasible" }' \
    late="$(grep -c 'TIME LIMIT EXCEEDED' glpk.log)" glpk.sol
}
# value and bound of ours, what the other says; a part in a million is rounding.
agrees() {
  echo "ours $1 $2, theirs $3"
  printf '%s %s %s\n' "$1" "$2" "$3" | awk '{
    value = $1 / 1e6; bound = $2 / 1e6; slack = 1e-6 * (bound > 1 ? bound : 1)
    if ($3 == "infeasible") exit 1
    if ($3 > bound + slack) exit 1
    if ($4 == "optimal" && $3 < value - slack) exit 1
    if ($1 == $2 && $4 == "optimal" && $3 > value + slack) exit 1 }'
}
# A solver that had no plan when its time was up has said nothing.
compare() { # name, value, bound, what the other says
  case $4 in
    nothing*) skip "$1" "it found nothing in its time" ;;
    *) ok "$1" agrees "$2" "$3" "$4" ;;
  esac
}
instance() { # measures quarters seed kind
  ours=$("$planning" "$1" "$2" "$3" "$4" normal model.lp); code=$?
  [ $code -le 1 ] || { ok "instance $*" false; return; }
  for solver in cbc glpsol; do
    theirs=$("by_$solver" model.lp)
    if [ "$ours" = infeasible ]; then
      same "instance $*: $solver finds no plan either" infeasible "$theirs"
    else
      set -- "$1" "$2" "$3" "$4" $ours
      compare "instance $1 $2 $3 $4: $solver agrees" "$5" "$6" "$theirs"
    fi
  done
}
for seed in 1 2 3 4 5 6; do instance 12 12 $seed rich; done
for seed in 1 2 4; do instance 20 12 $seed tail; done
instance 20 20 1 plain

S="$TMP/ph.cop"
"$COPKIT" init "$S" --country PH --example >/dev/null 2>&1
example() { # name, options: the example country
  name=$1; shift
  "$COPKIT" plan -s "$S" --json --lp model.lp "$@" >plan.json || { ok "example: $name" false; return; }
  ours=$(python3 -c 'import json; d = json.load(open("plan.json")); print(d["value"], d["bound"])')
  for solver in cbc glpsol; do
    compare "example, $name: $solver agrees" "${ours% *}" "${ours#* }" "$("by_$solver" model.lp)"
  done
}
example "as it is"
example "one budget" --budget 50M,80M --exclude M12
example "prevention first" --prevention 20 --budget 200M
refused 3 "a file that cannot be written" "$COPKIT" plan -s "$S" --lp "$TMP/nosuch/model.lp"
tap_done
