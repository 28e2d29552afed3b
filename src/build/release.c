/* SPDX-License-Identifier: Apache-2.0 */
#include "build/release.h"

#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/home.h"
#include "base/locale.h"
#include "check/alert.h"
#include "check/pretest.h"
#include "compose/points.h"
#include "compose/sentence.h"
#include "doc/build.h"
#include "doc/digest.h"

void
cop_piece_digest(const CopComposed *c, unsigned char digest[COP_HASH_SIZE])
{
  if (c->doc != NULL) {
    cop_doc_digest(c->doc, digest);
    return;
  }
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (size_t i = 0; i < c->n_tables; i++) {
    g_autofree char *json = cop_table_to_json(c->tables[i]);
    cop_hash_add(&h, json, strlen(json) + 1);
    const char *const texts[] = { c->tables[i]->name, c->tables[i]->title, c->tables[i]->note };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      cop_hash_add(&h, texts[k] == NULL ? "" : texts[k], texts[k] == NULL ? 1 : strlen(texts[k]) + 1);
  }
  if (c->text != NULL)
    cop_hash_add(&h, c->text, strlen(c->text));
  for (size_t i = 0; i < c->n_members; i++) {
    const CopMember *m = &c->members[i];
    const char *content = m->text != NULL ? m->text : m->asset != NULL ? m->asset : "";
    char hex[COP_HASH_HEX];
    g_autofree char *path = m->asset == NULL ? NULL : cop_home_path("assets", m->asset, NULL);
    if (path != NULL && cop_hash_file(COP_HASH_BLAKE2B, path, hex, NULL))
      cop_hash_add(&h, hex, sizeof hex);
    if (m->picture != NULL)
      cop_hash_add(&h, m->picture->digest, COP_HASH_SIZE);
    cop_hash_add(&h, m->name, strlen(m->name) + 1);
    cop_hash_add(&h, content, strlen(content) + 1);
  }
  for (size_t i = 0; c->speech != NULL && i < c->speech->n; i++) {
    cop_hash_add(&h, c->speech->parts[i].text, strlen(c->speech->parts[i].text) + 1);
    cop_hash_add(&h, &c->speech->parts[i].pause, sizeof c->speech->parts[i].pause);
  }
  if (c->speech != NULL) {
    const char *const texts[] = { c->speech->lang, c->speech->title, c->speech->comment };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      cop_hash_add(&h, texts[k], strlen(texts[k]) + 1);
    cop_hash_add(&h, &c->speech->seconds, sizeof c->speech->seconds);
  }
  cop_hash_finish(&h, digest);
}

const char *
cop_piece_unit(CopArena *a, const CopProduct *p)
{
  return cop_arena_printf(a, "piece/%s", p->stem);
}

static bool
is_material(const CopProduct *p)
{
  return g_str_has_prefix(p->target, "kit/");
}

void
cop_release_init(CopRelease *r, const CopContext *c, const CopReviews *reviews, const char *today, CopArena *a)
{
  if (today == NULL) {
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc((gint64)time(NULL));
    today = cop_arena_printf(a, "%04d-%02d-%02d", g_date_time_get_year(now), g_date_time_get_month(now), g_date_time_get_day_of_month(now));
  }
  if (cop_date_compare(c->date, today) > 0)
    today = c->date;
  r->gate = (CopGate){ .model = c->model, .reviews = reviews, .today = today };
  r->passed = cop_gate_passed(&r->gate, a);
}

/* --- what a piece is made of --- */

typedef struct {
  const CopRelease *r;
  const char *unit;
  GPtrArray *parts; /* ids of units */
  CopArena *a;
  CopDiags *d;
  bool passes;
} Look;

static gint
by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
is_message_text(const CopModel *m, const void *asked)
{
  const char *p = asked, *first = (const char *)m->message_texts.items;
  if (p >= first && p < (const char *)(m->message_texts.items + m->message_texts.n))
    return true;
  /* English say and act stand in a hash of their own. */
  const char *translations = (const char *)m->translations.items;
  return p < translations || p >= (const char *)(m->translations.items + m->translations.n);
}

