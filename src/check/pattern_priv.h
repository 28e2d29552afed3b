/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pattern_priv.h -- what writing patterns (pattern.c) and running them
 * (pattern_run.c) share: the programs, and by which words each can begin.
 */
#ifndef COP_CHECK_PATTERN_PRIV_H
#define COP_CHECK_PATTERN_PRIV_H

#include "check/pattern.h"

/* <number> and its kin. */
typedef enum { FLAG_NUMBER, FLAG_DIGITS, FLAG_YEAR, FLAG_CAP, FLAG_CAPS, FLAG_WORD, FLAG_AGE, FLAG_COUNT, FLAG_HUGE, FLAG_MAX } Flag;

typedef enum { OP_SET, OP_EXACT, OP_FLAG, OP_GAP, OP_COMMA, OP_OPEN, OP_CLOSE, OP_TERM, OP_START, OP_END, OP_SPLIT, OP_JUMP, OP_MATCH } OpKind;

typedef struct {
  uint8_t kind;
  int32_t a, b; /* set, flag, gap length; targets of split and jump */
  const char *text;
} Op;

struct CopPatterns {
  CopArena *arena;
  GHashTable *classes;  /* name -> Class */
  GHashTable *known;    /* use and source -> number + 1 */
  GArray *ops;          /* Op, all programs */
  GArray *starts;       /* int32_t: first op of each pattern */
  GArray *uses;         /* uint8_t: CopPatternUse of each pattern */
  GPtrArray *musts;     /* of each pattern: GArray of sets; of each a word stands in a match */
  GHashTable *sets;     /* words of the set -> number + 1 */
  int n_sets;
  GHashTable *words;    /* key -> GArray of set numbers */
  GHashTable *prefixes; /* key -> GArray of set numbers */
  size_t longest_prefix;
  GPtrArray *begun_by;  /* set -> GArray of numbers of patterns sought and conditions that can begin with it */
  GArray *flagged[FLAG_MAX]; /* the same by flag */
  GHashTable *number_words;
  const char *unfit; /* why the pattern being written cannot be */
};

#endif
