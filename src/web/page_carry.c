/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_carry.c -- what answers to other frameworks would give this one
 * through mappings: first the preview with an honest count, then, when a person
 * says so, the answers. And what changed since the version before. */
#include <string.h>

#include "model/record.h"
#include "plan/carry.h"
#include "plan/reopen.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/write.h"

void cop_page_carry(CopPage *p);
void cop_tables_carry(CopPage *p, GPtrArray *grids);
void cop_page_carry_save(CopPage *p);
void cop_page_changes(CopPage *p);
void cop_tables_changes(CopPage *p, GPtrArray *grids);

/* --- carrying over --- */

static const CopFramework *
checklist_of(CopPage *p)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]);
  return f != NULL && f->scale == COP_SCALE_CHECKLIST ? f : NULL;
}

/* "CRC-34: met (2026), asks the same or more, strength 8, over 2 links" */
static const char *
origin_text(CopPage *p, const CopCarry *c)
{
  const CopRequirement *from = c->from == NULL ? NULL : cop_model_requirement(p->m, c->from->requirement);
  if (from == NULL)
    return NULL;
  return cop_arena_printf(p->a, "%s: %s (%d), %s%s%s", from->code, cop_words(COP_WORDS_ANSWER)->words[c->from->status], (int)c->from->year, cop_words(COP_WORDS_RELATION)->words[c->relation],
                          c->strength == 0 ? "" : cop_arena_printf(p->a, ", strength %d of 10", (int)c->strength), c->n_links < 2 ? "" : cop_arena_printf(p->a, ", over %zu mappings", c->n_links));
}

static CopGrid *
carry_grid(CopPage *p, const CopFramework *f, const CopCarryPreview *preview)
{
  static const CopGridColumn columns[] = { { "code", N_("Code"), COP_CELL_TEXT, 0, 0 },
                                           { "gist", N_("What it asks"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "now", N_("Now"), COP_CELL_TEXT, 0, 0 },
                                           { "would", N_("Would become"), COP_CELL_TEXT, 0, 0 },
                                           { "from", N_("From"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "carry", f->title, columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < preview->n; i++) {
    const CopCarry *x = &preview->items[i];
    CopAnswerStatus now = x->now == NULL ? COP_ANSWER_UNKNOWN : x->now->status;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], x->requirement->code);
    c[0].link = cop_url_record(p, COP_ENTITY_requirement, x->requirement->id);
    cop_grid_field(g, &c[1], COP_ENTITY_requirement, x->requirement, "gist");
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_ANSWER, (int)now));
    c[2].chip = cop_chip_answer(now);
    if (x->writes) {
      cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_ANSWER, (int)x->would));
      c[3].chip = cop_chip_answer(x->would);
    } else {
      cop_grid_text(&c[3], now != COP_ANSWER_UNKNOWN ? T_("stays") : T_("nothing carries"));
    }
    cop_grid_text(&c[4], origin_text(p, x));
    c[4].lang = "en";
  }
  return g;
}

void
cop_tables_carry(CopPage *p, GPtrArray *grids)
{
  const CopFramework *f = checklist_of(p);
  if (f == NULL)
    return;
  CopCarryPreview preview = cop_carry_preview(p->m, f, p->a);
  g_ptr_array_add(grids, carry_grid(p, f, &preview));
}

static size_t
writes_of(const CopCarryPreview *preview)
{
  return preview->in_full + preview->in_part + preview->not_met;
}

static void
write_apply(CopPage *p, const CopFramework *f, size_t n)
{
  CopHtml *h = p->h;
  if (n == 0 || !cop_page_may(p, COP_RIGHT_EDIT))
    return;
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "standards", f->id, "carry", NULL))) {
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, "token"), cop_a(COP_A_VALUE, cop_page_token(p)))
      ;
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, "count"), cop_a(COP_A_VALUE, cop_arena_printf(p->a, "%zu", n)))
      ;
    COP_TEXT(h, COP_BUTTON, cop_arena_printf(p->a, cop_ntr(p->words, "Write %s answer", "Write %s answers", n), cop_say_int(p, (int64_t)n)), cop_a(COP_A_TYPE, "submit"),
             cop_a(COP_A_CLASS, "button"));
  }
}

