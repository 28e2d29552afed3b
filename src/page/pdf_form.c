/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf_form.h"

#include <string.h>

#include "base/mix.h"
#include "page/pdf_cache.h"

#define LEAST_SEGS 32u  /* below this a form costs more than it saves */
#define FORMS_MAX 1024u /* kept in a process */

typedef struct {
  uint64_t a, b;
} Digest;

/* A drawing as bytes. */
typedef struct {
  Digest digest;
  CopPdfBuf stream;    /* deflated */
  float width, height;
  uint8_t alphas[8];
  unsigned n_alphas;
} Form;

static guint
form_hash(gconstpointer data)
{
  return (guint)((const Form *)data)->digest.a;
}

static gboolean
form_equal(gconstpointer x, gconstpointer y)
{
  const Form *a = x, *b = y;
  return a->digest.a == b->digest.a && a->digest.b == b->digest.b;
}

static void
form_free(gpointer data)
{
  Form *f = data;
  cop_pdf_buf_clear(&f->stream);
  g_free(f);
}

/* --- digest --- */

static void
digest_bytes(Digest *d, const void *data, size_t n)
{
  const char *p = data;
  for (; n >= 8; n -= 8, p += 8) {
    uint64_t w = cop_mix_load(p, 8);
    d->a = cop_mix(d->a, w);
    d->b = cop_mix(w, d->b + 0xA0761D6478BD642Fu);
  }
  uint64_t w = cop_mix_load(p, n);
  d->a = cop_mix(d->a, w + n);
  d->b = cop_mix(w + n, d->b);
}

static void
digest_path(Digest *d, const CopDrawOp *op)
{
  const uint32_t look[] = { op->as.path.fill, op->as.path.stroke, (uint32_t)op->as.path.cap, (uint32_t)op->as.path.join,
                            op->as.path.even_odd, (uint32_t)op->as.path.n_dash };
  digest_bytes(d, look, sizeof look);
  digest_bytes(d, &op->as.path.stroke_width, sizeof op->as.path.stroke_width);
  if (op->as.path.n_dash > 0)
    digest_bytes(d, op->as.path.dash, op->as.path.n_dash * sizeof *op->as.path.dash);
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *s = &op->as.path.segs[i];
    size_t points = s->kind == COP_SEG_CURVE ? 3 : s->kind == COP_SEG_CLOSE ? 0 : 1;
    float v[7] = { (float)s->kind };
    memcpy(v + 1, s->x, points * sizeof(float));
    memcpy(v + 1 + points, s->y, points * sizeof(float));
    digest_bytes(d, v, (1 + 2 * points) * sizeof(float));
  }
}

/* False when the drawing, or a child, has texts. */
static bool
digest_drawing(Digest *digest, const CopDrawing *d, size_t *n_segs)
{
  digest_bytes(digest, &d->width, sizeof d->width);
  digest_bytes(digest, &d->height, sizeof d->height);
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    if (op->kind == COP_DRAW_TEXT)
      return false;
    if (op->kind == COP_DRAW_PATH) {
      digest_path(digest, op);
      *n_segs += op->as.path.n_segs;
      continue;
    }
    const float place[] = { op->as.child.x, op->as.child.y, op->as.child.scale };
    digest_bytes(digest, place, sizeof place);
    if (!digest_drawing(digest, op->as.child.drawing, n_segs))
      return false;
  }
  return true;
}

/* --- forms --- */

static Form *
make_form(CopPdfWriter *w, CopPdfCache *cache, Digest digest, const CopDrawing *d)
{
  Form *f = g_new0(Form, 1);
  f->digest = digest;
  f->width = d->width;
  f->height = d->height;
  /* the opacities of this drawing alone */
  GArray *all = w->alphas;
  w->alphas = g_array_new(FALSE, FALSE, sizeof(uint8_t));
  CopPdfBuf plain = { 0 };
  cop_pdf_drawing(w, d, &plain);
  cop_pdf_deflate(cache->deflate, &f->stream, plain.data, plain.n);
  cop_pdf_buf_clear(&plain);
  bool fits = w->alphas->len <= G_N_ELEMENTS(f->alphas);
  f->n_alphas = fits ? w->alphas->len : 0;
  if (f->n_alphas > 0) /* an array without items has no data */
    memcpy(f->alphas, w->alphas->data, f->n_alphas);
  g_array_unref(w->alphas);
  w->alphas = all;
  if (fits)
    return f;
  form_free(f);
  return NULL;
}

