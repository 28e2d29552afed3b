/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_materials.c -- the messages: which language has which text in which
 * state, and what each sheet looks like. */
#include <string.h>

#include "base/lang.h"
#include "check/alert.h"
#include "check/text_check.h"
#include "check/text_matrix.h"
#include "model/text_form.h"
#include "web/built.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/pretest.h"
#include "web/safety.h"
#include "web/standing.h"

void cop_page_materials(CopPage *p);
void cop_tables_materials(CopPage *p, GPtrArray *grids);
void cop_page_message(CopPage *p);

/* What stands on a poster: headline and the one act. */
static const CopMessageForm shown_forms[] = { COP_FORM_POSTER, COP_FORM_SAY, COP_FORM_ACT };

/* The least finished of a message's texts in a language, and how many there are. */
static size_t
texts_in(CopPage *p, const char *message, const char *lang, CopStandingState *least)
{
  size_t n = 0;
  *least = COP_STANDING_DRAFT;
  for (int f = 0; f < COP_FORM_MAX; f++) {
    const CopMessageText *t = cop_model_text_of_message(p->m, message, (CopMessageForm)f, lang);
    if (t == NULL)
      continue;
    CopStandingState state = cop_standing_of_text(p, t).state;
    if (n == 0 || state < *least)
      *least = state;
    n++;
  }
  return n;
}

static const char *
wall_language(CopPage *p)
{
  const char *wanted = cop_request_query(p->rq, "in");
  const CopTexts *all = &p->country->languages;
  for (size_t i = 0; i < all->n; i++)
    if (wanted != NULL && strcmp(all->items[i], wanted) == 0)
      return all->items[i];
  for (size_t i = 0; i < all->n; i++)
    if (strcmp(all->items[i], p->lang) == 0)
      return all->items[i];
  return all->n > 0 ? all->items[0] : "en";
}

/* --- the matrix --- */

static CopGrid *
matrix_grid(CopPage *p)
{
  const CopTexts *langs = &p->country->languages;
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, langs->n + 3);
  size_t n = 0;
  columns[n++] = (CopGridColumn){ "id", N_("No."), COP_CELL_TEXT, 0, 0 };
  columns[n++] = (CopGridColumn){ "message", N_("Message"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  columns[n++] = (CopGridColumn){ "segment", N_("For whom"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT };
  for (size_t i = 0; i < langs->n; i++)
    columns[n++] = (CopGridColumn){ langs->items[i], cop_lang_name(langs->items[i]), COP_CELL_TEXT, 0, 0 };
  CopGrid *g = cop_grid_new(p, "messages", T_("Messages by language"), columns, n);
  g->note = T_("A cell shows the least finished text of the message in that language, and how many of its forms exist. A draft has been seen by no native reviewer.");
  for (size_t i = 0; i < p->m->messages.n; i++) {
    const CopMessage *m = &p->m->messages.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], m->id);
    cop_grid_field(g, &c[1], COP_ENTITY_message, m, "say");
    c[1].link = cop_url_record(p, COP_ENTITY_message, m->id);
    cop_grid_field(g, &c[2], COP_ENTITY_segment, cop_model_segment(p->m, m->segment), "title");
    for (size_t k = 0; k < langs->n; k++) {
      CopStandingState least;
      size_t forms = texts_in(p, m->id, langs->items[k], &least);
      CopGridCell *cell = &c[3 + k];
      cop_grid_text(cell, forms == 0 ? T_("none") : cop_standing_word(p, least));
      cell->chip = forms == 0 ? COP_CHIP_OPEN : cop_standing_chip(least);
      if (forms > 0)
        cell->shown = cop_arena_printf(p->a, "%s (%s)", cell->value.text, cop_say_int(p, (int64_t)forms));
    }
  }
  return g;
}

