/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/sentence.h"

#include <string.h>

#include "compose/paper.h"
#include "model/record.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))

/* --- what a person edited --- */

static const CopEditedSentence *
find_edit(const CopPaper *r, const char *id)
{
  for (size_t i = 0; r->document != NULL && i < r->m->edited_sentences.n; i++) {
    const CopEditedSentence *e = &r->m->edited_sentences.items[i];
    if (strcmp(e->document, r->document) == 0 && strcmp(e->lang, r->lang) == 0 && strcmp(e->sentence, id) == 0)
      return e;
  }
  return NULL;
}

/* Value of a name among "name=value"; NULL when it is not there. */
static const char *
seen_value(const CopEditedSentence *e, const char *name)
{
  size_t n = strlen(name);
  for (size_t i = 0; i < e->seen.n; i++)
    if (strncmp(e->seen.items[i], name, n) == 0 && e->seen.items[i][n] == '=')
      return e->seen.items[i] + n + 1;
  return NULL;
}

static const char *
value_of(const CopSentence *s, const char *name, size_t n)
{
  for (size_t i = 0; s->values[i] != NULL; i += 2)
    if (strlen(s->values[i]) == n && strncmp(s->values[i], name, n) == 0)
      return s->values[i + 1];
  return NULL;
}

/* What differs from what was seen; NULL when nothing does. */
static const char *
changed_since(const CopPaper *r, const CopSentence *s)
{
  g_autoptr(GString) text = g_string_new(NULL);
  size_t same = 0;
  for (size_t i = 0; s->values[i] != NULL; i += 2) {
    const char *was = seen_value(s->edit, s->values[i]);
    if (was != NULL && strcmp(was, s->values[i + 1]) == 0) {
      same++;
      continue;
    }
    g_string_append(text, text->len == 0 ? "" : "; ");
    g_string_append_printf(text, was == NULL ? T_("%s is new") : T_("%s, was %s"), s->values[i + 1], was);
  }
  if (text->len == 0 && same != s->edit->seen.n)
    g_string_append(text, T_("a value is no longer there"));
  return text->len == 0 ? NULL : cop_arena_strdup(r->a, text->str);
}

/* Has every name in braces a value? */
static bool
can_fill(const CopSentence *s, const char *text)
{
  for (const char *p = strchr(text, '{'); p != NULL; p = strchr(p + 1, '{')) {
    const char *close = strchr(p, '}');
    if (close == NULL || value_of(s, p + 1, (size_t)(close - p - 1)) == NULL)
      return false;
  }
  return true;
}

/* --- saying it --- */

static void
say(CopPaper *r, CopNode *para, const CopSentence *s)
{
  if (para->first != NULL)
    cop_paper_gap(r, para);
  CopNode *span = cop_node_add(r->d, para, COP_NODE_SPAN);
  span->id = r->document == NULL ? NULL : cop_arena_printf(r->a, "sentence-%s", s->id);
  span->source = s->record;
  cop_add_text(r->d, span, s->text);
  if (s->state == COP_SENTENCE_CHANGED && !r->c->release) {
    cop_paper_gap(r, para);
    cop_add_styled(r->d, para, COP_NODE_STRONG, cop_arena_printf(r->a, T_("[Edited by a person, and changed since: %s. To be looked at.]"), s->changed));
  }
}

void
cop_paper_sentence(CopPaper *r, CopNode *para, const char *id, const char *record, const char *pattern, const char *const *values)
{
  CopSentence *s = cop_new(r->a, CopSentence);
  size_t n = g_strv_length((char **)values);
  const char **kept = cop_new_n(r->a, const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    kept[i] = cop_arena_strdup(r->a, values[i]);
  *s = (CopSentence){ .id = cop_arena_strdup(r->a, id), .record = cop_arena_strdup(r->a, record), .pattern = T_(pattern), .values = kept, .edit = find_edit(r, id) };
  s->rule = s->text = cop_phrase_fill(r->a, s->pattern, s->values);
  if (s->edit != NULL) {
    bool fits = can_fill(s, s->edit->text);
    s->changed = changed_since(r, s);
    if (!fits && s->changed == NULL)
      s->changed = T_("a value is no longer there");
    s->state = s->changed != NULL ? COP_SENTENCE_CHANGED : COP_SENTENCE_EDITED;
    s->text = fits ? cop_phrase_fill(r->a, s->edit->text, s->values) : s->rule;
  }
  if (s->state == COP_SENTENCE_CHANGED)
    cop_diags_add(r->diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "sentence-changed", .start = -1, .end = -1,
                                        .message = cop_arena_printf(r->a, "sentence %s was edited by a person and its values changed since: %s", id, s->changed),
                                        .remedy = "look at it on the desk under Documents, or see 'copkit check'" });
  g_ptr_array_add(r->sentences, s);
  say(r, para, s);
}

void
cop_paper_give(CopPaper *r, CopComposed *out)
{
  out->doc = r->d;
  out->n_sentences = r->sentences->len;
  const CopSentence **all = cop_new_n(r->a, const CopSentence *, r->sentences->len + 1);
  for (guint i = 0; i < r->sentences->len; i++)
    all[i] = g_ptr_array_index(r->sentences, i);
  out->sentences = all;
}

const char *
cop_sentence_document(CopArena *a, const CopProduct *p)
{
  g_autofree char *end = g_strdup_printf(".%s", p->lang);
  return g_str_has_suffix(p->stem, end) ? cop_arena_strndup(a, p->stem, strlen(p->stem) - strlen(end)) : cop_arena_strdup(a, p->stem);
}

