/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "check/text_matrix.h"
#include "cmd/review.h"

/* One letter a cell; a hole is a dot. */
static char
letter(const CopTextMatrixCell *cell)
{
  static const char letters[COP_STANDING_MAX] = { [COP_STANDING_DRAFT] = 'd', [COP_STANDING_SUBMITTED] = 's', [COP_STANDING_RETURNED] = 'r',
                                                  [COP_STANDING_REVIEWED] = 'v', [COP_STANDING_PASSED] = 'P' };
  return cell->there ? letters[cell->state] : '.';
}

static void
print_forms(const CopGate *g, const CopTextMatrix *c, size_t lang)
{
  const CopWords *forms = cop_words(COP_WORDS_FORM);
  printf("%s\n%-14s", c->langs.items[lang], "");
  for (int f = 0; f < forms->n; f++)
    printf(" %-8s", forms->words[f]);
  putchar('\n');
  for (size_t i = 0; i < c->n_messages; i++) {
    printf("%-14s", g->model->messages.items[i].id);
    for (int f = 0; f < forms->n; f++)
      printf(" %-8c", letter(cop_text_matrix_at(c, i, lang, (CopMessageForm)f)));
    putchar('\n');
  }
}

static void
print_languages(const CopGate *g, const CopTextMatrix *c)
{
  printf("%-14s", "");
  for (size_t l = 0; l < c->langs.n; l++)
    printf(" %-7s", c->langs.items[l]);
  putchar('\n');
  for (size_t i = 0; i < c->n_messages; i++) {
    printf("%-14s", g->model->messages.items[i].id);
    for (size_t l = 0; l < c->langs.n; l++) {
      size_t there = 0;
      for (int f = 0; f < COP_FORM_MAX; f++)
        there += cop_text_matrix_at(c, i, l, (CopMessageForm)f)->there;
      g_autofree char *text = there == 0 ? g_strdup(".") : g_strdup_printf("%zu/%d", there, COP_FORM_MAX);
      printf(" %-7s", text);
    }
    putchar('\n');
  }
}

/* Where a language stands in the coverage of households; nothing is guessed. */
static void
print_households(const CopTextMatrixSum *s, int64_t all, bool counted)
{
  if (!s->home)
    printf("; not a home language here");
  else if (s->households < 0 || all <= 0)
    printf("; households not counted");
  else
    printf("; at home in %.1f %% of %s", 100.0 * (double)s->households / (double)all, counted ? "the households of known language" : "all households");
}

static void
print_summary(const CopGate *g, const CopTextMatrix *c)
{
  bool counted;
  int64_t all = cop_text_households(g->model, &counted);
  for (size_t l = 0; l < c->langs.n; l++) {
    CopTextMatrixSum s = cop_text_matrix_sum(g, c, l);
    printf("%-8s %4zu of %zu texts, %zu of them draft, %zu passed; %zu of %zu messages in every form", c->langs.items[l], s.there, s.texts,
           s.of[COP_STANDING_DRAFT], s.of[COP_STANDING_PASSED], s.complete, c->n_messages);
    print_households(&s, all, counted);
    putchar('\n');
  }
}

static void
print_json(const CopGate *g, const CopTextMatrix *c)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < c->n_messages; i++)
    for (size_t l = 0; l < c->langs.n; l++)
      for (int f = 0; f < COP_FORM_MAX; f++) {
        const CopTextMatrixCell *cell = cop_text_matrix_at(c, i, l, (CopMessageForm)f);
        cop_json_object(j);
        cop_json_key_text(j, "message", g->model->messages.items[i].id);
        cop_json_key_text(j, "language", c->langs.items[l]);
        cop_json_key_text(j, "form", cop_words(COP_WORDS_FORM)->words[f]);
        cop_json_key_text(j, "state", cell->there ? cop_standing_name(cell->state) : NULL);
        cop_json_end(j);
      }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

CopExit
cop_review_matrix(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *lang = NULL;
  const GOptionEntry entries[] = { { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "this language form by form", "LANG" }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show which message stands in which language and form.",
                     "A hole is a dot. With --lang: d draft, s in review, r returned, v reviewed, P passed.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || (lang != NULL && !cop_lang_valid(lang)))
    return cop_cmd_failf("review matrix", COP_EXIT_USAGE, "--lang takes a tag like fil");
  CopExit code = cop_review_desk_open(&k, "review matrix", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  const char *one[] = { lang };
  CopTexts langs = lang != NULL ? (CopTexts){ 1, one } : cop_text_languages(k.model, k.a, NULL);
  CopTextMatrix c = cop_text_matrix(&k.gate, langs, k.a);
  if (common.json) {
    print_json(&k.gate, &c);
    return COP_EXIT_OK;
  }
  if (lang != NULL)
    print_forms(&k.gate, &c, 0);
  else
    print_languages(&k.gate, &c);
  print_summary(&k.gate, &c);
  return COP_EXIT_OK;
}