void
cop_page_carry(CopPage *p)
{
  const CopFramework *f = checklist_of(p);
  if (f == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("What other answers would give"),
                                   .over = cop_field_text(p, COP_ENTITY_framework, f, "title", &lang),
                                   .lead = T_("A preview: nothing is written until you say so. What is answered already is never overwritten; a chain of mappings is as strong as its weakest link."),
                                   .nav = "/standards",
                                   .parent = f->short_title,
                                   .parent_url = cop_url_record(p, COP_ENTITY_framework, f->id) });
  CopCarryPreview preview = cop_carry_preview(p->m, f, p->a);
  const CopShare shares[] = { { COP_CHIP_NEUTRAL, T_("answered already, and left as they are"), preview.answered }, { COP_CHIP_GOOD, T_("would be met"), preview.in_full },
                              { COP_CHIP_PART, T_("would be partly met"), preview.in_part }, { COP_CHIP_BAD, T_("would be not met"), preview.not_met },
                              { COP_CHIP_OPEN, T_("stay open"), preview.nothing } };
  COP_SECTION_OF(p, "count", T_("The count"), NULL) {
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
    write_apply(p, f, writes_of(&preview));
  }
  COP_SECTION_OF(p, "preview", T_("Requirement by requirement"), NULL)
    cop_part_grid(carry_grid(p, f, &preview));
}

/* --- writing them --- */

