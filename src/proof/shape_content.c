/* SPDX-License-Identifier: Apache-2.0
 *
 * Content streams (ISO 32000-1, 7.8, 14.6): is everything painted tagged or an
 * artifact, and does the structure know it (Matterhorn checkpoints 01, 11, 30).
 * Forms are walked where they are painted, once in each state.
 */
#include <string.h>

#include "base/limits.h"
#include "proof/shape_priv.h"

enum { MARK_PLAIN, MARK_ARTIFACT, MARK_TAGGED };
enum { FORM_DEPTH = 12, FORM_HAS_MCID = 8 };

typedef struct {
  uint8_t kind;
  bool has_lang;
  uint8_t was;       /* state outside */
  bool lang_was;
} Mark;

typedef struct {
  CopProofFont *font;
  int64_t mode;      /* of text rendering, 9.3.6 */
} State;

typedef struct {
  CopProofCheck *c;
  const CopProofPage *page;
  const char *place;
  uint32_t container;
  const CopProofValue *resources, *parents; /* row of the parent tree */
  GArray *marks, *states; /* of Mark, State */
  State state;
  uint8_t mark;
  bool has_lang, in_text, told, has_mcid;
  unsigned depth;
} Walk;

static void walk_stream(Walk *w, const GByteArray *data);

/* --- marked content --- */

static void
take_mcid(Walk *w, Mark *m, int64_t mcid)
{
  CopProofCheck *c = w->c;
  w->has_mcid = true;
  if (w->mark == MARK_ARTIFACT)
    cop_proof_fault(c, COP_COND_UA_01_004, w->place, NULL);
  m->kind = MARK_TAGGED;
  const CopProofElement *e = cop_proof_owner(c, w->container, mcid);
  if (e == NULL) {
    cop_proof_fault(c, COP_COND_UA_01_005, w->place, "content %d belongs to no element", (int)mcid);
    return;
  }
  m->has_lang = m->has_lang || e->has_lang;
  uint32_t up = w->parents->type == COP_PROOF_ARRAY && mcid < w->parents->n ? cop_proof_number(&w->parents->as.items[mcid]) : 0;
  if (up == 0 || up != e->object)
    cop_proof_fault(c, COP_COND_PDF_PARENTS, w->place, "content %d", (int)mcid);
}

static void
open_mark(Walk *w, const CopProofValue *tag, const CopProofValue *properties)
{
  CopProofFile *f = w->c->file;
  Mark m = { .kind = w->mark, .has_lang = w->has_lang, .was = w->mark, .lang_was = w->has_lang };
  if (properties->type == COP_PROOF_NAME)
    properties = cop_proof_get(f, cop_proof_get(f, w->resources, "Properties"), properties->as.text);
  m.has_lang = m.has_lang || cop_proof_has_text(f, properties, "Lang");
  int64_t mcid = cop_proof_int(cop_proof_get(f, properties, "MCID"), -1);
  if (cop_proof_is_name(tag, "Artifact")) {
    if (w->mark == MARK_TAGGED)
      cop_proof_fault(w->c, COP_COND_UA_01_003, w->place, NULL);
    m.kind = MARK_ARTIFACT;
  } else if (mcid >= 0) {
    take_mcid(w, &m, mcid);
  }
  g_array_append_val(w->marks, m);
  w->mark = m.kind;
  w->has_lang = m.has_lang;
}

static void
close_mark(Walk *w)
{
  if (w->marks->len == 0) {
    cop_proof_fault(w->c, COP_COND_PDF_MARKED, w->place, "EMC without BMC");
    return;
  }
  const Mark *m = &g_array_index(w->marks, Mark, w->marks->len - 1);
  w->mark = m->was;
  w->has_lang = m->lang_was;
  g_array_set_size(w->marks, w->marks->len - 1);
}

/* Something is painted: one finding for each stream says enough. */
static void
painted(Walk *w, const char *what)
{
  if (w->mark == MARK_PLAIN && !w->told) {
    cop_proof_fault(w->c, COP_COND_UA_01_005, w->place, "%s", what);
    w->told = true;
  }
}

static void
show(Walk *w, const CopProofValue *operand)
{
  painted(w, "text");
  if (w->mark == MARK_TAGGED && !w->has_lang && !w->c->has_lang)
    cop_proof_fault(w->c, COP_COND_UA_11_001, w->place, NULL);
  if (w->state.font == NULL) {
    cop_proof_fault(w->c, COP_COND_PDF_CONTENT, w->place, "text without font");
    return;
  }
  uint32_t n = operand->type == COP_PROOF_ARRAY ? operand->n : 1;
  for (uint32_t i = 0; i < n; i++)
    cop_proof_font_show(w->state.font, operand->type == COP_PROOF_ARRAY ? &operand->as.items[i] : operand, w->state.mode != 3);
}

