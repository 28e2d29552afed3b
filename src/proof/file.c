/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/file.h"

#include <string.h>

#include "base/limits.h"

enum { HEADER_WITHIN = 1024, SECTIONS_MAX = 4096, FAULTS_MAX = 200, CHAIN_MAX = 32, FILTERS_MAX = 8 };

typedef enum { PLACE_NONE, PLACE_FREE, PLACE_OFFSET, PLACE_PACKED } PlaceKind;

typedef struct {
  uint8_t kind;
  bool loading;
  uint32_t index;  /* in its object stream; else the generation */
  uint64_t at;     /* offset, or number of the object stream */
  const CopProofValue *value;
} Place;

/* An object stream, unpacked. */
typedef struct {
  GByteArray *bytes;
  uint32_t n;
  size_t *at;      /* of each object */
  uint32_t *number;
} Packed;

struct CopProofFile {
  const char *bytes;
  size_t length;
  CopArena *arena;
  GArray *places;  /* of Place, by object number */
  GHashTable *packed; /* number -> Packed */
  GPtrArray *faults;
  CopProofValue trailer;
  size_t n_values, unpacked;
  GError *over;
};

static void
packed_free(gpointer data)
{
  Packed *p = data;
  if (p->bytes != NULL)
    g_byte_array_unref(p->bytes);
  g_free(p->at);
  g_free(p->number);
  g_free(p);
}

G_GNUC_PRINTF(2, 3) static void
fault(CopProofFile *f, const char *format, ...)
{
  if (f->faults->len >= FAULTS_MAX)
    return;
  va_list args;
  va_start(args, format);
  g_ptr_array_add(f->faults, g_strdup_vprintf(format, args));
  va_end(args);
}

/* Keeps the first limit that was met. */
static void
note_limit(CopProofFile *f, const GError *error)
{
  if (f->over == NULL && g_error_matches(error, COP_PROOF_ERROR, COP_PROOF_ERROR_LIMIT))
    f->over = g_error_copy(error);
}

static CopProofLexer
lexer_at(CopProofFile *f, size_t at)
{
  return (CopProofLexer){ .start = f->bytes, .p = f->bytes + at, .end = f->bytes + f->length, .arena = f->arena,
                          .n_values = &f->n_values };
}

static bool
broken(GError **error, const char *format, size_t at)
{
  g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, format, at);
  return false;
}

/* --- streams --- */

static size_t
skip_line_end(const char *p, const char *end)
{
  if (end - p > 1 && p[0] == '\r' && p[1] == '\n')
    return 2;
  return p < end && (*p == '\n' || *p == '\r') ? 1 : 0;
}

static bool
ends_stream(const char *p, const char *end)
{
  p += skip_line_end(p, end);
  return end - p >= 9 && memcmp(p, "endstream", 9) == 0;
}

/* The lexer stands behind the word "stream". */
static void
take_stream(CopProofFile *f, CopProofLexer *l, CopProofValue *v, uint32_t number)
{
  const CopProofValue *dict = v;
  CopProofValue *kept = cop_new(f->arena, CopProofValue);
  *kept = *dict;
  const char *from = l->p + skip_line_end(l->p, l->end);
  int64_t length = cop_proof_int(cop_proof_get(f, kept, "Length"), -1);
  bool right = length >= 0 && length <= l->end - from && ends_stream(from + length, l->end);
  if (!right) {
    const char *stop = memmem(from, (size_t)(l->end - from), "endstream", 9);
    fault(f, "object %u: Length of the stream is wrong", number);
    length = stop != NULL ? stop - from : l->end - from;
  }
  *v = (CopProofValue){ .type = COP_PROOF_STREAM };
  v->as.stream.dict = kept;
  v->as.stream.at = (size_t)(from - f->bytes);
  v->as.stream.length = (size_t)length;
  l->p = from + length;
}

