/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/synthetic.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/period.h"
#include "plan/random.h"

enum { ARRIVALS = 18, MONTHS = 12, QUARTERS = 4, SEXES = 2, BANDS = 4 };

#define HEAD "report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,setting,language,value,supersedes,synthetic\r\n"

/* Shares of reports, in ten thousands: guesses of what field data holds, to try
 * an intake with, not findings about any country. */
enum { SESSIONS = 7000, MATERIALS = 5000, TRAINING = 1000, LATE = 800, AGAIN = 400, DOUBLED = 30, CORRECTED = 100, CONFLICT = 20, BAD = 60, WRONG_CLOCK = 50 };

typedef struct {
  const CopModel *m;
  const CopSyntheticSize *size;
  CopSyntheticTruth *truth;
  CopPlanRandom random;
  FILE *files[ARRIVALS];
  unsigned community, partner; /* being reported on, and by whom */
  const CopArea *region;
  char area[32];
} Year;

typedef enum { FORM_SESSIONS, FORM_MATERIALS, FORM_TRAINING } Form;

typedef struct {
  Form form;
  char id[33], supersedes[33];
  unsigned partner;
  int month, arrives; /* from 0; arrives is the month it is dated */
  int later;          /* months until it is in a file: a resent one is dated as the first */
  int clock;          /* years its clock is behind */
  const char *setting, *language;
  unsigned n, values[SEXES * BANDS];
  const char *word;   /* in place of the first value; NULL */
  const char *area;   /* in place of the community's; NULL */
  const char *office; /* in place of the partner's; NULL */
} Report;

static bool
chance(Year *y, unsigned of_ten_thousand)
{
  return cop_plan_random_below(&y->random, 10000) < of_ten_thousand;
}