/* One language, form by form. */
static CopGrid *
forms_grid(CopPage *p, const char *lang)
{
  CopTexts one = { 1, &lang };
  CopGate gate = cop_safety_gate(p);
  CopTextMatrix coverage = cop_text_matrix(&gate, one, p->a);
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, COP_FORM_MAX + 1);
  columns[0] = (CopGridColumn){ "message", N_("Message"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  for (int f = 0; f < COP_FORM_MAX; f++)
    columns[f + 1] = (CopGridColumn){ cop_words(COP_WORDS_FORM)->words[f], cop_words(COP_WORDS_FORM)->words[f], COP_CELL_TEXT, 0, 0 };
  CopGrid *g = cop_grid_new(p, "forms", cop_arena_printf(p->a, T_("Forms in %s"), cop_lang_autonym(lang)), columns, COP_FORM_MAX + 1);
  for (size_t i = 0; i < coverage.n_messages; i++) {
    const CopMessage *m = &p->m->messages.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], m->id);
    c[0].link = cop_url_record(p, COP_ENTITY_message, m->id);
    for (int f = 0; f < COP_FORM_MAX; f++) {
      const CopTextMatrixCell *cell = cop_text_matrix_at(&coverage, i, 0, (CopMessageForm)f);
      cop_grid_text(&c[f + 1], cell->there ? cop_standing_word(p, cell->state) : T_("none"));
      c[f + 1].chip = cell->there ? cop_standing_chip(cell->state) : COP_CHIP_OPEN;
    }
  }
  return g;
}

void
cop_tables_materials(CopPage *p, GPtrArray *grids)
{
  if (p->country != NULL && p->m->messages.n > 0)
    g_ptr_array_add(grids, matrix_grid(p));
  if (p->country != NULL && p->m->messages.n > 0)
    g_ptr_array_add(grids, forms_grid(p, wall_language(p)));
}

/* --- the wall --- */

static const char *
with_helpline(CopPage *p, const char *text)
{
  const CopHelpline *line = p->country == NULL ? NULL : cop_model_helpline(p->m, p->country->helpline);
  if (strstr(text, "{HELP}") == NULL)
    return text;
  g_autoptr(GString) s = g_string_new(text);
  g_string_replace(s, "{HELP}", line == NULL ? "…" : line->number, 0);
  return cop_arena_strdup(p->a, s->str);
}

/* The sheet in words where no picture of it was built. */
static void
write_words(CopPage *p, const CopMessage *m, const char *lang)
{
  CopHtml *h = p->h;
  const CopMessageText *headline = NULL, *act = cop_model_text_of_message(p->m, m->id, COP_FORM_ACT, lang);
  for (size_t i = 0; headline == NULL && i < 2; i++)
    headline = cop_model_text_of_message(p->m, m->id, shown_forms[i], lang);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "sheet-words"), cop_a(COP_A_LANG, lang), cop_a(COP_A_DIR, cop_lang_rtl(lang) ? "rtl" : "ltr")) {
    if (headline == NULL) {
      COP_TEXT(h, COP_P, T_("Not yet written in this language"), cop_a(COP_A_CLASS, "nothing"), cop_a(COP_A_LANG, p->lang));
      continue;
    }
    COP_TEXT(h, COP_P, with_helpline(p, headline->text), cop_a(COP_A_CLASS, "sheet-headline"));
    if (act != NULL)
      COP_TEXT(h, COP_P, with_helpline(p, act->text), cop_a(COP_A_CLASS, "sheet-act"));
  }
}

static void
write_card(CopPage *p, const CopMessage *m, const char *lang)
{
  CopHtml *h = p->h;
  CopStandingState least;
  size_t forms = texts_in(p, m->id, lang, &least);
  const CopBuiltFile *picture = cop_built_preview(p->s, m->id, lang);
  COP_EL (h, COP_LI, cop_a(COP_A_CLASS, "sheet")) {
    COP_EL (h, COP_A, cop_a(COP_A_CLASS, "sheet-face"), cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_message, m->id))) {
      if (picture != NULL) {
        const char *alt = cop_arena_printf(p->a, T_("Sheet of message %s"), m->id);
        COP_EL (h, COP_IMG, cop_link(COP_A_SRC, cop_url_built(p->a, picture)), cop_a(COP_A_ALT, alt), cop_a(COP_A_LOADING, "lazy"))
          ;
      } else {
        write_words(p, m, lang);
      }
    }
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "sheet-foot")) {
      COP_TEXT(h, COP_SPAN, m->id, cop_a(COP_A_CLASS, "code"));
      cop_html_text(h, " ");
      if (forms > 0)
        cop_part_chip(p, cop_standing_chip(least), cop_standing_word(p, least));
      if (m->invites_disclosure && !cop_safety_of_message(p, m).ready)
        cop_part_chip(p, COP_CHIP_WARN, T_("held back"));
    }
  }
}

