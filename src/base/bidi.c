/* SPDX-License-Identifier: Apache-2.0 */
#include "base/bidi.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include "base/utf16.h"

struct CopBidi {
  UBiDi *ubidi;
  CopUtf16 text;
  CopBidiRun *runs;
  size_t room;
};

CopBidi *
cop_bidi_new(void)
{
  CopBidi *b = g_new0(CopBidi, 1);
  b->ubidi = ubidi_open();
  g_assert(b->ubidi != NULL);
  return b;
}

void
cop_bidi_free(CopBidi *b)
{
  if (b == NULL)
    return;
  ubidi_close(b->ubidi);
  cop_utf16_clear(&b->text);
  g_free(b->runs);
  g_free(b);
}

/* Right-to-left letters and the controls start at U+0590; in UTF-8 that is a
 * lead byte 0xD6 to 0xDF (Hebrew to Thaana), 0xE0 with 0xA0..0xA3 (Samaritan to
 * Arabic Extended-A), 0xE2 0x80/0x81 (controls), 0xEF (presentation forms) and
 * 0xF0 (the rest). A false alarm only costs time. */
bool
cop_bidi_needed(const char *text, size_t length)
{
  const uint8_t *t = (const uint8_t *)text;
  for (size_t i = 0; i < length; i++) {
    if (t[i] < 0xD6)
      continue;
    if (t[i] <= 0xDF || t[i] == 0xEF || t[i] == 0xF0)
      return true;
    if (i + 2 >= length)
      return true;
    if (t[i] == 0xE0 && t[i + 1] >= 0xA0 && t[i + 1] <= 0xA3)
      return true;
    /* LRM, RLM, embeddings and overrides U+200E..202E, isolates U+2066..2069 */
    if (t[i] == 0xE2 && ((t[i + 1] == 0x80 && (t[i + 2] == 0x8E || t[i + 2] == 0x8F ||
                                               (t[i + 2] >= 0xAA && t[i + 2] <= 0xAE))) ||
                         (t[i + 1] == 0x81 && t[i + 2] >= 0xA6 && t[i + 2] <= 0xA9)))
      return true;
  }
  return false;
}

const CopBidiRun *
cop_bidi_runs(CopBidi *b, const char *text, size_t length, bool rtl, size_t *n)
{
  *n = 0;
  if (length == 0)
    return NULL;
  cop_utf16_set(&b->text, text, length);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(b->ubidi, b->text.units, (int32_t)b->text.n, rtl ? 1 : 0, NULL, &status);
  int32_t count = ubidi_countRuns(b->ubidi, &status);
  g_assert(U_SUCCESS(status) && count > 0);
  /* a level can change more often than a visual run ends */
  size_t k = 0;
  for (int32_t at = 0; at < (int32_t)b->text.n; k++) {
    if (k == b->room) {
      b->room = MAX(2 * b->room, 32);
      b->runs = g_renew(CopBidiRun, b->runs, b->room);
    }
    int32_t end;
    UBiDiLevel level;
    ubidi_getLogicalRun(b->ubidi, at, &end, &level);
    b->runs[k] = (CopBidiRun){ .end = b->text.at[end], .level = level };
    at = end;
  }
  *n = k;
  return b->runs;
}

void
cop_bidi_order(const uint8_t *levels, size_t n, int32_t *order)
{
  ubidi_reorderVisual(levels, (int32_t)n, order);
}

uint32_t
cop_bidi_mirror(uint32_t c)
{
  return (uint32_t)u_charMirror((UChar32)c);
}