/* --- forms --- */

static void
walk_form(Walk *w, const CopProofValue *form, uint32_t number)
{
  CopProofCheck *c = w->c;
  guint state = 1u << w->mark, seen = GPOINTER_TO_UINT(g_hash_table_lookup(c->forms, GUINT_TO_POINTER(number)));
  if ((seen & FORM_HAS_MCID) != 0)
    cop_proof_fault(c, COP_COND_UA_30_002, w->place, "form %u", number);
  if ((seen & state) != 0 || w->depth >= FORM_DEPTH)
    return;
  g_hash_table_insert(c->forms, GUINT_TO_POINTER(number), GUINT_TO_POINTER(seen | state));
  if (cop_proof_get(c->file, form, "Ref")->type == COP_PROOF_DICT)
    cop_proof_fault(c, COP_COND_UA_30_001, w->place, "form %u", number);
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) data = cop_proof_stream(c->file, form, &error);
  if (data == NULL) {
    cop_proof_fault(c, COP_COND_PDF_CONTENT, w->place, "%s", error->message);
    return;
  }
  const CopProofValue *own = cop_proof_get(c->file, form, "Resources");
  int64_t key = cop_proof_int(cop_proof_get(c->file, form, "StructParents"), -1);
  const CopProofValue *row = key >= 0 ? g_hash_table_lookup(c->parents, GUINT_TO_POINTER((guint)key + 1)) : NULL;
  Walk inner = { .c = c, .page = w->page, .place = cop_proof_place(c, "%s, form %u", w->place, number), .container = number,
                 .resources = own->type == COP_PROOF_DICT ? own : w->resources, .mark = w->mark, .has_lang = w->has_lang,
                 .parents = row != NULL ? cop_proof_resolve(c->file, row) : &cop_proof_null, .depth = w->depth + 1 };
  walk_stream(&inner, data);
  if (inner.has_mcid)
    g_hash_table_insert(c->forms, GUINT_TO_POINTER(number), GUINT_TO_POINTER(seen | state | FORM_HAS_MCID));
}

static void
paint_object(Walk *w, const CopProofValue *name)
{
  CopProofFile *f = w->c->file;
  if (name->type != COP_PROOF_NAME)
    return;
  const CopProofValue *reference = cop_proof_entry(cop_proof_get(f, w->resources, "XObject"), name->as.text);
  const CopProofValue *object = cop_proof_resolve(f, reference);
  if (object->type != COP_PROOF_STREAM)
    cop_proof_fault(w->c, COP_COND_PDF_CONTENT, w->place, "no object %.40s", name->as.text);
  else if (cop_proof_is_name(cop_proof_get(f, object, "Subtype"), "Form"))
    walk_form(w, object, cop_proof_number(reference));
  else
    painted(w, "a picture");
}

/* --- operators (Annex A) --- */

/* Behind "ID": the picture's bytes end before a bare EI. */
static void
skip_inline_picture(CopProofLexer *l)
{
  for (const char *p = l->p; l->end - p >= 4; p++)
    if (g_ascii_isspace(p[0]) && p[1] == 'E' && p[2] == 'I' && (l->end - p == 3 || g_ascii_isspace(p[3]))) {
      l->p = p + 3;
      return;
    }
  l->p = l->end;
}

static void
set_font(Walk *w, const CopProofValue *name)
{
  if (name->type != COP_PROOF_NAME)
    return;
  w->state.font = cop_proof_font(w->c, cop_proof_entry(cop_proof_get(w->c->file, w->resources, "Font"), name->as.text));
}

static void
pop_state(Walk *w)
{
  if (w->states->len == 0) {
    cop_proof_fault(w->c, COP_COND_PDF_CONTENT, w->place, "Q without q");
    return;
  }
  w->state = g_array_index(w->states, State, w->states->len - 1);
  g_array_set_size(w->states, w->states->len - 1);
}

