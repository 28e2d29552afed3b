/* SPDX-License-Identifier: Apache-2.0 */
#include "check/alert.h"

#include <string.h>

#include "base/catalogue.h"
#include "base/date.h"
#include "check/text_check.h"

bool
cop_is_alert(const char *message)
{
  return message != NULL && g_str_has_prefix(message, "ALERT-");
}

bool
cop_alert_over(const CopMessage *m, const char *day)
{
  return m->review_by == NULL || cop_date_read(m->review_by).precision != COP_DATE_DAY || cop_date_compare(m->review_by, day) < 0;
}

const char *const *
cop_alert_skipped(void)
{
  static const char *const skipped[] = { N_("child-protection review"), N_("language review"), N_("back-translation"), N_("pretest with readers"), N_("approval of each sheet"), NULL };
  return skipped;
}

bool
cop_alert_signed(const CopGate *g, const CopReviewUnit *u, const CopReview **author, const CopReview **approver)
{
  const GPtrArray *all = cop_reviews_of(g->reviews, u->id);
  *author = *approver = NULL;
  if (u->kind != COP_UNIT_ALERT || cop_gate_standing(g, u).state != COP_STANDING_PASSED)
    return false;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const CopReview *r = g_ptr_array_index(all, i);
    if (!r->held || strcmp(r->digest, u->digest) != 0)
      continue;
    if (r->verdict == COP_VERDICT_SUBMITTED)
      *author = r;
    else if (r->verdict == COP_VERDICT_APPROVED)
      *approver = r;
  }
  return *author != NULL && *approver != NULL;
}

const char *
cop_alert_fault(const CopGate *g, CopArena *a, const CopMessageText *t)
{
  g_autoptr(CopTextChecker) checker = cop_text_checker_new(g->model, NULL, g->today);
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  cop_text_check(checker, t, a, found);
  for (guint i = 0; i < found->len; i++) {
    const CopTextFinding *f = &g_array_index(found, CopTextFinding, i);
    if (f->diag.severity == COP_SEVERITY_ERROR)
      return cop_arena_printf(a, "%s%s%s", f->diag.message, f->diag.remedy == NULL ? "" : "; ", f->diag.remedy == NULL ? "" : f->diag.remedy);
  }
  return NULL;
}

/* --- the living --- */

static bool
is_over(const CopModel *m, const char *message, const char *day)
{
  const CopMessage *x = cop_is_alert(message) ? cop_model_message(m, message) : NULL;
  return x != NULL && cop_alert_over(x, day);
}

const CopModel *
cop_alert_living(const CopModel *m, const char *day, CopArena *a)
{
  size_t over = 0;
  for (size_t i = 0; i < m->messages.n; i++)
    over += is_over(m, m->messages.items[i].id, day);
  if (over == 0)
    return m;
  CopModel *to = cop_new(a, CopModel);
  *to = *m;
  to->messages.items = cop_new_n(a, CopMessage, m->messages.n + 1);
  to->message_texts.items = cop_new_n(a, CopMessageText, m->message_texts.n + 1);
  to->messages.n = to->message_texts.n = 0;
  to->by_id[COP_ENTITY_message] = cop_arena_hash(a);
  to->by_id[COP_ENTITY_message_text] = cop_arena_hash(a);
  to->english = cop_arena_hash(a);
  for (size_t i = 0; i < m->messages.n; i++)
    if (!is_over(m, m->messages.items[i].id, day)) {
      CopMessage *kept = &to->messages.items[to->messages.n++];
      *kept = m->messages.items[i];
      g_hash_table_insert(to->by_id[COP_ENTITY_message], (gpointer)kept->id, kept);
    }
  for (size_t i = 0; i < m->message_texts.n; i++)
    if (!is_over(m, m->message_texts.items[i].message, day)) {
      CopMessageText *kept = &to->message_texts.items[to->message_texts.n++];
      *kept = m->message_texts.items[i];
      g_hash_table_insert(to->by_id[COP_ENTITY_message_text], (gpointer)kept->id, kept);
    }
  GHashTableIter it;
  gpointer id, text;
  g_hash_table_iter_init(&it, m->english);
  while (g_hash_table_iter_next(&it, &id, &text))
    if (!is_over(m, ((const CopMessageText *)text)->message, day))
      g_hash_table_insert(to->english, id, text);
  return to;
}

/* --- wordings --- */

static const CopAlertPattern patterns[] = {
#define PATTERN(name, when, lang, headline, act) { name, when, lang, headline, act },
#include "check/alert_patterns.def"
#undef PATTERN
};

const CopAlertPattern *
cop_alert_patterns(size_t *n)
{
  *n = G_N_ELEMENTS(patterns);
  return patterns;
}

const CopAlertPattern *
cop_alert_pattern(const char *name, const char *lang)
{
  for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++)
    if (strcmp(patterns[i].name, name) == 0 && strcmp(patterns[i].lang, lang) == 0)
      return &patterns[i];
  return NULL;
}

const char *
cop_alert_wording(CopArena *a, CopMessageForm form, const char *headline, const char *act)
{
  const char *number = strstr(act, "{HELP}") == NULL && strstr(headline, "{HELP}") == NULL ? " {HELP}" : "";
  switch ((int)form) {
  case COP_FORM_SAY:
  case COP_FORM_POSTER:
    return headline;
  case COP_FORM_ACT:
    return act;
  case COP_FORM_SMS:
  case COP_FORM_USSD:
  case COP_FORM_IVR:
    return cop_arena_printf(a, "%s %s%s", headline, act, number);
  case COP_FORM_AUDIO_60:
    /* A loudspeaker says it once more: echo and noise swallow the first time. */
    return cop_arena_printf(a, "%s %s%s %s %s {HELP}. {HELP}.", headline, act, number, headline, act);
  default:
    return NULL;
  }
}
