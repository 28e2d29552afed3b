/* SPDX-License-Identifier: Apache-2.0 */
#include "base/segment.h"

#include <string.h>
#include <unicode/ubrk.h>

#include "base/utf16.h"

typedef struct {
  CopSegmentKind kind;
  char *lang;
  UBreakIterator *iterator;
} Iterator;

/* Short texts are set again and again in other sizes until they fit their
 * place: their breaks are kept. */
#define KEPT 16u
#define KEPT_BYTES 512u

typedef struct {
  CopSegmentKind kind;
  char lang[16], text[KEPT_BYTES];
  size_t length, n;
  CopTextSegment *segments; /* NULL: free */
} Kept;

struct CopSegmenter {
  GArray *iterators; /* of Iterator */
  CopUtf16 text;
  CopTextSegment *out;
  size_t n, room;
  Kept kept[KEPT];
  unsigned next; /* to be given up */
};

static void
iterator_clear(gpointer data)
{
  Iterator *i = data;
  g_free(i->lang);
  ubrk_close(i->iterator);
}

CopSegmenter *
cop_segmenter_new(void)
{
  CopSegmenter *s = g_new0(CopSegmenter, 1);
  s->iterators = g_array_new(FALSE, FALSE, sizeof(Iterator));
  g_array_set_clear_func(s->iterators, iterator_clear);
  return s;
}

void
cop_segmenter_free(CopSegmenter *s)
{
  if (s == NULL)
    return;
  g_array_unref(s->iterators);
  cop_utf16_clear(&s->text);
  for (unsigned i = 0; i < KEPT; i++)
    g_free(s->kept[i].segments);
  g_free(s->out);
  g_free(s);
}

static UBreakIterator *
iterator_for(CopSegmenter *s, CopSegmentKind kind, const char *lang)
{
  static const UBreakIteratorType types[COP_SEGMENT_MAX] = {
    [COP_SEGMENT_GRAPHEME] = UBRK_CHARACTER,
    [COP_SEGMENT_WORD] = UBRK_WORD,
    [COP_SEGMENT_SENTENCE] = UBRK_SENTENCE,
    [COP_SEGMENT_LINE] = UBRK_LINE,
  };
  for (guint i = 0; i < s->iterators->len; i++) {
    const Iterator *it = &g_array_index(s->iterators, Iterator, i);
    if (it->kind == kind && strcmp(it->lang, lang) == 0)
      return it->iterator;
  }
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(types[kind], lang, NULL, 0, &status);
  if (U_FAILURE(status))
    g_error("ICU has no break rules for '%s': %s", lang, u_errorName(status));
  Iterator added = { kind, g_strdup(lang), iterator };
  g_array_append_val(s->iterators, added);
  return iterator;
}

static void
add(CopSegmenter *s, CopTextSegment segment)
{
  if (s->n == s->room) {
    s->room = MAX(2 * s->room, 256);
    s->out = g_renew(CopTextSegment, s->out, s->room);
  }
  s->out[s->n++] = segment;
}

/* Adds the sentence ends ICU does not see before `end`: after a Khmer full
 * stop and the space that follows it. */
static void
add_khmer_ends(CopSegmenter *s, size_t from, size_t to)
{
  for (size_t i = from; i + 1 < to; i++) {
    if (s->text.units[i] != 0x17D4 && s->text.units[i] != 0x17D5)
      continue;
    size_t k = i + 1;
    while (k < to && (s->text.units[k] == ' ' || s->text.units[k] == 0x200B))
      k++;
    if (k > i + 1 && k < to)
      add(s, (CopTextSegment){ .end = s->text.at[k] });
  }
}

static const Kept *
kept_find(const CopSegmenter *s, CopSegmentKind kind, const char *lang, const char *text, size_t length)
{
  for (unsigned i = 0; i < KEPT && length <= KEPT_BYTES; i++) {
    const Kept *k = &s->kept[i];
    if (k->segments != NULL && k->length == length && k->kind == kind && memcmp(k->text, text, length) == 0 && strcmp(k->lang, lang) == 0)
      return k;
  }
  return NULL;
}

static void
keep(CopSegmenter *s, CopSegmentKind kind, const char *lang, const char *text, size_t length)
{
  Kept *k = &s->kept[s->next];
  if (length > KEPT_BYTES || strlen(lang) >= sizeof k->lang)
    return;
  s->next = (s->next + 1) % KEPT;
  g_free(k->segments);
  k->segments = g_memdup2(s->out, s->n * sizeof *s->out);
  k->n = s->n;
  k->kind = kind;
  k->length = length;
  memcpy(k->text, text, length);
  g_strlcpy(k->lang, lang, sizeof k->lang);
}

const CopTextSegment *
cop_segment(CopSegmenter *s, CopSegmentKind kind, const char *lang, const char *text, size_t length, size_t *n)
{
  const Kept *known = kept_find(s, kind, lang, text, length);
  if (known != NULL) {
    *n = known->n;
    return known->segments;
  }
  s->n = 0;
  *n = 0;
  if (length == 0)
    return NULL;
  UBreakIterator *it = iterator_for(s, kind, lang);
  cop_utf16_set(&s->text, text, length);
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(it, s->text.units, (int32_t)s->text.n, &status);
  g_assert(U_SUCCESS(status));
  int32_t start = 0;
  for (int32_t end = ubrk_next(it); end != UBRK_DONE; end = ubrk_next(it)) {
    int32_t rule = ubrk_getRuleStatus(it);
    if (kind == COP_SEGMENT_SENTENCE)
      add_khmer_ends(s, (size_t)start, (size_t)end);
    add(s, (CopTextSegment){ .end = s->text.at[end],
                         .word = kind == COP_SEGMENT_WORD && rule >= UBRK_WORD_NONE_LIMIT,
                         .must = kind == COP_SEGMENT_LINE && rule >= UBRK_LINE_HARD &&
                                 rule < UBRK_LINE_HARD_LIMIT });
    start = end;
  }
  *n = s->n;
  keep(s, kind, lang, text, length);
  return s->out;
}

size_t
cop_segment_count_words(CopSegmenter *s, const char *lang, const char *text)
{
  size_t n, words = 0;
  const CopTextSegment *segments = cop_segment(s, COP_SEGMENT_WORD, lang, text, strlen(text), &n);
  for (size_t i = 0; i < n; i++)
    words += segments[i].word;
  return words;
}

size_t
cop_segment_count_graphemes(CopSegmenter *s, const char *lang, const char *text)
{
  size_t n;
  cop_segment(s, COP_SEGMENT_GRAPHEME, lang, text, strlen(text), &n);
  return n;
}
