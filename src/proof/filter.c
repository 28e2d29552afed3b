/* SPDX-License-Identifier: Apache-2.0
 *
 * The filters of streams that are not pictures (ISO 32000-1, 7.4.2 to 7.4.5)
 * and the predictors (7.4.4.4).
 */
#include <libdeflate.h>
#include <string.h>

#include "proof/file.h"

typedef bool (*Filter)(const GByteArray *in, GByteArray *out, size_t limit, GError **error);

static bool
too_large(GError **error)
{
  g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_LIMIT, "a stream of more than 128 MiB, or all of more than 512 MiB, unpacked");
  return false;
}

static bool
bad_data(GError **error, const char *filter)
{
  g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "its %s data are broken", filter);
  return false;
}

static bool
undo_flate(const GByteArray *in, GByteArray *out, size_t limit, GError **error)
{
  struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
  enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
  size_t n = 0;
  for (size_t room = MIN(limit, MAX(4 * (size_t)in->len, 4096)); result == LIBDEFLATE_INSUFFICIENT_SPACE; room = MIN(limit, 4 * room)) {
    g_byte_array_set_size(out, (guint)room);
    result = libdeflate_zlib_decompress(d, in->data, in->len, out->data, room, &n);
    if (room >= limit)
      break;
  }
  libdeflate_free_decompressor(d);
  if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
    return too_large(error);
  g_byte_array_set_size(out, (guint)n);
  return result == LIBDEFLATE_SUCCESS || bad_data(error, "FlateDecode");
}

static bool
undo_hex(const GByteArray *in, GByteArray *out, size_t limit, GError **error)
{
  (void)limit; /* shrinks */
  int half = -1;
  for (guint i = 0; i < in->len && in->data[i] != '>'; i++) {
    int digit = g_ascii_xdigit_value((gchar)in->data[i]);
    if (digit < 0) {
      if (g_ascii_isspace(in->data[i]) || in->data[i] == 0)
        continue;
      return bad_data(error, "ASCIIHexDecode");
    }
    guint8 byte = (guint8)(half << 4 | digit);
    if (half >= 0)
      g_byte_array_append(out, &byte, 1);
    half = half >= 0 ? -1 : digit;
  }
  if (half >= 0)
    g_byte_array_append(out, &(guint8){ (guint8)(half << 4) }, 1);
  return true;
}

static bool
undo_ascii85(const GByteArray *in, GByteArray *out, size_t limit, GError **error)
{
  (void)limit; /* at most four bytes for one: "z" */
  uint64_t v = 0;
  int n = 0;
  for (guint i = 0; i < in->len && in->data[i] != '~'; i++) {
    guint8 c = in->data[i];
    if (g_ascii_isspace(c) || c == 0)
      continue;
    if (c == 'z' && n == 0) {
      g_byte_array_append(out, (const guint8 *)"\0\0\0\0", 4);
      continue;
    }
    if (c < '!' || c > 'u')
      return bad_data(error, "ASCII85Decode");
    v = v * 85 + (c - '!');
    if (++n < 5)
      continue;
    const guint8 four[] = { (guint8)(v >> 24), (guint8)(v >> 16), (guint8)(v >> 8), (guint8)v };
    g_byte_array_append(out, four, 4);
    v = 0;
    n = 0;
  }
  if (n > 1) {
    for (int i = n; i < 5; i++)
      v = v * 85 + 84;
    const guint8 four[] = { (guint8)(v >> 24), (guint8)(v >> 16), (guint8)(v >> 8) };
    g_byte_array_append(out, four, (guint)n - 1);
  }
  return true;
}

static bool
undo_run_length(const GByteArray *in, GByteArray *out, size_t limit, GError **error)
{
  for (guint i = 0; i < in->len && in->data[i] != 128;) {
    guint n = in->data[i++];
    if (n < 128) {
      n = MIN(n + 1, in->len - i);
      g_byte_array_append(out, in->data + i, n);
      i += n;
    } else if (i < in->len) {
      for (guint k = 0; k < 257 - n; k++)
        g_byte_array_append(out, in->data + i, 1);
      i++;
    }
    if (out->len > limit)
      return too_large(error);
  }
  return true;
}