static void
operate(Walk *w, const char *op, const CopProofValue *operands, uint32_t n, CopProofLexer *l)
{
  static const char *const paints[] = { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh" };
  const CopProofValue *first = n > 0 ? &operands[0] : &cop_proof_null, *last = n > 0 ? &operands[n - 1] : &cop_proof_null;
  if (g_str_equal(op, "BDC") || g_str_equal(op, "BMC"))
    open_mark(w, first, n > 1 ? last : &cop_proof_null);
  else if (g_str_equal(op, "EMC"))
    close_mark(w);
  else if (g_str_equal(op, "Tj") || g_str_equal(op, "TJ") || g_str_equal(op, "'") || g_str_equal(op, "\""))
    show(w, last);
  else if (g_str_equal(op, "Tf"))
    set_font(w, first);
  else if (g_str_equal(op, "Tr"))
    w->state.mode = cop_proof_int(last, 0);
  else if (g_str_equal(op, "q"))
    g_array_append_val(w->states, w->state);
  else if (g_str_equal(op, "Q"))
    pop_state(w);
  else if (g_str_equal(op, "Do"))
    paint_object(w, last);
  else if (g_str_equal(op, "ID"))
    skip_inline_picture(l);
  else if (g_str_equal(op, "BI"))
    painted(w, "a picture");
  else
    for (size_t i = 0; i < G_N_ELEMENTS(paints); i++)
      if (g_str_equal(op, paints[i]))
        painted(w, "a drawing");
}

static void
walk_stream(Walk *w, const GByteArray *data)
{
  enum { OPERANDS_MAX = 64 };
  w->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
  w->states = g_array_new(FALSE, FALSE, sizeof(State));
  g_autoptr(CopArena) a = cop_arena_new();
  CopProofLexer l = { .start = (const char *)data->data, .p = (const char *)data->data, .content = true, .arena = a,
                      .end = (const char *)data->data + data->len, .n_values = cop_proof_n_values(w->c->file) };
  CopProofValue operands[OPERANDS_MAX];
  uint32_t n = 0;
  size_t before = *l.n_values;
  for (;;) {
    g_autoptr(GError) error = NULL;
    CopProofValue v;
    if (!cop_proof_lex(&l, &v, &error)) {
      cop_proof_fault(w->c, COP_COND_PDF_CONTENT, w->place, "%s", error->message);
      break;
    }
    if (v.type != COP_PROOF_WORD) {
      operands[n < OPERANDS_MAX ? n++ : OPERANDS_MAX - 1] = v;
      continue;
    }
    if (v.n == 0)
      break;
    operate(w, v.as.text, operands, n, &l);
    n = 0;
  }
  *l.n_values = before; /* they go with the arena of the stream */
  if (w->marks->len > 0)
    cop_proof_fault(w->c, COP_COND_PDF_MARKED, w->place, "BMC without EMC");
  if (w->states->len > 0)
    cop_proof_fault(w->c, COP_COND_PDF_CONTENT, w->place, "q without Q");
  g_array_unref(w->marks);
  g_array_unref(w->states);
}

/* A page's streams are one (7.7.3.3). */
static GByteArray *
page_bytes(CopProofCheck *c, const CopProofPage *page, const char *place)
{
  GByteArray *all = g_byte_array_new();
  const CopProofValue *contents = cop_proof_get(c->file, page->dict, "Contents");
  uint32_t n = contents->type == COP_PROOF_ARRAY ? contents->n : contents->type == COP_PROOF_STREAM ? 1 : 0;
  for (uint32_t i = 0; i < n; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) data =
      cop_proof_stream(c->file, contents->type == COP_PROOF_ARRAY ? cop_proof_item(c->file, contents, i) : contents, &error);
    if (data == NULL) {
      cop_proof_fault(c, COP_COND_PDF_CONTENT, place, "%s", error->message);
      continue;
    }
    if (all->len + (size_t)data->len > COP_LIMIT_PDF_STREAM)
      break;
    g_byte_array_append(all, data->data, data->len);
    g_byte_array_append(all, (const guint8 *)"\n", 1);
  }
  return all;
}

void
cop_proof_content(CopProofCheck *c)
{
  for (guint i = 0; i < c->pages->len && !cop_proof_file_over(c->file, NULL); i++) {
    const CopProofPage *page = &g_array_index(c->pages, CopProofPage, i);
    const char *place = cop_proof_place(c, "page %u", page->number);
    g_autoptr(GByteArray) data = page_bytes(c, page, place);
    int64_t key = cop_proof_int(cop_proof_get(c->file, page->dict, "StructParents"), -1);
    const CopProofValue *row = key >= 0 ? g_hash_table_lookup(c->parents, GUINT_TO_POINTER((guint)key + 1)) : NULL;
    Walk w = { .c = c, .page = page, .place = place, .container = page->object, .resources = page->resources,
               .parents = row != NULL ? cop_proof_resolve(c->file, row) : &cop_proof_null };
    walk_stream(&w, data);
  }
}