static void
new_id(Year *y, char id[33])
{
  uint64_t a = cop_plan_random_next(&y->random), b = cop_plan_random_next(&y->random);
  g_snprintf(id, 33, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", a, b);
}

/* --- a report as rows --- */

static void
write_report(Year *y, const Report *r)
{
  static const char *const forms[] = { "sessions", "materials", "training" }, *const indicators[] = { "IND-19", "IND-19b", "IND-21" };
  static const char *const sexes[] = { "female", "male" }, *const bands[] = { "COP-U9", "COP-912", "COP-1315", "COP-1618" };
  int arrives = MIN(r->arrives, ARRIVALS - 1), year = y->size->year + arrives / MONTHS - r->clock, month = arrives % MONTHS + 1;
  char office[40];
  g_snprintf(office, sizeof office, "Example partner %04u", r->partner + 1);
  for (unsigned i = 0; i < r->n; i++) {
    char value[24];
    g_snprintf(value, sizeof value, "%u", r->values[i]);
    fprintf(y->files[MIN(arrives + r->later, ARRIVALS - 1)], "%s,%s,%s,%s,%d-%02d,%d-%02d-%02u,%s,%s,%s,%s,%s,%s,%s,true\r\n", r->id, forms[r->form], r->office != NULL ? r->office : office, r->area != NULL ? r->area : y->area,
            y->size->year, r->month + 1, year, month, 20 + r->values[0] % 8, indicators[r->form], r->form == FORM_MATERIALS ? "" : sexes[i % SEXES], r->form == FORM_SESSIONS ? bands[i / SEXES] : "",
            r->setting, r->language, i == 0 && r->word != NULL ? r->word : value, r->supersedes);
  }
  y->truth->rows += r->n;
}

static double
sum_of(const Report *r)
{
  double sum = 0;
  for (unsigned i = 0; i < r->n; i++)
    sum += r->values[i];
  return sum;
}

static void
count_sound(Year *y, const Report *r, double times)
{
  double *const totals[] = { &y->truth->people, &y->truth->copies, &y->truth->trained };
  *totals[r->form] += times * sum_of(r);
}

/* --- what goes wrong --- */

static void
write_bad(Year *y, Report *r)
{
  switch (cop_plan_random_below(&y->random, 3)) {
  case 0:
    r->word = "some";
    break;
  case 1:
    r->area = "SYN-99-99999";
    break;
  default:
    r->office = "0917 555 0100"; /* a number that is given to nobody */
    break;
  }
  write_report(y, r);
  y->truth->bad++;
}

static void
write_sound(Year *y, const Report *r)
{
  write_report(y, r);
  y->truth->reports++;
  count_sound(y, r, 1);
  if (chance(y, AGAIN)) { /* an answer got lost */
    Report again = *r;
    again.later = 1;
    write_report(y, &again);
    y->truth->sent_again++;
  } else if (chance(y, CONFLICT)) { /* a telephone restored from the copy of another */
    Report other = *r;
    other.values[0]++;
    other.arrives++;
    write_report(y, &other);
    y->truth->conflicts++;
  } else if (chance(y, CORRECTED)) {
    Report mended = *r;
    g_strlcpy(mended.supersedes, r->id, sizeof mended.supersedes);
    new_id(y, mended.id);
    mended.values[0] += 1 + cop_plan_random_below(&y->random, 9);
    mended.arrives++;
    write_report(y, &mended);
    y->truth->reports++;
    y->truth->corrected++;
    count_sound(y, r, -1);
    count_sound(y, &mended, 1);
  } else if (chance(y, DOUBLED) && y->size->partners > 1) { /* two partners, one activity */
    Report twin = *r;
    new_id(y, twin.id);
    twin.partner = (r->partner + 1) % y->size->partners;
    write_report(y, &twin);
    y->truth->reports++;
    y->truth->doubled++;
    count_sound(y, &twin, 1);
  }
}

/* --- who reports what --- */

static void
make_report(Year *y, Form form, int quarter)
{
  static const unsigned rows[] = { SEXES * BANDS, 1, SEXES };
  Report r = { .form = form, .partner = y->partner, .setting = "", .language = "", .n = rows[form] };
  new_id(y, r.id);
  r.month = quarter * 3 + (int)cop_plan_random_below(&y->random, 3);
  r.arrives = r.month;
  if (chance(y, LATE)) {
    r.arrives += 1 + (int)cop_plan_random_below(&y->random, 5);
    y->truth->late++;
  }
  if (chance(y, WRONG_CLOCK))
    r.clock = 5;
  if (form == FORM_SESSIONS) {
    r.setting = chance(y, 3500) ? "out-of-school" : "in-school";
    r.n = SEXES * (1 + cop_plan_random_below(&y->random, BANDS));
  }
  if (form != FORM_TRAINING && y->region->languages.n > 0)
    r.language = y->region->languages.items[cop_plan_random_below(&y->random, (uint32_t)y->region->languages.n)];
  for (unsigned i = 0; i < r.n; i++)
    r.values[i] = cop_plan_random_below(&y->random, form == FORM_MATERIALS ? 400 : form == FORM_TRAINING ? 12 : 30);
  if (chance(y, BAD))
    write_bad(y, &r);
  else
    write_sound(y, &r);
}

static void
report_community(Year *y)
{
  y->partner = (unsigned)((uint64_t)y->community * y->size->partners / MAX(y->size->communities, 1u));
  for (int q = 0; q < QUARTERS; q++) {
    if (chance(y, SESSIONS))
      make_report(y, FORM_SESSIONS, q);
    if (chance(y, MATERIALS))
      make_report(y, FORM_MATERIALS, q);
    if (chance(y, TRAINING))
      make_report(y, FORM_TRAINING, q);
  }
}

/* --- the country --- */

static bool
is_region(const CopArea *a)
{
  return a->level == COP_AREA_REGION && a->valid_to == NULL;
}

static int64_t
people_of(const CopModel *m)
{
  int64_t all = 0;
  for (size_t i = 0; i < m->areas.n; i++)
    all += is_region(&m->areas.items[i]) ? MAX(m->areas.items[i].population, 1) : 0;
  return all;
}

static void
write_area(FILE *out, const Year *y)
{
  fprintf(out, "  - {id: \"%s\", name: \"Synthetic community %s\", level: community, parent: \"%s\", position: %u, mark: E, note: \"Does not exist: made by copkit simulate.\"}\n", y->area, y->area + 4,
          y->region->id, 100000 + y->community);
}

/* By people, the rest of the division going to the last region. */
static bool
write_region(Year *y, const char *pack, unsigned until, GError **error)
{
  g_autofree char *name = g_strdup_printf("areas-%.2s.yaml", y->region->id), *path = g_build_filename(pack, name, NULL);
  FILE *out = g_fopen(path, "w");
  if (out == NULL) {
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "'%s': %s", path, g_strerror(errno));
    return false;
  }
  fputs("# SPDX-License-Identifier: CC0-1.0\n# Communities that do not exist.\nareas:\n", out);
  for (; y->community < until; y->community++) {
    g_snprintf(y->area, sizeof y->area, "SYN-%.2s-%05u", y->region->id, y->community + 1);
    write_area(out, y);
    report_community(y);
  }
  return fclose(out) == 0 || (g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "'%s' could not be written", path), false);
}