GByteArray *
cop_proof_stream(CopProofFile *f, const CopProofValue *stream, GError **error)
{
  if (stream->type != COP_PROOF_STREAM) {
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "no stream where one must be");
    return NULL;
  }
  GByteArray *data = g_byte_array_new();
  g_byte_array_append(data, (const guint8 *)f->bytes + stream->as.stream.at, (guint)stream->as.stream.length);
  const CopProofValue *filter = cop_proof_get(f, stream, "Filter"), *parms = cop_proof_get(f, stream, "DecodeParms");
  uint32_t n = filter->type == COP_PROOF_ARRAY ? filter->n : filter->type == COP_PROOF_NAME ? 1 : 0;
  if (n > FILTERS_MAX) {
    g_byte_array_unref(data);
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_LIMIT, "more than 8 filters on a stream");
    note_limit(f, *error);
    return NULL;
  }
  for (uint32_t i = 0; i < n; i++) {
    const CopProofValue *name = filter->type == COP_PROOF_ARRAY ? cop_proof_item(f, filter, i) : filter;
    const CopProofValue *parm = parms->type == COP_PROOF_ARRAY ? cop_proof_item(f, parms, i) : parms;
    size_t limit = MIN(COP_LIMIT_PDF_STREAM, COP_LIMIT_PDF_TOTAL - f->unpacked);
    GError *why = NULL;
    if (!cop_proof_filter(f, name->type == COP_PROOF_NAME ? name->as.text : "", parm, &data, limit, &why)) {
      note_limit(f, why);
      g_propagate_error(error, why);
      g_byte_array_unref(data);
      return NULL;
    }
    f->unpacked += MIN(data->len, COP_LIMIT_PDF_TOTAL - f->unpacked);
  }
  return data;
}

/* --- objects --- */

static const Packed *
packed_stream(CopProofFile *f, uint32_t number)
{
  Packed *p = g_hash_table_lookup(f->packed, GUINT_TO_POINTER(number));
  if (p != NULL)
    return p;
  p = g_new0(Packed, 1);
  g_hash_table_insert(f->packed, GUINT_TO_POINTER(number), p);
  if (number >= f->places->len || g_array_index(f->places, Place, number).kind != PLACE_OFFSET) {
    fault(f, "object %u: no object stream", number);
    return p;
  }
  const CopProofValue *stream = cop_proof_object(f, number);
  g_autoptr(GError) error = NULL;
  p->bytes = cop_proof_stream(f, stream, &error);
  if (p->bytes == NULL) {
    fault(f, "object %u: object stream: %s", number, error->message);
    return p;
  }
  int64_t n = cop_proof_int(cop_proof_get(f, stream, "N"), -1), first = cop_proof_int(cop_proof_get(f, stream, "First"), -1);
  if (n < 0 || first < 0 || first > p->bytes->len || n > first) {
    fault(f, "object %u: N or First of the object stream is wrong", number);
    return p;
  }
  p->at = g_new0(size_t, (gsize)n + 1);
  p->number = g_new0(uint32_t, (gsize)n + 1);
  const char *bytes = (const char *)p->bytes->data;
  CopProofLexer l = { .start = bytes, .p = bytes, .end = bytes + first, .arena = f->arena, .content = true,
                      .n_values = &f->n_values };
  for (; p->n < n; p->n++) {
    CopProofValue object, at;
    if (!cop_proof_lex(&l, &object, NULL) || !cop_proof_lex(&l, &at, NULL))
      break;
    int64_t o = cop_proof_int(&object, -1), a = cop_proof_int(&at, -1);
    if (o < 0 || o > UINT32_MAX || a < 0 || a > p->bytes->len - first)
      break;
    p->number[p->n] = (uint32_t)o;
    p->at[p->n] = (size_t)(first + a);
  }
  if (p->n < n)
    fault(f, "object %u: the head of the object stream is broken", number);
  return p;
}

static bool
read_packed(CopProofFile *f, uint32_t number, const Place *place, CopProofValue *out, GError **error)
{
  const Packed *p = packed_stream(f, (uint32_t)place->at);
  if (place->index >= p->n || p->number[place->index] != number) {
    g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "not in object stream %u where it should be", (unsigned)place->at);
    return false;
  }
  const char *bytes = (const char *)p->bytes->data;
  CopProofLexer l = { .start = bytes, .p = bytes + p->at[place->index], .end = bytes + p->bytes->len, .arena = f->arena,
                      .n_values = &f->n_values };
  return cop_proof_lex(&l, out, error);
}

static bool
is_word(const CopProofValue *v, const char *word)
{
  return v->type == COP_PROOF_WORD && g_str_equal(v->as.text, word);
}

