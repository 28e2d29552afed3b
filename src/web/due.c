/* SPDX-License-Identifier: Apache-2.0 */
#include "web/due.h"

#include <stdlib.h>

#include "base/date.h"
#include "web/discuss.h"
#include "web/part.h"

static const char *
iso(CopPage *p, int64_t day)
{
  CopDate d = cop_date_of_day(day);
  return cop_arena_printf(p->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

const char *
cop_due_next(CopPage *p, const CopDuty *d)
{
  CopDate today = cop_date_read(p->today);
  const char *best = NULL;
  for (size_t i = 0; i < d->due.n; i++)
    for (int year = today.year; year <= today.year + 1; year++) {
      const char *date = cop_arena_printf(p->a, "%04d-%s", year, d->due.items[i]);
      if (cop_date_valid(date) && cop_date_compare(date, p->today) >= 0 && (best == NULL || cop_date_compare(date, best) < 0))
        best = date;
    }
  return best;
}

static void
add(CopPage *p, GArray *all, int64_t days, const char *date, const char *what, const char *lang, CopUrl url)
{
  CopDate d = cop_date_read(date);
  if (d.precision == COP_DATE_INVALID)
    return;
  int64_t day = cop_date_last_day(d), today = cop_date_first_day(cop_date_read(p->today));
  if (day < today || day > today + days)
    return;
  CopDue due = { .day = day, .date = date, .what = what, .lang = lang, .url = url };
  g_array_append_val(all, due);
}

static gint
by_day(gconstpointer a, gconstpointer b)
{
  const CopDue *x = a, *y = b;
  return (x->day > y->day) - (x->day < y->day);
}

static void
add_meetings(CopPage *p, GArray *all, int64_t days)
{
  for (size_t i = 0; i < p->m->meetings.n; i++) {
    const CopMeeting *m = &p->m->meetings.items[i];
    CopDate held = cop_date_read(m->held_on);
    if (held.precision != COP_DATE_DAY)
      continue;
    const char *papers = iso(p, cop_date_first_day(held) - m->notice_days);
    add(p, all, days, papers, cop_arena_printf(p->a, T_("Papers for %s on %s"), m->group, cop_say_date(p, m->held_on)), NULL,
        cop_url_record(p, COP_ENTITY_meeting, m->id));
  }
}

static void
add_reviews(CopPage *p, GArray *all, int64_t days)
{
  for (size_t i = 0; i < p->m->plans.n; i++) {
    const CopPlan *plan = &p->m->plans.items[i];
    if (plan->review_by != NULL)
      add(p, all, days, plan->review_by, T_("Review of the plan"), NULL, cop_url_path(p->a, "plan", NULL));
  }
  for (size_t i = 0; i < p->m->initiatives.n; i++) {
    const CopInitiative *n = &p->m->initiatives.items[i];
    const char *lang;
    if (n->next_entry != NULL)
      add(p, all, days, n->next_entry,
          cop_arena_printf(p->a, T_("Text or budget can be entered: %s"), cop_field_text(p, COP_ENTITY_initiative, n, n->short_title != NULL ? "short_title" : "title", &lang)),
          NULL, cop_url_record(p, COP_ENTITY_initiative, n->id));
  }
}

/* Messages share their review dates: one line for each date. */
static void
add_messages(CopPage *p, GArray *all, int64_t days)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < p->m->messages.n; i++) {
    const char *date = p->m->messages.items[i].review_by;
    if (date == NULL || !g_hash_table_add(seen, (gpointer)date))
      continue;
    add(p, all, days, date, T_("Messages to be looked at again"), NULL, cop_url_path(p->a, "materials", NULL));
  }
}

static void
add_questions(CopPage *p, GArray *all, int64_t days)
{
  const CopRemark *open;
  size_t n = cop_discuss_open(p, &open);
  for (size_t i = 0; i < n; i++)
    if (open[i].due != NULL) {
      const char *lang;
      const CopInstitution *to = cop_model_institution(p->m, open[i].to);
      const char *name = to == NULL ? open[i].to : cop_field_text(p, COP_ENTITY_institution, to, "name", &lang);
      add(p, all, days, open[i].due, cop_arena_printf(p->a, T_("Answer of %s is due"), name), NULL, cop_url_path(p->a, "mine", NULL));
    }
}

size_t
cop_due_list(CopPage *p, int64_t days, const CopDue **out)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopDue));
  for (size_t i = 0; i < p->m->duties.n; i++) {
    const CopDuty *d = &p->m->duties.items[i];
    const char *lang, *date = cop_due_next(p, d);
    if (date == NULL)
      continue;
    const char *what = cop_field_text(p, COP_ENTITY_duty, d, "title", &lang);
    add(p, all, days, date, what, lang, cop_url_record(p, COP_ENTITY_duty, d->id));
  }
  add_meetings(p, all, days);
  add_reviews(p, all, days);
  add_messages(p, all, days);
  add_questions(p, all, days);
  g_array_sort(all, by_day);
  CopDue *copy = cop_new_n(p->a, CopDue, all->len);
  for (guint i = 0; i < all->len; i++)
    copy[i] = g_array_index(all, CopDue, i);
  *out = copy;
  return all->len;
}