static const Form *
form_by_digest(CopPdfWriter *w, CopPdfCache *cache, const CopDrawing *d)
{
  size_t n_segs = 0;
  Form key = { .digest = { 1, w->pages->meta->grey ? 3 : 2 } };
  if (!digest_drawing(&key.digest, d, &n_segs) || n_segs < LEAST_SEGS)
    return NULL;
  Form *f = g_hash_table_lookup(cache->forms, &key);
  if (f != NULL)
    return f;
  f = make_form(w, cache, key.digest, d);
  if (f != NULL)
    g_hash_table_add(cache->forms, f);
  return f;
}

/* A drawing with a key is digested once in a process (doc/drawing.h: equal keys,
 * equal pictures). */
static const Form *
form_for(CopPdfWriter *w, const CopDrawing *d)
{
  CopPdfCache *cache = cop_pdf_cache(cop_shaper_faces(w->pages->shaper));
  if (cache->forms == NULL) {
    cache->forms = g_hash_table_new_full(form_hash, form_equal, NULL, form_free);
    cache->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  }
  if (d->key == NULL)
    return form_by_digest(w, cache, d);
  char key[256];
  if (g_snprintf(key, sizeof key, "%c%s", w->pages->meta->grey ? 'g' : 'c', d->key) >= (int)sizeof key)
    return form_by_digest(w, cache, d);
  gpointer known;
  if (g_hash_table_lookup_extended(cache->by_key, key, NULL, &known))
    return known;
  const Form *f = form_by_digest(w, cache, d);
  g_hash_table_insert(cache->by_key, g_strdup(key), (gpointer)f);
  return f;
}

int
cop_pdf_form(CopPdfWriter *w, const CopDrawing *d)
{
  const Form *f = form_for(w, d);
  if (f == NULL)
    return -1;
  for (guint i = 0; i < w->forms->len; i++)
    if (g_ptr_array_index(w->forms, i) == f)
      return (int)i;
  g_ptr_array_add(w->forms, (gpointer)f);
  for (unsigned i = 0; i < f->n_alphas; i++)
    cop_pdf_use_alpha(w, f->alphas[i]);
  return (int)w->forms->len - 1;
}

void
cop_pdf_forms_write(CopPdfWriter *w, CopPdfBuf *resources)
{
  for (guint i = 0; i < w->forms->len; i++) {
    const Form *f = g_ptr_array_index(w->forms, i);
    unsigned object = cop_pdf_reserve(&w->file);
    CopPdfBuf entries = { 0 };
    /* strokes may reach over the edge of the drawing's box */
    cop_pdf_put(&entries, "/Type/XObject/Subtype/Form/BBox[");
    const double box[] = { -(double)f->width, -(double)f->height, 2 * (double)f->width, 2 * (double)f->height };
    for (int k = 0; k < 4; k++) {
      cop_pdf_put_real(&entries, box[k], 2);
      cop_pdf_put_char(&entries, k < 3 ? ' ' : ']');
    }
    if (f->n_alphas > 0)
      cop_pdf_putf(&entries, "/Resources %u 0 R/Group<</S/Transparency/CS/DeviceRGB>>", w->resources);
    else
      cop_pdf_put(&entries, "/Resources<<>>");
    cop_pdf_put_char(&entries, '\0');
    cop_pdf_stream_deflated(&w->file, object, entries.data, f->stream.data, f->stream.n);
    cop_pdf_buf_clear(&entries);
    cop_pdf_putf(resources, "/X%u %u 0 R", i, object);
  }
  CopPdfCache *cache = cop_pdf_cache(cop_shaper_faces(w->pages->shaper));
  if (cache->forms != NULL && (g_hash_table_size(cache->forms) > FORMS_MAX || g_hash_table_size(cache->by_key) > FORMS_MAX)) {
    g_hash_table_remove_all(cache->by_key);
    g_hash_table_remove_all(cache->forms);
  }
}