static bool
read_direct(CopProofFile *f, uint32_t number, size_t at, CopProofValue *out, GError **error)
{
  if (at >= f->length)
    return broken(error, "its offset %zu lies beyond the end of the file", at);
  CopProofLexer l = lexer_at(f, at);
  l.content = true; /* "12 0 obj" */
  CopProofValue n, generation, word;
  if (!cop_proof_lex(&l, &n, error) || !cop_proof_lex(&l, &generation, error) || !cop_proof_lex(&l, &word, error))
    return false;
  if (cop_proof_int(&n, -1) != number || generation.type != COP_PROOF_INT || !is_word(&word, "obj"))
    return broken(error, "it does not begin at byte %zu", at);
  l.content = false;
  if (!cop_proof_lex(&l, out, error) || !cop_proof_lex(&l, &word, error))
    return false;
  if (out->type == COP_PROOF_DICT && is_word(&word, "stream")) {
    take_stream(f, &l, out, number);
    return true;
  }
  if (!is_word(&word, "endobj"))
    fault(f, "object %u: \"endobj\" is missing", number);
  return true;
}

const CopProofValue *
cop_proof_object(CopProofFile *f, uint32_t number)
{
  if (number >= f->places->len)
    return &cop_proof_null;
  Place place = g_array_index(f->places, Place, number);
  if (place.value != NULL)
    return place.value;
  if (place.loading || place.kind == PLACE_NONE || place.kind == PLACE_FREE || f->over != NULL)
    return &cop_proof_null;
  g_array_index(f->places, Place, number).loading = true;
  CopProofValue *v = cop_new(f->arena, CopProofValue);
  g_autoptr(GError) error = NULL;
  bool read = place.kind == PLACE_PACKED ? read_packed(f, number, &place, v, &error) : read_direct(f, number, (size_t)place.at, v, &error);
  if (!read) {
    *v = cop_proof_null;
    note_limit(f, error);
    fault(f, "object %u: %s", number, error->message);
  }
  g_array_index(f->places, Place, number).value = v;
  g_array_index(f->places, Place, number).loading = false;
  return v;
}

const CopProofValue *
cop_proof_resolve(CopProofFile *f, const CopProofValue *v)
{
  for (int i = 0; i < CHAIN_MAX; i++) {
    if (v->type != COP_PROOF_REF)
      return v;
    v = cop_proof_object(f, v->as.ref.number);
  }
  return &cop_proof_null;
}

const CopProofValue *
cop_proof_get(CopProofFile *f, const CopProofValue *dict, const char *key)
{
  return cop_proof_resolve(f, cop_proof_entry(dict, key));
}

const CopProofValue *
cop_proof_item(CopProofFile *f, const CopProofValue *array, uint32_t i)
{
  return array->type == COP_PROOF_ARRAY && i < array->n ? cop_proof_resolve(f, &array->as.items[i]) : &cop_proof_null;
}

/* --- cross references (7.5.4, 7.5.8) --- */

/* The newest section comes first: what is known stays. */
static bool
set_place(CopProofFile *f, uint64_t number, Place place, GError **error)
{
  if (number >= COP_LIMIT_PDF_OBJECTS) {
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_LIMIT, "an object numbered over 2 million");
    return false;
  }
  if (number >= f->places->len)
    g_array_set_size(f->places, (guint)number + 1);
  Place *p = &g_array_index(f->places, Place, number);
  if (p->kind == PLACE_NONE)
    *p = place;
  return true;
}

static bool
read_table(CopProofFile *f, CopProofLexer *l, CopProofValue *trailer, GError **error)
{
  for (;;) {
    CopProofValue first, count;
    if (!cop_proof_lex(l, &first, error))
      return false;
    if (is_word(&first, "trailer"))
      break;
    if (!cop_proof_lex(l, &count, error))
      return false;
    int64_t from = cop_proof_int(&first, -1), n = cop_proof_int(&count, -1);
    if (from < 0 || n < 0 || n > (int64_t)COP_LIMIT_PDF_OBJECTS)
      return broken(error, "the cross-reference table is broken at byte %zu", (size_t)(l->p - f->bytes));
    for (int64_t i = 0; i < n; i++) {
      CopProofValue at, generation, kind;
      if (!cop_proof_lex(l, &at, error) || !cop_proof_lex(l, &generation, error) || !cop_proof_lex(l, &kind, error))
        return false;
      bool used = is_word(&kind, "n");
      int64_t offset = cop_proof_int(&at, -1);
      if (offset < 0 || (!used && !is_word(&kind, "f")))
        return broken(error, "the cross-reference table is broken at byte %zu", (size_t)(l->p - f->bytes));
      Place place = { .kind = used ? PLACE_OFFSET : PLACE_FREE, .at = (uint64_t)offset,
                      .index = (uint32_t)cop_proof_int(&generation, 0) };
      if (!set_place(f, (uint64_t)(from + i), place, error))
        return false;
    }
  }
  l->content = false;
  return cop_proof_lex(l, trailer, error);
}

