/* SPDX-License-Identifier: Apache-2.0 */
#include "reach/slip.h"

#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "base/date.h"

const char *
cop_slip_standing(CopSlipStanding s)
{
  static const char *const names[COP_SLIP_MAX] = { [COP_SLIP_PLANNED] = N_("not sent yet"), [COP_SLIP_SENT] = N_("on its way"), [COP_SLIP_CONFIRMED] = N_("confirmed"),
                                                   [COP_SLIP_SHORT] = N_("numbers differ"), [COP_SLIP_MISSING] = N_("no word") };
  return names[s];
}

/* --- names of pieces: "kit/poster/fil/MSG-U9-1" --- */

const char *
cop_piece_lang(const char *piece, CopArena *a)
{
  g_auto(GStrv) parts = g_strsplit(piece, "/", 4);
  return g_strv_length(parts) == 4 ? cop_arena_strdup(a, parts[2]) : "";
}

const char *
cop_piece_kind(const char *piece, CopArena *a)
{
  const char *from = g_str_has_prefix(piece, "kit/") ? piece + strlen("kit/") : piece;
  return cop_arena_strndup(a, from, strcspn(from, "/"));
}

const char *
cop_piece_subject(const char *piece)
{
  const char *slash = strrchr(piece, '/');
  return slash == NULL ? piece : slash + 1;
}

/* --- slips --- */

typedef struct {
  const CopModel *m;
  const CopReceiptSums *sums;
  CopArena *a;
  int64_t today;
} Slips;

static int
by_slip(const void *a, const void *b)
{
  const CopConsignment *const *x = a, *const *y = b;
  int c = strcmp((*x)->slip, (*y)->slip);
  c = c != 0 ? c : strcmp((*x)->area, (*y)->area);
  c = c != 0 ? c : g_strcmp0((*x)->partner, (*y)->partner);
  return c != 0 ? c : (*x > *y) - (*x < *y); /* the model's order */
}

static bool
same_slip(const CopConsignment *x, const CopConsignment *y)
{
  return strcmp(x->slip, y->slip) == 0 && strcmp(x->area, y->area) == 0 && g_strcmp0(x->partner, y->partner) == 0;
}

static CopSlipLanguage *
language_of(CopSlip *s, const char *lang)
{
  for (size_t i = 0; i < s->n_langs; i++)
    if (strcmp(s->langs[i].lang, lang) == 0)
      return &s->langs[i];
  CopSlipLanguage *l = &s->langs[s->n_langs++];
  *l = (CopSlipLanguage){ .lang = lang };
  return l;
}

static void
add_consignment(Slips *k, CopSlip *s, const CopConsignment *c)
{
  CopSlipLanguage *l = language_of(s, cop_piece_lang(c->piece, k->a));
  bool weighed = cop_record_has(COP_ENTITY_consignment, c, "grams");
  l->sent += c->copies;
  s->copies += c->copies;
  if (c->received_on != NULL) {
    l->is_signed = true;
    l->signed_for += c->received;
  }
  s->grams += weighed ? c->grams * (double)c->copies : 0;
  s->n_unweighed += !weighed;
  if (c->sent_on != NULL && (s->sent_on == NULL || strcmp(c->sent_on, s->sent_on) < 0))
    s->sent_on = c->sent_on;
}

static void
add_reports(Slips *k, CopSlip *s)
{
  for (size_t i = 0; k->sums != NULL && i < k->sums->n; i++) {
    const CopReceiptSum *r = &k->sums->items[i];
    if (strcmp(r->code, s->code) != 0)
      continue;
    CopSlipLanguage *l = *r->lang == '\0' && s->n_langs == 1 ? &s->langs[0] : language_of(s, r->lang);
    l->is_reported = true;
    l->reported += r->copies;
    l->reporter = r->reporter;
  }
}