static bool
write_country(Year *y, const char *pack, GError **error)
{
  int64_t all = people_of(y->m), before = 0;
  bool ok = true;
  for (size_t i = 0; ok && i < y->m->areas.n; i++) {
    y->region = &y->m->areas.items[i];
    if (!is_region(y->region))
      continue;
    before += MAX(y->region->population, 1);
    unsigned until = (unsigned)((double)before / (double)all * y->size->communities + 0.5);
    if (until > y->community)
      ok = write_region(y, pack, until, error);
  }
  return ok;
}

/* --- the folder --- */

static bool
write_text(const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return cop_file_write(path, text, strlen(text), error);
}

static bool
open_files(Year *y, const char *folder, GError **error)
{
  for (int i = 0; i < ARRIVALS; i++) {
    g_autofree char *name = g_strdup_printf("reports-%d-%02d.csv", y->size->year + i / MONTHS, i % MONTHS + 1), *path = g_build_filename(folder, name, NULL);
    y->files[i] = g_fopen(path, "w");
    if (y->files[i] == NULL) {
      g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "'%s': %s", path, g_strerror(errno));
      return false;
    }
    fputs(HEAD, y->files[i]);
  }
  return true;
}

static bool
close_files(Year *y, GError **error)
{
  bool ok = true;
  for (int i = 0; i < ARRIVALS; i++)
    ok &= y->files[i] == NULL || fclose(y->files[i]) == 0;
  if (!ok && (error == NULL || *error == NULL))
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "the reports could not be written; is the disk full?");
  return ok;
}

static bool
write_truth(const Year *y, const char *folder, GError **error)
{
  const CopSyntheticTruth *t = y->truth;
  const struct {
    const char *key;
    uint64_t n;
  } counts[] = { { "rows", t->rows }, { "reports", t->reports }, { "sent_again", t->sent_again }, { "conflicts", t->conflicts }, { "bad", t->bad },
                 { "corrected", t->corrected }, { "doubled", t->doubled }, { "late", t->late }, { "communities", y->community }, { "partners", y->size->partners } };
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_bool(j, "synthetic", true);
  cop_json_key_int(j, "seed", (int64_t)y->size->seed);
  cop_json_key_int(j, "year", y->size->year);
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
    cop_json_key_int(j, counts[i].key, (int64_t)counts[i].n);
  cop_json_key_object(j, "sums");
  cop_json_key_real(j, "IND-19", t->people);
  cop_json_key_real(j, "IND-19b", t->copies);
  cop_json_key_real(j, "IND-21", t->trained);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  return write_text(folder, "truth.json", text, error);
}

bool
cop_synthetic_write(const CopModel *m, const CopSyntheticSize *size, const char *folder, CopSyntheticTruth *truth, GError **error)
{
  *truth = (CopSyntheticTruth){ 0 };
  Year y = { .m = m, .size = size, .truth = truth };
  cop_plan_random_init(&y.random, size->seed, 0);
  g_autofree char *pack = g_build_filename(folder, "pack", NULL);
  if (g_mkdir(folder, 0777) != 0 || g_mkdir(pack, 0777) != 0) {
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "'%s': %s", folder, g_strerror(errno));
    return false;
  }
  bool ok = write_text(pack, "pack.yaml", "id: synthetic-communities\nversion: \"1\"\ntitle: Communities that do not exist, to try a desk with\nlicence: CC0-1.0\n", error) &&
            write_text(folder, "README.md",
                       "# Synthetic: not real reports\n\nMade by `copkit simulate`. No community in it exists, no office sent anything,\nno session was held. Every row says `synthetic`. Do not quote a number.\n", error) &&
            open_files(&y, folder, error) && write_country(&y, pack, error);
  ok = close_files(&y, ok ? error : NULL) && ok;
  return ok && write_truth(&y, folder, error);
}