static uint64_t
read_field(const guint8 *p, int64_t width, uint64_t otherwise)
{
  uint64_t v = width == 0 ? otherwise : 0;
  for (int64_t i = 0; i < width; i++)
    v = v << 8 | p[i];
  return v;
}

static bool
read_xref_entries(CopProofFile *f, const CopProofValue *stream, const GByteArray *data, GError **error)
{
  const CopProofValue *w = cop_proof_get(f, stream, "W"), *index = cop_proof_get(f, stream, "Index");
  int64_t width[3], size = 0;
  for (uint32_t i = 0; i < 3; i++) {
    width[i] = cop_proof_int(cop_proof_item(f, w, i), -1);
    if (width[i] < 0 || width[i] > 8)
      return broken(error, "the widths of the cross-reference stream at byte %zu are wrong", stream->as.stream.at);
    size += width[i];
  }
  if (size == 0)
    return broken(error, "the widths of the cross-reference stream at byte %zu are wrong", stream->as.stream.at);
  const guint8 *p = data->data, *end = data->data + data->len;
  uint32_t pairs = index->type == COP_PROOF_ARRAY ? index->n / 2 : 1;
  for (uint32_t k = 0; k < pairs; k++) {
    int64_t from = index->type == COP_PROOF_ARRAY ? cop_proof_int(cop_proof_item(f, index, 2 * k), -1) : 0;
    int64_t n = index->type == COP_PROOF_ARRAY ? cop_proof_int(cop_proof_item(f, index, 2 * k + 1), -1)
                                               : cop_proof_int(cop_proof_get(f, stream, "Size"), -1);
    if (from < 0 || n < 0)
      return broken(error, "the index of the cross-reference stream at byte %zu is wrong", stream->as.stream.at);
    for (int64_t i = 0; i < n && end - p >= size; i++, p += size) {
      uint64_t kind = read_field(p, width[0], 1), second = read_field(p + width[0], width[1], 0);
      uint64_t third = read_field(p + width[0] + width[1], width[2], 0);
      if (kind > 2)
        continue;
      Place place = { .kind = kind == 0 ? PLACE_FREE : kind == 1 ? PLACE_OFFSET : PLACE_PACKED, .at = second,
                      .index = (uint32_t)MIN(third, UINT32_MAX) };
      if (kind == 2 && second > UINT32_MAX)
        place.kind = PLACE_FREE;
      if (!set_place(f, (uint64_t)(from + i), place, error))
        return false;
    }
  }
  return true;
}

static bool
read_section(CopProofFile *f, size_t at, CopProofValue *trailer, GError **error)
{
  if (at >= f->length)
    return broken(error, "the cross reference should be at byte %zu, beyond the end of the file", at);
  CopProofLexer l = lexer_at(f, at);
  l.content = true;
  CopProofValue word;
  if (!cop_proof_lex(&l, &word, error))
    return false;
  if (is_word(&word, "xref"))
    return read_table(f, &l, trailer, error);
  int64_t number = cop_proof_int(&word, -1);
  if (number < 0 || number >= (int64_t)COP_LIMIT_PDF_OBJECTS)
    return broken(error, "no cross reference at byte %zu", at);
  CopProofValue stream;
  if (!read_direct(f, (uint32_t)number, at, &stream, error))
    return false;
  if (stream.type != COP_PROOF_STREAM || !cop_proof_is_name(cop_proof_entry(&stream, "Type"), "XRef"))
    return broken(error, "no cross reference at byte %zu", at);
  g_autoptr(GByteArray) data = cop_proof_stream(f, &stream, error);
  if (data == NULL || !read_xref_entries(f, &stream, data, error))
    return false;
  *trailer = *stream.as.stream.dict;
  return true;
}