/* All that is written in a composed piece, run together. */
static char *
whole_text(const CopComposed *c)
{
  GString *s = g_string_new(c->text);
  for (const CopNode *n = c->doc == NULL ? NULL : c->doc->root; n != NULL; n = cop_node_walk(n, c->doc->root))
    if (n->kind == COP_NODE_TEXT)
      g_string_append(s, n->as.text.text);
  for (size_t i = 0; i < c->n_tables; i++)
    for (guint r = 0; r < c->tables[i]->rows->len; r++)
      for (size_t k = 0; k < c->tables[i]->n_columns; k++) {
        const CopCell *cell = (const CopCell *)g_ptr_array_index(c->tables[i]->rows, r) + k;
        g_string_append(s, cell->kind == COP_CELL_TEXT ? cell->text : "\n");
      }
  return g_string_free(s, FALSE);
}

/* Documents count texts without printing them; what is printed is found by its
 * longest run without a blank for the helpline. */
static bool
stands_in(const char *whole, const char *text)
{
  g_auto(GStrv) runs = g_strsplit(text, "{HELP}", -1);
  const char *longest = "";
  for (size_t i = 0; runs[i] != NULL; i++)
    if (strlen(runs[i]) > strlen(longest))
      longest = runs[i];
  return strstr(whole, longest) != NULL;
}

/* Each text the composer was given. In an order of our own: that of a hash of
 * pointers differs from run to run. */
static void
look_at_texts(Look *l, GHashTable *asked, const char *whole, bool alert)
{
  const CopModel *m = l->r->gate.model;
  g_autoptr(GPtrArray) texts = g_ptr_array_new(), translations = g_ptr_array_new();
  GHashTableIter it;
  gpointer key;
  g_hash_table_iter_init(&it, asked);
  while (g_hash_table_iter_next(&it, &key, NULL))
    g_ptr_array_add(is_message_text(m, key) ? texts : translations, key);
  g_ptr_array_sort(texts, by_text);        /* every record begins with its id */
  g_ptr_array_sort(translations, by_text);
  for (guint i = 0; i < texts->len; i++) {
    const CopMessageText *t = g_ptr_array_index(texts, i);
    if (whole != NULL && !stands_in(whole, t->text))
      continue;
    l->passes &= cop_gate_text(&l->r->gate, t, l->d);
    g_ptr_array_add(l->parts, cop_arena_printf(l->a, "message_text/%s", t->id));
  }
  for (guint i = 0; i < translations->len; i++) {
    const CopTranslation *t = g_ptr_array_index(translations, i);
    if (whole != NULL && !stands_in(whole, t->text))
      continue;
    if (alert) /* what has not passed is left out of the sheet: it is in no passed model */
      continue;
    l->passes &= cop_gate_translation(&l->r->gate, t, l->d);
    g_ptr_array_add(l->parts, cop_arena_printf(l->a, "translation/%s", t->id));
  }
}

static void
look_at_sources(Look *l, const CopProduct *p, const CopComposed *c)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) sources = g_ptr_array_new();
  if (p->subject != NULL && g_hash_table_add(seen, (gpointer)p->subject))
    g_ptr_array_add(sources, (gpointer)p->subject);
  for (const CopNode *n = c->doc == NULL ? NULL : c->doc->root; n != NULL; n = cop_node_walk(n, c->doc->root))
    if (n->source != NULL && g_hash_table_add(seen, (gpointer)n->source))
      g_ptr_array_add(sources, (gpointer)n->source);
  for (guint i = 0; i < sources->len; i++) {
    const char *source = g_ptr_array_index(sources, i);
    const CopMessage *m = is_material(p) && g_str_has_prefix(source, "message/") ? cop_model_message(l->r->gate.model, strchr(source, '/') + 1) : NULL;
    l->passes &= cop_gate_source(&l->r->gate, source, l->unit, l->d);
    if (m != NULL)
      l->passes &= cop_gate_message(&l->r->gate, m, l->d);
  }
}