/* LZW with codes that grow one entry early, as PDF has it unless EarlyChange is 0 (7.4.4.2). */
static bool
undo_lzw(const GByteArray *in, GByteArray *out, size_t limit, GError **error)
{
  enum { CODES = 4096, CLEAR = 256, END = 257 };
  struct {
    guint at, length; /* in out */
  } table[CODES] = { 0 };
  guint next = 258, width = 9, bits = 0, last = 0, last_length = 0;
  uint32_t acc = 0;
  for (guint i = 0; i < in->len;) {
    while (bits < width && i < in->len) {
      acc = acc << 8 | in->data[i++];
      bits += 8;
    }
    if (bits < width)
      break;
    guint code = acc >> (bits - width) & ((1u << width) - 1);
    bits -= width;
    if (code == END)
      return true;
    if (code == CLEAR) {
      next = 258;
      width = 9;
      last_length = 0;
      continue;
    }
    if (code > next || (code == next && last_length == 0) || (code >= 258 && code < next && table[code].length == 0))
      return bad_data(error, "LZWDecode");
    guint at = out->len, length = code < 256 ? 1 : code == next ? last_length + 1 : table[code].length;
    if (at + length > limit)
      return too_large(error);
    guint from = code == next ? last : code < 256 ? 0 : table[code].at;
    g_byte_array_set_size(out, at + length);
    for (guint k = 0; k < length; k++)
      out->data[at + k] = code < 256 ? (guint8)code : out->data[from + k];
    if (last_length > 0 && next < CODES) {
      table[next].at = last;
      table[next++].length = last_length + 1;
    }
    last = at;
    last_length = length;
    width = next + 1 >= 2048 ? 12 : next + 1 >= 1024 ? 11 : next + 1 >= 512 ? 10 : 9;
  }
  return true;
}

/* --- predictors --- */

static guint8
paeth(int a, int b, int c)
{
  int p = a + b - c, pa = ABS(p - a), pb = ABS(p - b), pc = ABS(p - c);
  return (guint8)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

static bool
undo_png(GByteArray *data, size_t row, size_t pixel, GError **error)
{
  size_t n = data->len / (row + 1);
  if (data->len % (row + 1) != 0 && data->len > 0)
    n++;
  g_autofree guint8 *above = g_malloc0(row + 1);
  size_t to = 0;
  for (size_t r = 0, from = 0; r < n; r++) {
    guint8 kind = data->data[from++];
    size_t m = MIN(row, data->len - from);
    if (kind > 4)
      return bad_data(error, "predicted");
    for (size_t i = 0; i < m; i++) {
      int left = i >= pixel ? data->data[to + i - pixel] : 0, up = above[i], corner = i >= pixel ? above[i - pixel] : 0;
      int guess = kind == 1 ? left : kind == 2 ? up : kind == 3 ? (left + up) / 2 : kind == 4 ? paeth(left, up, corner) : 0;
      data->data[to + i] = (guint8)(data->data[from + i] + guess);
    }
    memcpy(above, data->data + to, m);
    from += m;
    to += m;
  }
  g_byte_array_set_size(data, (guint)to);
  return true;
}

static bool
undo_predictor(CopProofFile *f, const CopProofValue *parms, GByteArray *data, GError **error)
{
  int64_t predictor = cop_proof_int(cop_proof_get(f, parms, "Predictor"), 1);
  if (predictor <= 1)
    return true;
  int64_t colors = cop_proof_int(cop_proof_get(f, parms, "Colors"), 1), bits = cop_proof_int(cop_proof_get(f, parms, "BitsPerComponent"), 8);
  int64_t columns = cop_proof_int(cop_proof_get(f, parms, "Columns"), 1);
  if (colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > (1 << 24))
    return bad_data(error, "predicted");
  size_t row = (size_t)((colors * bits * columns + 7) / 8), pixel = (size_t)MAX(1, colors * bits / 8);
  if (predictor >= 10)
    return undo_png(data, row, pixel, error);
  if (bits == 8)
    for (size_t i = 0; i < data->len; i++)
      if (i % row >= pixel)
        data->data[i] = (guint8)(data->data[i] + data->data[i - pixel]);
  return true;
}

bool
cop_proof_filter(CopProofFile *f, const char *filter, const CopProofValue *parms, GByteArray **data, size_t limit, GError **error)
{
  static const struct {
    const char *name, *brief;
    Filter undo;
    bool predicted;
  } filters[] = {
    { "FlateDecode", "Fl", undo_flate, true },           { "LZWDecode", "LZW", undo_lzw, true },
    { "ASCIIHexDecode", "AHx", undo_hex, false },        { "ASCII85Decode", "A85", undo_ascii85, false },
    { "RunLengthDecode", "RL", undo_run_length, false },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
    if (!g_str_equal(filter, filters[i].name) && !g_str_equal(filter, filters[i].brief))
      continue;
    GByteArray *out = g_byte_array_new();
    bool done = filters[i].undo(*data, out, limit, error) && (!filters[i].predicted || undo_predictor(f, parms, out, error));
    g_byte_array_unref(*data);
    *data = out;
    return done;
  }
  g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "its filter \"%.40s\" is not one of text or data", filter);
  return false;
}