/* --- editing --- */

/* Does a value stand at p, and not as part of a longer number or word? */
static bool
stands_at(const char *text, const char *p, const char *value)
{
  size_t n = strlen(value);
  if (n == 0 || strncmp(p, value, n) != 0)
    return false;
  bool digit_before = p > text && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(value[0]);
  bool digit_after = g_ascii_isdigit(value[n - 1]) && (g_ascii_isdigit(p[n]) || ((p[n] == ',' || p[n] == '.') && g_ascii_isdigit(p[n + 1])));
  return !digit_before && !digit_after;
}

/* The longest value with a number in it that stands at p. */
static const char *
name_at(const CopSentence *s, const char *text, const char *p)
{
  const char *best = NULL;
  size_t longest = 0;
  for (size_t i = 0; s->values[i] != NULL; i += 2)
    if (strpbrk(s->values[i + 1], "0123456789") != NULL && strlen(s->values[i + 1]) > longest && stands_at(text, p, s->values[i + 1])) {
      best = s->values[i];
      longest = strlen(s->values[i + 1]);
    }
  return best;
}

const char *
cop_sentence_link(CopArena *a, const CopSentence *s, const char *typed, const char **why)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (const char *p = typed; *p != '\0';) {
    const char *close = *p == '{' ? strchr(p, '}') : NULL, *name = name_at(s, typed, p);
    if (close != NULL && value_of(s, p + 1, (size_t)(close - p - 1)) != NULL) {
      g_string_append_len(text, p, close + 1 - p);
      p = close + 1;
    } else if (*p == '{') {
      *why = cop_arena_printf(a, "the sentence has no value named %.*s", (int)(close == NULL ? 12 : close + 1 - p), p);
      return NULL;
    } else if (name != NULL) {
      g_string_append_printf(text, "{%s}", name);
      p += strlen(value_of(s, name, strlen(name)));
    } else if (g_ascii_isdigit(*p)) {
      *why = cop_arena_printf(a, "the number %.*s is none of the values of this sentence; nothing would tell when it is no longer true", (int)strspn(p, "0123456789.,"), p);
      return NULL;
    } else {
      g_string_append_c(text, *p++);
    }
  }
  return cop_arena_strdup(a, text->str);
}

CopEditedSentence *
cop_sentence_edit(CopArena *a, const CopSentence *s, const char *document, const char *lang, const char *text, const char *note)
{
  CopEditedSentence *e = cop_record_new(a, COP_ENTITY_edited_sentence);
  size_t n = g_strv_length((char **)s->values) / 2;
  const char **seen = cop_new_n(a, const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    seen[i] = cop_arena_printf(a, "%s=%s", s->values[2 * i], s->values[2 * i + 1]);
  e->id = cop_arena_printf(a, "%s/%s/%s", document, lang, s->id);
  const struct {
    const char *field, *text;
  } texts[] = { { "document", document }, { "sentence", s->id }, { "lang", lang }, { "text", text }, { "note", note } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    if (texts[i].text != NULL)
      cop_record_set_text(COP_ENTITY_edited_sentence, e, cop_entity_field(COP_ENTITY_edited_sentence, texts[i].field), texts[i].text);
  cop_record_set_texts(COP_ENTITY_edited_sentence, e, cop_entity_field(COP_ENTITY_edited_sentence, "seen"), n, seen);
  return e;
}

/* --- all edits of the store --- */

bool
cop_sentence_piece(const CopContext *c, const char *document, const char *lang, CopProducts **pieces, const CopProduct **piece, GError **error)
{
  g_autofree char *stem = g_strdup_printf("%s.%s", document, lang);
  *piece = NULL;
  *pieces = cop_products_list(c, NULL, (const char *[]){ lang, NULL }, error);
  for (guint i = 0; *pieces != NULL && i < (*pieces)->items->len; i++) {
    const CopProduct *p = &g_array_index((*pieces)->items, CopProduct, i);
    if (p->compose != NULL && strcmp(p->stem, stem) == 0)
      *piece = p;
  }
  return *piece != NULL;
}

static const CopSentence *
find_sentence(const CopComposed *composed, const char *id)
{
  for (size_t i = 0; i < composed->n_sentences; i++)
    if (strcmp(composed->sentences[i]->id, id) == 0)
      return composed->sentences[i];
  return NULL;
}

static bool
look_at(const CopContext *c, CopArena *a, CopSentenceLook *look, GError **error)
{
  CopProducts *pieces;
  const CopProduct *piece;
  CopComposed composed = { 0 };
  g_autoptr(CopDiags) unused = cop_diags_new();
  bool made = cop_sentence_piece(c, look->edit->document, look->edit->lang, &pieces, &piece, error);
  bool ok = pieces != NULL && (!made || cop_product_compose(c, piece, NULL, a, &composed, unused, error));
  if (ok && made) {
    look->title = composed.doc != NULL ? composed.doc->meta.title : piece->stem;
    look->now = find_sentence(&composed, look->edit->sentence);
  }
  cop_products_free(pieces);
  return ok;
}

size_t
cop_sentences_look(const CopContext *c, CopArena *a, const CopSentenceLook **all, GError **error)
{
  size_t n = c->model->edited_sentences.n;
  CopSentenceLook *looks = cop_new_n(a, CopSentenceLook, n + 1);
  *all = looks;
  for (size_t i = 0; i < n; i++) {
    looks[i] = (CopSentenceLook){ .edit = &c->model->edited_sentences.items[i] };
    if (!look_at(c, a, &looks[i], error))
      return 0;
  }
  return n;
}