/* A sentence a person edited, whose values changed since they looked. */
static void
look_at_sentences(Look *l, const CopComposed *c)
{
  for (size_t i = 0; i < c->n_sentences; i++) {
    const CopSentence *s = c->sentences[i];
    if (s->state != COP_SENTENCE_CHANGED)
      continue;
    l->passes = false;
    cop_diags_add(l->d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "gate-sentence", .start = -1, .end = -1,
                                    .message = cop_arena_printf(l->a, "sentence %s was edited by a person, and its values changed since: %s", s->id, s->changed),
                                    .remedy = "look at it on the desk under Documents: keep it, edit it, or take the rule's sentence" });
  }
}

/* The program's own words stand on nearly every piece. */
static void
look_at_words(Look *l, const CopContext *c, const char *lang)
{
  CopReviewUnit words;
  if (strcmp(lang, "en") == 0)
    return;
  cop_unit_of_words(l->a, cop_catalogues_for(c->words, lang), lang, &words);
  l->passes &= cop_gate_unit(&l->r->gate, &words, l->d);
  g_ptr_array_add(l->parts, (gpointer)words.id);
}

/* --- what the colophon says of readers --- */

static const char *
say_day(CopArena *a, const char *lang, const char *day)
{
  g_autoptr(CopLocale) l = cop_locale_new(lang);
  g_autofree char *text = cop_locale_date(l, cop_date_read(day), COP_DATE_LONG);
  return cop_arena_strdup(a, text);
}

/* Its message, when the piece is of an alert and of nothing else. */
static const CopMessage *
alert_of(const CopModel *m, const CopProduct *p)
{
  const CopMessage *message = p->subject != NULL && g_str_has_prefix(p->subject, "message/") ? cop_model_message(m, strchr(p->subject, '/') + 1) : NULL;
  return message != NULL && cop_is_alert(message->id) && is_material(p) ? message : NULL;
}

/* Who let an alert out, when, until when, and what was left out. */
static const char *
signed_by(const CopRelease *r, const CopContext *c, const CopMessage *alert, const GPtrArray *parts, const char *lang, CopArena *a, CopDiags *d)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  const CopReview *author = NULL, *approver = NULL;
  for (guint i = 0; approver == NULL && i < parts->len; i++) {
    CopReviewUnit u;
    if (cop_unit_find(r->gate.model, a, g_ptr_array_index(parts, i), &u))
      cop_alert_signed(&r->gate, &u, &author, &approver);
  }
  if (approver == NULL)
    return NULL;
  g_autoptr(GString) skipped = g_string_new(NULL);
  for (const char *const *s = cop_alert_skipped(); *s != NULL; s++)
    g_string_append_printf(skipped, "%s%s", skipped->len == 0 ? "" : ", ", cop_tr(words, *s));
  const char *line = cop_arena_printf(a, cop_tr(words, "Urgent alert, good until %s; written by %s, approved by %s on %s; left out: %s"), say_day(a, lang, alert->review_by), author->actor,
                                      approver->actor, say_day(a, lang, cop_arena_strndup(a, approver->at, strlen("YYYY-MM-DD"))), skipped->str);
  if (d != NULL)
    cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_NOTE, .kind = COP_DIAG_GATE, .code = "gate-alert", .start = -1, .end = -1, .message = line,
                                 .remedy = "take it down after its last day" });
  return line;
}

/* The waiver among the texts' that ends first, or how many tried the text that
 * fewest tried; NULL where no text of a message is in the piece. */