static void
write_language_choice(CopPage *p, const char *chosen)
{
  CopHtml *h = p->h;
  const CopTexts *langs = &p->country->languages;
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "tabs"), cop_a(COP_A_ARIA_LABEL, T_("Language of the sheets")))
    COP_EL (h, COP_UL)
      for (size_t i = 0; i < langs->n; i++) {
        const char *lang = langs->items[i];
        CopUrl url = cop_url_query(p->a, cop_url_path(p->a, "materials", NULL), (const char *[]){ "in", lang, NULL });
        COP_EL (h, COP_LI)
          COP_TEXT(h, COP_A, cop_lang_autonym(lang), cop_a(COP_A_LANG, lang), cop_link(COP_A_HREF, url),
                   cop_a(COP_A_ARIA_CURRENT, strcmp(lang, chosen) == 0 ? "true" : NULL));
      }
}

static void
write_wall(CopPage *p, const char *lang)
{
  CopHtml *h = p->h;
  write_language_choice(p, lang);
  const char *segment = NULL;
  for (size_t i = 0; i < p->m->messages.n;) {
    segment = p->m->messages.items[i].segment;
    COP_EL (h, COP_H3, cop_a(COP_A_CLASS, "wall-group"))
      cop_part_field(p, COP_ENTITY_segment, cop_model_segment(p->m, segment), "title");
    COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "wall"))
      for (; i < p->m->messages.n && strcmp(p->m->messages.items[i].segment, segment) == 0; i++)
        write_card(p, &p->m->messages.items[i], lang);
  }
}

static void
write_safety(CopPage *p)
{
  size_t held = 0;
  CopSafety first = { 0 };
  for (size_t i = 0; i < p->m->messages.n; i++) {
    CopSafety s = cop_safety_of_message(p, &p->m->messages.items[i]);
    if (!s.ready && held++ == 0)
      first = s;
  }
  if (held == 0)
    return;
  cop_part_notice(p, COP_NOTICE_WARN,
                  cop_arena_printf(p->a, cop_ntr(p->words, "%s message is held back by the safety rule", "%s messages are held back by the safety rule", held), cop_say_int(p, (int64_t)held)),
                  cop_arena_printf(p->a, "%s %s", T_("What may lead a child to tell is released only when a helpline and a referral path are recorded as working."), cop_safety_text(p, &first)));
}

void
cop_page_materials(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Materials"),
                                   .nav = "/materials",
                                   .action = p->m->messages.n == 0 ? NULL : T_("Messages, languages, forms"),
                                   .action_url = cop_url_path(p->a, "materials", "matrix", NULL),
                                   .lead = T_("One message source for every sheet, language and channel. Drafts carry their mark until a native reviewer has approved them.") });
  if (p->m->messages.n == 0 || p->country == NULL) {
    cop_part_empty(p, T_("No messages yet"), T_("Messages come with the catalogue; the country's record says in which languages they are made."), NULL, (CopUrl){ 0 });
    return;
  }
  write_safety(p);
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_A, T_("Alerts: one message into every channel within the hour"), cop_link(COP_A_HREF, cop_url_path(p->a, "materials", "alerts", NULL)));
  COP_SECTION_OF(p, "wall", T_("Sheets"), NULL)
    write_wall(p, wall_language(p));
  COP_SECTION_OF(p, "matrix", T_("What exists in which language"), NULL)
    cop_part_grid(matrix_grid(p));
  COP_SECTION_OF(p, "forms", cop_arena_printf(p->a, T_("Forms in %s"), cop_lang_autonym(wall_language(p))), NULL)
    cop_part_grid(forms_grid(p, wall_language(p)));
}

/* --- one message --- */

/* English say and act are the message's own. */
static void
write_change(CopPage *p, const CopMessageText *t)
{
  bool own = cop_model_message_text(p->m, t->id) == NULL;
  const char *back = cop_arena_printf(p->a, "/materials/%s", t->message);
  CopUrl url = own ? cop_url_path(p->a, "edit", "message", t->message, NULL) : cop_url_path(p->a, "edit", "message_text", t->id, NULL);
  if (!cop_page_may(p, COP_RIGHT_EDIT))
    return;
  cop_html_text(p->h, " ");
  COP_TEXT(p->h, COP_A, T_("change"), cop_link(COP_A_HREF, cop_url_query(p->a, url, (const char *[]){ "back", back, NULL })), cop_a(COP_A_CLASS, "change"));
}

