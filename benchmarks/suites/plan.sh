# SPDX-License-Identifier: Apache-2.0
# Plans of instances made from a seed (tests/unit/plan_instance.h): certified
# gap and time on this machine, value beside cbc and glpsol given the same wall
# time on the same problem, a re-plan after one edit, the same plan twice.
# One run each: the work is counted in steps, so only the time varies.
set -eu
dir=${COPKIT%/src/copkit}
ninja -C "$dir" tests/planning >/dev/null
planning=$dir/tests/planning
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }

# The value another solver has found, in units of ours; 0 when it has none.
cbc_value() {
  cbc "$1" sec "$2" ratio 0 solve solution "$TMP/cbc.sol" >"$TMP/cbc.log" 2>&1 || true
  awk '/^Objective value:/ { v = $3 } /^Result.*infeasible/ { v = 0 } END { printf "%.0f", v * 1e6 }' "$TMP/cbc.log"
}
glpsol_value() {
  glpsol --lp "$1" --tmlim "$2" -o "$TMP/glpk.sol" >"$TMP/glpk.log" 2>&1 || true
  awk '/^Status:/ { s = $0 } /^Objective:/ { v = $4 } END { printf "%.0f", s ~ /INTEGER (NON-)?OPTIMAL/ ? v * 1e6 : 0 }' "$TMP/glpk.sol" 2>/dev/null || echo 0
}
size() { # measures, goal of the gap, goal of the time
  "$planning" "$1" 20 1 plain thorough "$TMP/model.lp" >"$TMP/ours"
  read -r value _ gap _ wall digest <"$TMP/ours"
  row "plan-$1-gap" "$gap" - - '%' less "<= $2"
  row "plan-$1-time" "$wall" - - s less "<= $3"
  seconds=$(awk -v w="$wall" 'BEGIN { printf "%d", w < 5 ? 5 : w + 1 }')
  if command -v cbc >/dev/null; then
    row "plan-$1-value" "$value" cbc "$(cbc_value "$TMP/model.lp" "$seconds")" value more '>= 1x'
  fi
  if command -v glpsol >/dev/null; then
    row "plan-$1-value" "$value" glpsol "$(glpsol_value "$TMP/model.lp" "$seconds")" value more '>= 1x'
  fi
}
size 50 0.1 30
"$planning" 50 20 1 plain thorough >"$TMP/again"
row plan-same-plan "$([ "$(cut -d' ' -f6 "$TMP/again")" = "$digest" ] && echo 1 || echo 0)" - - same more '>= 1'
size 200 1 60
size 500 1.5 60
read -r _ _ gap _ wall _ <<R
$("$planning" 200 20 1 plain edit)
R
row plan-200-replan-time "$wall" - - s less '<= 2'
row plan-200-replan-gap "$gap" - - '%' less -