static const char *
trial_of(const CopRelease *r, const CopContext *c, const CopProduct *product, const GPtrArray *parts, CopArena *a, CopDiags *d)
{
  const char *lang = product->lang;
  const CopMessage *alert = alert_of(r->gate.model, product);
  if (alert != NULL)
    return signed_by(r, c, alert, parts, lang, a, d);
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  const CopReview *waiver = NULL;
  int64_t people = 0;
  const char *last = NULL;
  bool untested = false;
  for (guint i = 0; i < parts->len; i++) {
    const char *id = g_ptr_array_index(parts, i);
    CopReviewUnit u;
    if (!g_str_has_prefix(id, "message_text/") || !cop_unit_find(r->gate.model, a, id, &u))
      continue;
    untested |= u.kind == COP_UNIT_ALERT;
    CopStanding s = cop_gate_standing(&r->gate, &u);
    CopPretest p = cop_pretest_judge(&r->gate, &u);
    if (s.waiver != NULL && (waiver == NULL || strcmp(s.waiver->until, waiver->until) < 0))
      waiver = s.waiver;
    if (s.waiver == NULL && p.rounds > 0) {
      people = last == NULL ? p.people : MIN(people, p.people);
      last = last == NULL || strcmp(p.last_on, last) > 0 ? p.last_on : last;
    }
  }
  if (waiver != NULL) {
    if (d != NULL)
      cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_NOTE, .kind = COP_DIAG_GATE, .code = "gate-waived", .start = -1, .end = -1,
                                   .message = cop_arena_printf(a, "the pretest is waived by %s until %s: %s", waiver->actor, waiver->until, waiver->note),
                                   .remedy = "try it with readers before that day" });
    return cop_arena_printf(a, cop_tr(words, "Not yet tested with readers; waived by %s until %s: %s"), waiver->actor, say_day(a, lang, waiver->until), waiver->note);
  }
  return last == NULL || untested ? NULL : cop_arena_printf(a, cop_tr(words, "Tested with %d readers, %s"), (int)people, say_day(a, lang, last));
}

static bool
compose_on(const CopContext *c, const CopModel *m, const CopProduct *p, const char *edition, const char *trial, CopArena *a, CopComposed *out, CopDiags *d,
           GError **error)
{
  CopContext own = *c;
  own.trial = trial;
  own.model = m;
  own.country = cop_model_country_record(m);
  own.date = edition;
  own.release = true;
  if (!cop_product_compose(&own, p, NULL, a, out, d, error))
    return false;
  if (out->doc != NULL)
    cop_doc_set_ids(out->doc);
  return true;
}

static void
unref_array(void *array)
{
  g_ptr_array_unref(array);
}

/* Composes on the whole model and looks at every text and record in it. A
 * piece of separate texts (a set) is made of those that pass. */
static bool
look(const CopRelease *r, const CopContext *c, const CopProduct *p, const char *edition, CopArena *a, Look *l, GError **error)
{
  CopModel *m = (CopModel *)(p->separate ? r->passed : c->model);
  g_autoptr(GHashTable) asked = g_hash_table_new(NULL, NULL);
  g_autoptr(CopArena) own = cop_arena_new();
  g_autoptr(CopDiags) unused = cop_diags_new();
  CopComposed composed = { 0 };
  m->asked = asked;
  bool done = compose_on(c, m, p, edition, NULL, own, &composed, unused, error);
  m->asked = NULL;
  if (!done)
    return false;
  l->parts = g_ptr_array_new();
  cop_arena_on_free(a, unref_array, l->parts);
  if (p->separate) {
    GHashTableIter it;
    gpointer key;
    g_hash_table_iter_init(&it, asked);
    while (g_hash_table_iter_next(&it, &key, NULL))
      g_ptr_array_add(l->parts, cop_arena_printf(a, "message_text/%s", ((const CopRecord *)key)->id));
    g_ptr_array_sort(l->parts, by_text);
    if (l->parts->len == 0) {
      l->passes = false;
      cop_diags_add(l->d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "gate-empty", .start = -1, .end = -1,
                                      .message = "none of its texts has passed review", .remedy = "copkit review list says what each waits for" });
    }
  } else {
    g_autofree char *whole = is_material(p) ? NULL : whole_text(&composed);
    look_at_texts(l, asked, whole, alert_of(r->gate.model, p) != NULL);
  }
  look_at_sources(l, p, &composed);
  look_at_sentences(l, &composed);
  if (alert_of(r->gate.model, p) == NULL)
    look_at_words(l, c, p->lang);
  return true;
}

