/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/column_widths.h"

#include <math.h>

#define MOST_PLAIN 0.6f /* of the width, for columns without weight beside others with one */

typedef struct {
  const CopColumn *columns;
  const CopColumnWant *wants;
  unsigned n;
  float *widths;
} Sharing;

static bool
has_weight(const Sharing *s, unsigned j)
{
  return s->columns[j].width > 0;
}

static void
share_fairly(Sharing *s, float avail)
{
  g_autofree bool *settled = g_new0(bool, s->n);
  unsigned open = 0;
  for (unsigned j = 0; j < s->n; j++)
    open += !(settled[j] = has_weight(s, j));
  for (bool again = true; again && open > 0;) {
    float even = avail / (float)open;
    again = false;
    for (unsigned j = 0; j < s->n; j++) {
      if (settled[j] || s->wants[j].natural > even)
        continue;
      s->widths[j] = s->wants[j].natural;
      avail -= s->widths[j];
      settled[j] = again = true;
      open--;
    }
  }
  float roots = 0;
  for (unsigned j = 0; j < s->n; j++)
    roots += settled[j] ? 0 : sqrtf(s->wants[j].natural);
  for (unsigned j = 0; j < s->n; j++)
    if (!settled[j])
      s->widths[j] = avail * sqrtf(s->wants[j].natural) / roots;
}

/* Shares `avail` between columns with or without weight. */
static void
spread(Sharing *s, float avail, bool weighted)
{
  float natural = 0, least = 0, weight = 0;
  for (unsigned j = 0; j < s->n; j++) {
    if (has_weight(s, j) != weighted)
      continue;
    natural += s->wants[j].natural;
    least += s->wants[j].least;
    weight += s->columns[j].width;
  }
  for (unsigned j = 0; j < s->n; j++) {
    if (has_weight(s, j) != weighted)
      continue;
    if (weighted)
      s->widths[j] = avail * s->columns[j].width / weight;
    else if (natural <= avail)
      s->widths[j] = natural > 0 ? s->wants[j].natural + (avail - natural) * s->wants[j].natural / natural : avail / (float)s->n;
    else if (least >= avail)
      s->widths[j] = avail * s->wants[j].least / least;
  }
  if (!weighted && natural > avail && least < avail)
    share_fairly(s, avail);
}

/* No column narrower than its widest part while another has room. */
static void
relieve(Sharing *s)
{
  float need = 0, room = 0;
  for (unsigned j = 0; j < s->n; j++) {
    need += MAX(s->wants[j].least - s->widths[j], 0);
    room += MAX(s->widths[j] - s->wants[j].least, 0);
  }
  if (need <= 0 || room <= 0)
    return;
  float share = MIN(need / room, 1), grant = MIN(room / need, 1);
  for (unsigned j = 0; j < s->n; j++) {
    float least = s->wants[j].least;
    s->widths[j] += s->widths[j] < least ? (least - s->widths[j]) * grant : -(s->widths[j] - least) * share;
  }
}

void
cop_column_widths(const CopColumn *columns, const CopColumnWant *wants, unsigned n, float total, float *widths)
{
  Sharing s = { columns, wants, n, widths };
  float weighted = 0, plain = 0;
  for (unsigned j = 0; j < n; j++) {
    widths[j] = 0;
    if (has_weight(&s, j))
      weighted += wants[j].natural;
    else
      plain += wants[j].natural;
  }
  if (weighted <= 0 || plain <= 0) {
    spread(&s, total, weighted > 0);
  } else {
    float for_plain = MIN(plain, MOST_PLAIN * total);
    spread(&s, for_plain, false);
    spread(&s, total - for_plain, true);
  }
  relieve(&s);
}

/* --- how wide a text is --- */

/* Advances of Noto Sans Regular in thousandths of an em, from space to tilde. */
static const uint16_t advances[95] = {
  260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
  605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615,
  618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572,
};

/* The usual letter of other scripts, measured on a few words of each. */
static float
letter_width(gunichar c)
{
  if (c >= 0x1780 && c <= 0x17FF)
    return 0.82f; /* Khmer */
  if (c >= 0x0B80 && c <= 0x0BFF)
    return 0.78f; /* Tamil */
  if (c >= 0x1200 && c <= 0x137F)
    return 0.71f; /* Ethiopic */
  if (c >= 0x0E00 && c <= 0x0EFF)
    return 0.52f; /* Thai, Lao */
  return 0.59f;
}

float
cop_text_width_guess(const char *text, float *word)
{
  float whole = 0, line = 0, part = 0;
  *word = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '\n')
      line = part = 0;
    bool wide = g_unichar_iswide(c), mark = g_unichar_ismark(c) || g_unichar_iszerowidth(c);
    float w = c >= ' ' && c <= '~' ? advances[c - ' '] / 1000.0f : mark || c == '\n' ? 0 : wide ? 1 : letter_width(c);
    line += w;
    part = g_unichar_isspace(c) ? 0 : wide ? w : part + w;
    whole = MAX(whole, line);
    *word = MAX(*word, part);
  }
  return whole;
}