static CopRecord *
answer_from(CopPage *p, const CopCarry *x)
{
  const char *year = cop_arena_strndup(p->a, p->today, 4);
  CopAssessment *s = cop_record_new(p->a, COP_ENTITY_assessment);
  s->id = cop_arena_printf(p->a, "%s-%s", x->requirement->id, year);
  const struct {
    const char *field, *text;
  } texts[] = { { "requirement", x->requirement->id }, { "basis", cop_arena_printf(p->a, "Carried over by mapping from %s.", origin_text(p, x)) },
                { "note", "Computed from a mapping; confirm it against the requirement itself." } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    cop_record_set_text(COP_ENTITY_assessment, s, cop_entity_field(COP_ENTITY_assessment, texts[i].field), texts[i].text);
  cop_record_set_int(COP_ENTITY_assessment, s, cop_entity_field(COP_ENTITY_assessment, "year"), g_ascii_strtoll(year, NULL, 10));
  cop_record_set_int(COP_ENTITY_assessment, s, cop_entity_field(COP_ENTITY_assessment, "status"), x->would);
  cop_record_set_int(COP_ENTITY_assessment, s, cop_entity_field(COP_ENTITY_assessment, "mark"), COP_MARK_DERIVED);
  return (CopRecord *)s;
}

void
cop_page_carry_save(CopPage *p)
{
  const CopFramework *f = checklist_of(p);
  if (f == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopCarryPreview preview = cop_carry_preview(p->m, f, p->a);
  const char *count = cop_page_form(p, "count");
  if (count == NULL || g_ascii_strtoull(count, NULL, 10) != writes_of(&preview)) {
    cop_page_error(p, 409, T_("The preview has changed"), T_("Somebody changed an answer or a mapping meanwhile. Look at the preview again; nothing was written."));
    return;
  }
  CopRecord **records = cop_new_n(p->a, CopRecord *, preview.n + 1);
  int64_t *seen = cop_new_n(p->a, int64_t, preview.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < preview.n; i++)
    if (preview.items[i].writes) {
      records[n] = answer_from(p, &preview.items[i]);
      /* An answer of this year that says "unknown" is replaced; what it said stays in its history. */
      const CopRecord *held = cop_model_record(p->m, COP_ENTITY_assessment, records[n]->id);
      seen[n++] = held == NULL ? 0 : held->revision;
    }
  g_autoptr(GError) error = NULL;
  if (cop_write_records(p, COP_ENTITY_assessment, records, seen, n, &error) == COP_WRITTEN)
    cop_page_redirect(p, cop_url_path(p->a, "standards", f->id, "assessment", NULL));
  else
    cop_page_error(p, 409, T_("Nothing was written"), cop_say_sentence(p, error->message));
}

/* --- versions --- */

/* The framework this one replaced. */
static const CopFramework *
version_before(const CopModel *m, const CopFramework *f)
{
  for (size_t i = 0; f != NULL && i < m->frameworks.n; i++)
    if (m->frameworks.items[i].superseded_by != NULL && strcmp(m->frameworks.items[i].superseded_by, f->id) == 0)
      return &m->frameworks.items[i];
  return NULL;
}

static CopGrid *
change_grid(CopPage *p, const CopFramework *before, const CopFramework *after)
{
  static const CopGridColumn columns[] = { { "change", N_("Change"), COP_CELL_TEXT, 0, 0 },
                                           { "code", N_("Code"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "before", N_("Before"), COP_CELL_TEXT, 0, 0 },
                                           { "after", N_("Now"), COP_CELL_TEXT, 0, 0 },
                                           { "force_before", N_("Force before"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "force", N_("Force now"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  static const CopChip chips[COP_CHANGE_MAX] = { [COP_CHANGE_SAME] = COP_CHIP_NEUTRAL, [COP_CHANGE_REWORDED] = COP_CHIP_PART, [COP_CHANGE_FORCE] = COP_CHIP_PART,
                                                 [COP_CHANGE_ADDED] = COP_CHIP_GOOD,   [COP_CHANGE_REMOVED] = COP_CHIP_BAD };
  CopGrid *g = cop_grid_new(p, "changes", T_("What changed"), columns, G_N_ELEMENTS(columns));
  const CopChange *log;
  size_t n = cop_change_log(p->m, before, after, p->a, &log);
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], T_(cop_change_name(log[i].kind)));
    c[0].chip = chips[log[i].kind];
    cop_grid_text(&c[1], log[i].after != NULL ? log[i].after->code : log[i].before->code);
    if (log[i].before != NULL) {
      cop_grid_field(g, &c[2], COP_ENTITY_requirement, log[i].before, "gist");
      c[2].link = cop_url_record(p, COP_ENTITY_requirement, log[i].before->id);
      cop_grid_text(&c[4], cop_say_word(p, COP_WORDS_FORCE, (int)log[i].before->force));
    }
    if (log[i].after != NULL) {
      cop_grid_field(g, &c[3], COP_ENTITY_requirement, log[i].after, "gist");
      c[3].link = cop_url_record(p, COP_ENTITY_requirement, log[i].after->id);
      cop_grid_text(&c[5], cop_say_word(p, COP_WORDS_FORCE, (int)log[i].after->force));
    }
  }
  return g;
}

void
cop_tables_changes(CopPage *p, GPtrArray *grids)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]), *before = version_before(p->m, f);
  if (before != NULL)
    g_ptr_array_add(grids, change_grid(p, before, f));
}

void
cop_page_changes(CopPage *p)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]), *before = version_before(p->m, f);
  if (before == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("What changed between versions"),
                                                               .over = cop_field_text(p, COP_ENTITY_framework, f, "title", &lang),
                                                               .lead = cop_arena_printf(p->a, T_("Held against %s. Answers that rest on a changed requirement are to be looked at again."), before->title),
                                                               .nav = "/standards",
                                                               .parent = f->short_title,
                                                               .parent_url = cop_url_record(p, COP_ENTITY_framework, f->id) });
  cop_part_grid(change_grid(p, before, f));
}
