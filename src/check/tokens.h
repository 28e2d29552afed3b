/* SPDX-License-Identifier: Apache-2.0
 *
 * check/tokens.h -- a text cut into words, numbers, signs, sentences and
 * quotations, once, for every check that looks at it.
 *
 * Words:      runs of letters and digits that begin with a letter. An
 *             apostrophe inside belongs to the word ("child's") except after
 *             an elided article of French, Italian or Spanish ("d'enfants" is
 *             d + ' + enfants). Hyphens always cut ("anti-child" is two words).
 * Numbers:    begin with a digit and keep separators between digits: "1,234"
 *             "20.2" "2 740 905" with no-break or thin spaces. "12th" is a
 *             number and a word.
 * Signs:      every other visible character is a token of its own. Soft signs
 *             (hyphens, quotation marks, Markdown's * _ `) may stand between
 *             the words of a phrase without breaking it; hard ones may not.
 * Keys:       words are compared by key: case folded (Unicode), without marks
 *             (é is e), without the possessive 's. Equal keys have equal `word` numbers within one text.
 * Sentences:  end at . ! ? … before a capital, a digit or a quotation mark,
 *             not after a listed abbreviation or an initial; at the end of a
 *             block; and at a line end that does not look like mere wrapping.
 * Quotations: “ ” « » „ “ ‘ ’ " ' pairs, not longer than COP_QUOTE_MAX tokens.
 * Lifetime:   everything lives in the arena given.
 */
#ifndef COP_CHECK_TOKENS_H
#define COP_CHECK_TOKENS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/extract.h"

enum { COP_QUOTE_MAX = 60 };

typedef enum { COP_TOKEN_WORD, COP_TOKEN_NUMBER, COP_TOKEN_SIGN } CopTokenKind;

enum {
  COP_TOKEN_CAPITAL = 1 << 0, /* begins with an upper-case letter */
  COP_TOKEN_CAPITALS = 1 << 1, /* two letters or more, all upper case */
  COP_TOKEN_SOFT = 1 << 2,
  COP_TOKEN_SPACED = 1 << 3,  /* white space stands before it */
  COP_TOKEN_YEAR = 1 << 4,    /* 1900 to 2099 */
  COP_TOKEN_LINE = 1 << 5,    /* first of its line */
};

typedef struct {
  uint32_t start, end;       /* bytes */
  uint32_t point;            /* code points before it */
  uint32_t word;             /* number of its key; signs have keys too */
  uint32_t sentence;         /* number, from 0 */
  uint32_t block;
  uint8_t kind;              /* CopTokenKind */
  uint8_t flags;
} CopToken;

/* Tokens from first up to, not including, end. */
typedef struct {
  uint32_t first, end;
} CopTokenRange;

typedef struct {
  const CopExtract *extract;
  const char *text;
  size_t length;
  CopToken *at;
  uint32_t n;
  CopTokenRange *sentences;
  uint32_t n_sentences;
  CopTokenRange *quotes;     /* without the marks; in order of first */
  uint32_t n_quotes;
  const char **keys;         /* of each word number */
  uint32_t n_words;
  GHashTable *numbers;       /* key -> word number + 1 */
} CopTokens;

enum { COP_NO_WORD = -1 };

CopTokens *cop_tokens_new(CopArena *a, const CopExtract *e);

/* Code points before the end of a token. */
uint32_t cop_token_end_point(const CopTokens *t, uint32_t i);
/* The text of tokens [first, end), as it stands. */
char *cop_tokens_text(CopArena *a, const CopTokens *t, CopTokenRange r);
static inline const char *
cop_token_key(const CopTokens *t, uint32_t i)
{
  return t->keys[t->at[i].word];
}
/* Is the token this one-character ASCII sign? */
static inline bool
cop_token_is(const CopTokens *t, uint32_t i, char sign)
{
  return i < t->n && t->at[i].kind == COP_TOKEN_SIGN && t->text[t->at[i].start] == sign;
}
/* The next token at or after i that is not soft; t->n at the end. */
static inline uint32_t
cop_tokens_hard(const CopTokens *t, uint32_t i)
{
  while (i < t->n && (t->at[i].flags & COP_TOKEN_SOFT) != 0)
    i++;
  return i;
}
/* Value of a token of digits without separators, -1 when it is none or too long. */
int cop_token_integer(const CopTokens *t, uint32_t i);

/* Number of the word with this key; COP_NO_WORD when the text lacks it. Far
 * cheaper than comparing keys token by token. */
static inline int64_t
cop_tokens_word(const CopTokens *t, const char *key)
{
  gpointer found = g_hash_table_lookup(t->numbers, key);
  return found == NULL ? COP_NO_WORD : (int64_t)GPOINTER_TO_UINT(found) - 1;
}

/* The key of a word or phrase's single word, as texts' words get it; free it. */
char *cop_word_key(const char *word, size_t n);

#endif