static void
write_review(CopPage *p, const CopMessageText *t)
{
  CopReviewUnit u;
  cop_unit_of_text(p->m, p->a, t, &u);
  cop_html_text(p->h, " ");
  COP_TEXT(p->h, COP_A, T_("review"), cop_link(COP_A_HREF, cop_url_review(p, u.id)), cop_a(COP_A_CLASS, "change"),
           cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, "%s: %s", T_("review"), u.id)));
}

/* Each line of a dialogue or question on its own; other forms are one paragraph. */
static void
write_form_text(CopPage *p, const CopMessageText *t, CopMessageForm form)
{
  CopHtml *h = p->h;
  CopTextDialogue talk = { 0 };
  CopTextQuiz quiz = { 0 };
  const char *text = with_helpline(p, t->text);
  COP_EL (h, COP_DIV, cop_a(COP_A_LANG, t->lang), cop_a(COP_A_DIR, cop_lang_rtl(t->lang) ? "rtl" : "ltr"), cop_a(COP_A_CLASS, "form-text")) {
    if (form == COP_FORM_DIALOGUE && cop_text_dialogue(p->a, text, &talk) == NULL) {
      for (size_t i = 0; i < talk.n; i++)
        COP_EL (h, COP_P) {
          COP_TEXT(h, COP_STRONG, talk.turns[i].speaker);
          cop_html_textf(h, ": %s", talk.turns[i].words);
        }
    } else if (form == COP_FORM_QUIZ && cop_text_quiz(p->a, text, &quiz) == NULL) {
      COP_TEXT(h, COP_P, quiz.stem);
      for (unsigned i = 0; i < COP_TEXT_CHOICES; i++)
        COP_EL (h, COP_P) {
          cop_html_textf(h, "%c) ", 'a' + (int)i);
          COP_TEXT(h, i == quiz.best ? COP_STRONG : COP_SPAN, quiz.choice[i]);
          cop_html_textf(h, " – %s", quiz.answer[i]);
        }
    } else {
      COP_TEXT(h, COP_P, text);
    }
  }
}

/* What a machine finds in the text, beside it: reason, remedy, trust. */
static void
write_findings(CopPage *p, CopTextChecker *checker, const CopMessageText *t)
{
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  cop_text_check(checker, t, p->a, found);
  if (found->len == 0)
    return;
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_LANG, "en"))
    for (guint i = 0; i < found->len; i++) {
      const CopTextFinding *f = &g_array_index(found, CopTextFinding, i);
      COP_EL (h, COP_LI)
        cop_html_textf(h, "%s (%s): %s%s%s", cop_severity_name(f->diag.severity), cop_sureness_name(f->sureness), f->diag.message,
                       f->diag.remedy == NULL ? "" : "; ", f->diag.remedy == NULL ? "" : f->diag.remedy);
    }
}

/* What readers made of it, or who waived asking them. */
static void
write_pretest(CopPage *p, const CopMessageText *t)
{
  CopGate gate = cop_safety_gate(p);
  CopReviewUnit u;
  cop_unit_of_text(p->m, p->a, t, &u);
  const char *line = cop_say_pretest(p, &gate, &u);
  if (line != NULL)
    COP_TEXT(p->h, COP_P, line, cop_a(COP_A_CLASS, "hint"));
}

static void
write_forms(CopPage *p, CopTextChecker *checker, const CopMessage *m, const char *lang)
{
  CopHtml *h = p->h;
  CopStandingState least;
  if (texts_in(p, m->id, lang, &least) == 0)
    return;
  COP_EL (h, COP_SECTION, cop_a(COP_A_CLASS, "forms"), cop_a(COP_A_ID, lang)) {
    COP_EL (h, COP_H3) {
      COP_TEXT(h, COP_SPAN, cop_lang_autonym(lang), cop_a(COP_A_LANG, lang));
      if (strcmp(cop_lang_name(lang), cop_lang_autonym(lang)) != 0)
        cop_html_textf(h, " – %s", cop_lang_name(lang));
    }
    COP_EL (h, COP_DL)
      for (int f = 0; f < COP_FORM_MAX; f++) {
        const CopMessageText *t = cop_model_text_of_message(p->m, m->id, (CopMessageForm)f, lang);
        if (t == NULL)
          continue;
        CopStanding standing = cop_standing_of_text(p, t);
        const char *waits = cop_standing_waits(p, cop_is_alert(m->id) ? COP_UNIT_ALERT : COP_UNIT_TEXT, &standing);
        COP_EL (h, COP_DT) {
          cop_html_textf(h, "%s ", cop_say_word(p, COP_WORDS_FORM, f));
          cop_part_chip(p, cop_standing_chip(standing.state), cop_standing_word(p, standing.state));
          write_change(p, t);
          write_review(p, t);
        }
        COP_EL (h, COP_DD) {
          write_form_text(p, t, (CopMessageForm)f);
          write_findings(p, checker, t);
          if (waits != NULL)
            COP_TEXT(h, COP_P, waits, cop_a(COP_A_CLASS, "hint"));
          write_pretest(p, t);
          if (t->note != NULL)
            COP_TEXT(h, COP_P, t->note, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_LANG, "en"));
        }
      }
  }
}

