/* SPDX-License-Identifier: Apache-2.0
 *
 * Which characters a CFF font program has (Adobe Technical Note 5176, "The
 * Compact Font Format Specification", 2003). Only what says so is read: header,
 * top dictionary, charset, the index of charstrings.
 */
#include <string.h>

#include "proof/shape_priv.h"

typedef struct {
  const uint8_t *p;
  size_t n;
} Bytes;

/* An INDEX (section 5): `count` objects, whose offsets begin at `offsets`. */
typedef struct {
  uint32_t count, width;
  size_t offsets, data, end;
} Index;

static uint32_t
be(Bytes b, size_t at, unsigned n)
{
  uint32_t v = 0;
  for (unsigned i = 0; i < n; i++)
    v = v << 8 | (at + i < b.n ? b.p[at + i] : 0);
  return v;
}

static bool
read_index(Bytes b, size_t at, Index *x)
{
  if (at + 2 > b.n)
    return false;
  *x = (Index){ .count = be(b, at, 2), .end = at + 2 };
  if (x->count == 0)
    return true;
  x->width = be(b, at + 2, 1);
  x->offsets = at + 3;
  size_t table = ((size_t)x->count + 1) * x->width;
  if (x->width < 1 || x->width > 4 || x->offsets + table > b.n)
    return false;
  x->data = x->offsets + table - 1; /* offsets count from 1 */
  x->end = x->data + be(b, x->offsets + (size_t)x->count * x->width, x->width);
  return x->end <= b.n;
}

static size_t
object_at(Bytes b, const Index *x, uint32_t i)
{
  return x->data + be(b, x->offsets + (size_t)i * x->width, x->width);
}

typedef struct {
  uint32_t charset, charstrings;
  bool cid;
} Top;

/* One operand of a dictionary (section 4); returns where it ends. */
static size_t
read_operand(Bytes b, size_t at, int32_t *v)
{
  uint32_t first = be(b, at, 1);
  if (first == 28) {
    *v = (int16_t)be(b, at + 1, 2);
    return at + 3;
  }
  if (first == 29) {
    *v = (int32_t)be(b, at + 1, 4);
    return at + 5;
  }
  if (first == 30) {
    for (at++; at < b.n && (b.p[at] & 15) != 15 && b.p[at] >> 4 != 15; at++)
      ;
    return at + 1;
  }
  if (first <= 246) {
    *v = (int32_t)first - 139;
    return at + 1;
  }
  *v = first <= 250 ? ((int32_t)first - 247) * 256 + (int32_t)be(b, at + 1, 1) + 108 : -((int32_t)first - 251) * 256 - (int32_t)be(b, at + 1, 1) - 108;
  return at + 2;
}

static Top
read_top(Bytes b, size_t at, size_t end)
{
  Top top = { 0 };
  int32_t last = 0;
  while (at < end) {
    uint32_t byte = be(b, at, 1);
    if (byte > 21) {
      at = read_operand(b, at, &last);
      continue;
    }
    uint32_t op = byte == 12 ? 0x0C00 | be(b, at + 1, 1) : byte;
    at += byte == 12 ? 2 : 1;
    if (op == 15)
      top.charset = (uint32_t)last;
    else if (op == 17)
      top.charstrings = (uint32_t)last;
    else if (op == 0x0C1E)
      top.cid = true;
  }
  return top;
}

static void
add_glyph(Bytes b, const Index *glyphs, uint32_t gid, uint32_t cid, uint8_t *has)
{
  /* a glyph without a program, not even its end, is none */
  if (cid < COP_PROOF_CODES && object_at(b, glyphs, gid + 1) > object_at(b, glyphs, gid))
    has[cid >> 3] |= (uint8_t)(1 << (cid & 7));
}

/* Section 13. */
static bool
read_charset(Bytes b, size_t at, const Index *glyphs, uint8_t *has)
{
  uint32_t format = be(b, at, 1), gid = 1;
  if (format > 2)
    return false;
  for (at++; gid < glyphs->count; ) {
    if (at + 2 > b.n)
      return false;
    uint32_t first = be(b, at, 2), left = format == 0 ? 0 : be(b, at + 2, format);
    at += 2 + format;
    for (uint32_t k = 0; k <= left && gid < glyphs->count; k++)
      add_glyph(b, glyphs, gid++, first + k, has);
  }
  return true;
}

bool
cop_proof_cff_cids(const uint8_t *data, size_t n, uint8_t has[COP_PROOF_CODES / 8])
{
  Bytes b = { data, n };
  Index names, tops, glyphs;
  if (n < 4 || data[0] != 1 || !read_index(b, data[2], &names) || !read_index(b, names.end, &tops) || tops.count != 1)
    return false;
  Top top = read_top(b, object_at(b, &tops, 0), object_at(b, &tops, 1));
  if (top.charstrings == 0 || !read_index(b, top.charstrings, &glyphs) || glyphs.count == 0)
    return false;
  memset(has, 0, COP_PROOF_CODES / 8);
  if (!top.cid) { /* codes are glyphs */
    for (uint32_t gid = 0; gid < glyphs.count; gid++)
      add_glyph(b, &glyphs, gid, gid, has);
    return true;
  }
  add_glyph(b, &glyphs, 0, 0, has);
  return top.charset > 2 && read_charset(b, top.charset, &glyphs, has);
}