static CopSlipStanding
standing_of(const Slips *k, CopSlip *s)
{
  size_t confirmed = 0, whole = 0;
  for (size_t i = 0; i < s->n_langs; i++) {
    const CopSlipLanguage *l = &s->langs[i];
    int64_t came = l->is_reported ? l->reported : l->signed_for;
    confirmed += l->is_reported || l->is_signed;
    whole += (l->is_reported || l->is_signed) && came == l->sent;
    s->came += came;
  }
  if (whole == s->n_langs)
    return COP_SLIP_CONFIRMED;
  int64_t sent = s->sent_on == NULL ? 0 : cop_date_last_day(cop_date_read(s->sent_on));
  bool late = s->sent_on != NULL && k->today - sent >= COP_SLIP_DAYS;
  if (confirmed > 0 && (confirmed == s->n_langs || late))
    return COP_SLIP_SHORT;
  return s->sent_on == NULL ? COP_SLIP_PLANNED : late ? COP_SLIP_MISSING : COP_SLIP_SENT;
}

static void
make_slip(Slips *k, CopSlip *s, const CopConsignment **items, size_t n)
{
  *s = (CopSlip){ .number = items[0]->slip, .area = cop_model_area(k->m, items[0]->area), .partner = cop_model_institution(k->m, items[0]->partner), .n = n, .items = items };
  size_t more = k->sums == NULL ? 0 : k->sums->n;
  s->langs = cop_new_n(k->a, CopSlipLanguage, n + more);
  cop_receipt_code(s->number, items[0]->area, items[0]->partner, s->code);
  for (size_t i = 0; i < n; i++)
    add_consignment(k, s, items[i]);
  add_reports(k, s);
  s->standing = standing_of(k, s);
}

static void
find_strange(Slips *k, CopSlips *out)
{
  out->strange = cop_new_n(k->a, const CopReceiptSum *, (k->sums == NULL ? 0 : k->sums->n) + 1);
  for (size_t i = 0; k->sums != NULL && i < k->sums->n; i++) {
    bool known = false;
    for (size_t s = 0; s < out->n && !known; s++)
      known = strcmp(out->items[s].code, k->sums->items[i].code) == 0;
    if (!known)
      out->strange[out->n_strange++] = &k->sums->items[i];
  }
}

CopSlips
cop_slips(const CopModel *m, const CopReceiptSums *sums, const char *today, CopArena *a)
{
  Slips k = { m, sums, a, cop_date_first_day(cop_date_read(today)) };
  size_t n = 0;
  const CopConsignment **all = cop_new_n(a, const CopConsignment *, m->consignments.n + 1);
  CopSlips out = { .items = cop_new_n(a, CopSlip, m->consignments.n + 1), .unpacked = cop_new_n(a, const CopConsignment *, m->consignments.n + 1) };
  for (size_t i = 0; i < m->consignments.n; i++)
    if (m->consignments.items[i].slip != NULL)
      all[n++] = &m->consignments.items[i];
    else
      out.unpacked[out.n_unpacked++] = &m->consignments.items[i];
  qsort(all, n, sizeof *all, by_slip);
  for (size_t i = 0; i < n;) {
    size_t end = i + 1;
    while (end < n && same_slip(all[i], all[end]))
      end++;
    make_slip(&k, &out.items[out.n++], all + i, end - i);
    i = end;
  }
  find_strange(&k, &out);
  return out;
}

const char *
cop_slip_next(const CopModel *m, int year, CopArena *a)
{
  g_autofree char *prefix = g_strdup_printf("%d-", year);
  uint64_t highest = 0;
  for (size_t i = 0; i < m->consignments.n; i++) {
    const char *slip = m->consignments.items[i].slip;
    if (slip != NULL && g_str_has_prefix(slip, prefix))
      highest = MAX(highest, g_ascii_strtoull(slip + strlen(prefix), NULL, 10));
  }
  return cop_arena_printf(a, "%d-%03" G_GUINT64_FORMAT, year, highest + 1);
}