static bool
read_sections(CopProofFile *f, size_t start, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  size_t at = start;
  for (unsigned i = 0;; i++) {
    if (i == SECTIONS_MAX || !g_hash_table_add(seen, GSIZE_TO_POINTER(at + 1)))
      return broken(error, "the chain of cross references does not end (byte %zu)", at);
    CopProofValue trailer;
    if (!read_section(f, at, &trailer, error))
      return false;
    if (trailer.type != COP_PROOF_DICT)
      return broken(error, "no trailer behind the cross reference at byte %zu", at);
    if (i == 0)
      f->trailer = trailer;
    int64_t hybrid = cop_proof_int(cop_proof_entry(&trailer, "XRefStm"), -1);
    CopProofValue ignored;
    if (hybrid >= 0 && !read_section(f, (size_t)hybrid, &ignored, error))
      return false;
    int64_t previous = cop_proof_int(cop_proof_entry(&trailer, "Prev"), -1);
    if (previous < 0)
      return true;
    at = (size_t)previous;
  }
}

/* The offset named by the last "startxref". */
static bool
find_start(const CopProofFile *f, size_t *at, GError **error)
{
  size_t from = f->length > 2048 ? f->length - 2048 : 0;
  for (size_t i = f->length; i-- > from;) {
    if (f->length - i < 10 || memcmp(f->bytes + i, "startxref", 9) != 0)
      continue;
    uint64_t v = 0;
    const char *p = f->bytes + i + 9, *end = f->bytes + f->length;
    while (p < end && (*p == ' ' || *p == '\r' || *p == '\n'))
      p++;
    for (int digits = 0; p < end && g_ascii_isdigit(*p) && digits < 15; digits++)
      v = v * 10 + (uint64_t)(*p++ - '0');
    *at = (size_t)v;
    return true;
  }
  g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "no \"startxref\" at its end: cut off or no PDF");
  return false;
}

CopProofFile *
cop_proof_file_new(const void *bytes, size_t length, GError **error)
{
  g_autoptr(CopProofFile) f = g_new0(CopProofFile, 1);
  f->bytes = bytes;
  f->length = length;
  f->arena = cop_arena_new();
  f->places = g_array_new(FALSE, TRUE, sizeof(Place));
  f->packed = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, packed_free);
  f->faults = g_ptr_array_new_with_free_func(g_free);
  if (length < 16 || memmem(bytes, MIN(length, HEADER_WITHIN), "%PDF-", 5) == NULL) {
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "not a PDF: no %PDF- in its first 1,024 bytes");
    return NULL;
  }
  size_t start;
  if (!find_start(f, &start, error) || !read_sections(f, start, error))
    return NULL;
  if (cop_proof_entry(&f->trailer, "Encrypt")->type != COP_PROOF_NULL) {
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_ENCRYPTED,
                        "the file is encrypted; remove the encryption first (PDF/A forbids it)");
    return NULL;
  }
  if (cop_proof_catalog(f)->type != COP_PROOF_DICT) {
    g_set_error_literal(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "the catalogue (Root) cannot be read");
    return NULL;
  }
  return g_steal_pointer(&f);
}

void
cop_proof_file_free(CopProofFile *f)
{
  if (f == NULL)
    return;
  g_hash_table_unref(f->packed);
  g_array_unref(f->places);
  g_ptr_array_unref(f->faults);
  g_clear_error(&f->over);
  cop_arena_free(f->arena);
  g_free(f);
}

const CopProofValue *
cop_proof_trailer(const CopProofFile *f)
{
  return &f->trailer;
}

const CopProofValue *
cop_proof_catalog(CopProofFile *f)
{
  return cop_proof_get(f, &f->trailer, "Root");
}

uint32_t
cop_proof_n_objects(const CopProofFile *f)
{
  return f->places->len;
}

const GPtrArray *
cop_proof_faults(const CopProofFile *f)
{
  return f->faults;
}

bool
cop_proof_file_over(const CopProofFile *f, GError **error)
{
  if (f->over != NULL)
    g_propagate_error(error, g_error_copy(f->over));
  return f->over != NULL;
}

CopArena *
cop_proof_arena(CopProofFile *f)
{
  return f->arena;
}

size_t *
cop_proof_n_values(CopProofFile *f)
{
  return &f->n_values;
}