bool
cop_release_unit(const CopRelease *r, const CopContext *c, const CopProduct *p, const char *edition, CopArena *a, CopReviewUnit *unit, bool *passes,
                 CopDiags *d, GError **error)
{
  Look l = { .r = r, .unit = cop_piece_unit(a, p), .a = a, .d = d, .passes = true };
  g_autoptr(CopArena) own = cop_arena_new();
  g_autoptr(CopDiags) unused = cop_diags_new();
  CopComposed composed = { 0 };
  unsigned char digest[COP_HASH_SIZE] = { 0 };
  if (!look(r, c, p, edition, a, &l, error))
    return false;
  *unit = (CopReviewUnit){ .kind = is_material(p) ? COP_UNIT_PIECE : COP_UNIT_DOCUMENT, .id = l.unit, .lang = NULL, .parts = l.parts };
  *passes = l.passes;
  /* Composers count on the texts that are not in the passed model then; no
   * approval has the digest of nothing. */
  if (l.passes) {
    if (!compose_on(c, is_material(p) ? r->passed : c->model, p, edition, trial_of(r, c, p, l.parts, a, NULL), own, &composed, unused, error))
      return false;
    cop_piece_digest(&composed, digest);
  }
  cop_hash_to_hex(digest, unit->digest);
  return true;
}

/* Approvals are looked at from the newest; what was approved ten editions ago
 * and is the same today does not happen by itself. */
enum { EDITIONS_MAX = 8 };

const char *
cop_release_edition(const CopRelease *r, const CopContext *c, const CopProduct *p, CopArena *a, GError **error)
{
  const GPtrArray *all = cop_reviews_of(r->gate.reviews, cop_piece_unit(a, p));
  const char *tried[EDITIONS_MAX];
  size_t n = 0;
  for (guint i = all == NULL ? 0 : all->len; i > 0 && n < EDITIONS_MAX; i--) {
    const CopReview *review = g_ptr_array_index(all, i - 1);
    bool again = review->verdict != COP_VERDICT_APPROVED || !cop_date_valid(review->edition);
    for (size_t k = 0; k < n && !again; k++)
      again = strcmp(tried[k], review->edition) == 0;
    if (again)
      continue;
    tried[n++] = review->edition;
    g_autoptr(CopDiags) unused = cop_diags_new();
    CopReviewUnit unit;
    bool passes;
    if (!cop_release_unit(r, c, p, review->edition, a, &unit, &passes, unused, error))
      return NULL;
    if (strcmp(unit.digest, review->digest) == 0)
      return review->edition;
  }
  return NULL;
}

/* A strategy and what is made of its plan leave the house only when each point
 * that blocks a release is met in full, as far as a machine can tell. */
static bool
look_at_points(const CopContext *c, const CopProduct *p, CopArena *a, CopDiags *d)
{
  static const char *const plans[] = { "strategy", "action-plan", "programme", NULL };
  if (c->result == NULL || !g_strv_contains(plans, p->target))
    return true;
  bool good = true;
  const CopPoint *points = cop_points_judge(c, a);
  for (unsigned i = 0; i < COP_POINTS; i++) {
    if (!points[i].blocks || points[i].score < 0 || points[i].score == 2)
      continue;
    good = false;
    cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "gate-point", .start = -1, .end = -1, .remedy = points[i].remedy,
                                 .message = cop_arena_printf(a, "point %u of 40 is not met: %s", points[i].number, points[i].found) });
  }
  return good;
}

bool
cop_release_compose(const CopRelease *r, const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, bool *passes, CopDiags *d,
                    GError **error)
{
  GError *local = NULL;
  CopReviewUnit unit;
  if (p->confidential) {
    *passes = false;
    cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "gate-confidential", .start = -1, .end = -1,
                                 .message = cop_arena_printf(a, "it is for %s and is not published", p->audience), .remedy = "build it without --release and hand it over by itself" });
    return true;
  }
  const char *edition = cop_release_edition(r, c, p, a, &local);
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  if (!cop_release_unit(r, c, p, edition == NULL ? c->date : edition, a, &unit, passes, d, error))
    return false;
  /* Two people let the texts of an alert out; its sheets have no approval of their own. */
  if (alert_of(r->gate.model, p) == NULL)
    *passes &= cop_gate_unit(&r->gate, &unit, d);
  else if (*passes && trial_of(r, c, p, unit.parts, a, NULL) == NULL)
    *passes = false, cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "gate-empty", .start = -1, .end = -1,
                                                  .message = "no text of the alert in it was approved", .remedy = "copkit alert approve" });
  *passes &= look_at_points(c, p, a, d);
  return !*passes || compose_on(c, is_material(p) ? r->passed : c->model, p, c->date, trial_of(r, c, p, unit.parts, a, d), a, out, d, error);
}