static void
write_message_facts(CopPage *p, const CopMessage *m)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    COP_TEXT(h, COP_DT, T_("For whom"));
    COP_EL (h, COP_DD)
      cop_part_record(p, COP_ENTITY_segment, cop_model_segment(p->m, m->segment));
    if (m->cells.n > 0) {
      COP_TEXT(h, COP_DT, T_("Risks it answers"));
      COP_EL (h, COP_DD)
        for (size_t i = 0; i < m->cells.n; i++) {
          cop_html_text(h, i > 0 ? ", " : "");
          cop_part_record(p, COP_ENTITY_risk_cell, cop_model_risk_cell(p->m, m->cells.items[i]));
        }
    }
    if (m->do_not.n > 0) {
      COP_TEXT(h, COP_DT, T_("No version of it may"));
      for (size_t i = 0; i < m->do_not.n; i++)
        COP_TEXT(h, COP_DD, m->do_not.items[i], cop_a(COP_A_LANG, "en"));
    }
    if (m->image != NULL) {
      COP_TEXT(h, COP_DT, T_("Picture"));
      COP_TEXT(h, COP_DD, m->image, cop_a(COP_A_LANG, "en"));
    }
    if (m->review_by != NULL) {
      COP_TEXT(h, COP_DT, T_("Looked at again by"));
      COP_TEXT(h, COP_DD, cop_say_date(p, m->review_by));
    }
  }
}

static void
write_release(CopPage *p, const CopMessage *m)
{
  CopSafety s = cop_safety_of_message(p, m);
  if (cop_is_alert(m->id)) {
    g_autoptr(GString) left = g_string_new(NULL);
    for (const char *const *k = cop_alert_skipped(); *k != NULL; k++)
      g_string_append_printf(left, "%s%s", left->len == 0 ? "" : ", ", T_(*k));
    cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, T_("Urgent alert, until %s"), m->review_by == NULL ? "–" : cop_say_date(p, m->review_by)),
                    cop_arena_printf(p->a, T_("Two people let it out: its author, and an approver who did not write it. Left out, and printed on every sheet: %s."), left->str));
  }
  if (!m->invites_disclosure)
    return;
  if (s.ready)
    cop_part_notice(p, COP_NOTICE_DONE, T_("It may lead a child to tell"), T_("Helpline and referral path are recorded as working."));
  else
    cop_part_notice(p, COP_NOTICE_WARN, T_("Held back: it may lead a child to tell"), cop_safety_text(p, &s));
}

void
cop_page_message(CopPage *p)
{
  const CopMessage *m = cop_model_message(p->m, p->args[0]);
  if (m == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang, *act_lang;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = with_helpline(p, cop_field_text(p, COP_ENTITY_message, m, "say", &lang)),
                                                               .lang = lang,
                                                               .lead = with_helpline(p, cop_field_text(p, COP_ENTITY_message, m, "act", &act_lang)),
                                                               .over = m->id,
                                                               .nav = "/materials",
                                                               .parent = T_("Materials"),
                                                               .parent_url = cop_url_path(p->a, "materials", NULL) });
  write_release(p, m);
  write_message_facts(p, m);
  cop_part_source(p, m->mark, m->source, m->locator, m->note);
  COP_SECTION_OF(p, "files", T_("Sheets and files"), NULL)
    cop_part_built(p, "message", m->id);
  COP_SECTION_OF(p, "texts", T_("In every language"), NULL) {
    const CopTexts *langs = p->country == NULL ? NULL : &p->country->languages;
    g_autoptr(CopTextChecker) checker = cop_text_checker_new(p->m, p->s->facts->spelling, p->today);
    for (size_t i = 0; langs != NULL && i < langs->n; i++)
      write_forms(p, checker, m, langs->items[i]);
  }
}
