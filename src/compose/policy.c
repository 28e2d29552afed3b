/* SPDX-License-Identifier: Apache-2.0
 * Policy documents: rules, codes, a procedure, a memorandum, terms of reference,
 * each from its record and clauses, with the provisions each clause rests on. */
#include <string.h>

#include "compose/front.h"
#include "compose/targets.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))

static const char marker[] = N_("Who is bound");

/* {HELP}, {LEAD} and {EMERGENCY} as this country has them. */
static const char *
fill(CopPaper *r, const char *text)
{
  const CopHelpline *h = cop_model_helpline(r->m, r->c->country->helpline);
  const char *emergency = "[ ]";
  for (size_t i = 0; i < r->m->helplines.n; i++)
    if (r->m->helplines.items[i].purpose == COP_HELPLINE_EMERGENCY && !r->m->helplines.items[i].retired)
      emergency = r->m->helplines.items[i].number;
  return cop_phrase_fill(r->a, text, (const char *[]){ "HELP", h == NULL ? "[ ]" : h->number, "LEAD", cop_paper_institution(r, r->c->country->lead), "EMERGENCY", emergency, NULL });
}

/* One paragraph a line; lines that begin with "- " are items of a list. */
static void
add_lines(CopPaper *r, CopNode *s, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(fill(r, text), "\n", -1);
  CopNode *list = NULL;
  for (size_t i = 0; lines[i] != NULL; i++) {
    bool item = g_str_has_prefix(lines[i], "- ");
    if (item && list == NULL)
      list = cop_add_list(r->d, s, false);
    else if (!item)
      list = NULL;
    if (item)
      cop_add_item(r->d, list, lines[i] + 2);
    else if (lines[i][0] != '\0')
      cop_add_para(r->d, s, lines[i]);
  }
}

/* "Rests on: IRR of RA 11930, Section 68." with its source. */
static void
add_basis(CopPaper *r, CopNode *s, const CopPolicyClause *c)
{
  if (c->provisions.n == 0 && c->standards.n == 0)
    return;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_add_styled(r->d, p, COP_NODE_EMPH, T_("Rests on:"));
  for (size_t i = 0; i < c->provisions.n; i++) {
    const CopProvision *v = cop_model_provision(r->m, c->provisions.items[i]);
    const CopLaw *law = v == NULL ? NULL : cop_model_law(r->m, v->law);
    if (law == NULL)
      continue;
    CopNode *span = cop_node_add(r->d, p, COP_NODE_SPAN);
    cop_node_from(r->d, span, "provision", v->id);
    cop_add_textf(r->d, span, "%s%s, %s", i == 0 ? " " : "; ", law->number, v->section);
    cop_paper_cite(r, span, v->source, v->mark);
  }
  for (size_t i = 0; i < c->standards.n; i++) {
    const CopRequirement *q = cop_model_requirement(r->m, c->standards.items[i]);
    if (q != NULL)
      cop_paper_sayf(r, p, "%s%s", i + c->provisions.n == 0 ? "" : "; ", cop_paper_clause(r, q));
  }
  cop_paper_say(r, p, ".");
}

static void
add_head(CopPaper *r, const CopPolicy *policy)
{
  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_FRONT);
  if (policy->heading != NULL) {
    g_auto(GStrv) lines = g_strsplit(cop_paper_field(r, COP_ENTITY_policy, policy->id, "heading"), "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
      cop_add_para(r->d, block, lines[i]);
  }
  if (!g_str_has_prefix(r->lang, "en"))
    cop_paper_stress(r, cop_add_para(r->d, block, NULL), T_("This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_add_table(r->d, r->d->root, NULL, NULL, columns, 2);
  t->as.table.head_column = true;
  const struct {
    const char *name, *field;
  } rows[] = { { T_(marker), "binds" }, { T_("Purpose"), "purpose" }, { T_("Who may adopt it"), "adopts" } };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    cop_add_row(r->d, t, (const char *[]){ rows[i].name, cop_phrase_sentence(r->a, fill(r, cop_paper_field(r, COP_ENTITY_policy, policy->id, rows[i].field))), NULL });
  cop_node_from(r->d, t, "policy", policy->id);
  cop_paper_say(r, cop_add_para(r->d, r->d->root, NULL), T_("A draft for whoever may adopt it, not legal advice: a lawyer reads it first. Square brackets are filled in by the adopting body. \"Shall\" is a duty, \"should\" is advice."));
}

static CopNode *
section(CopPaper *r, const char *number, const char *title)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, number, title);
  s->as.section.new_page = false;
  return s;
}

static bool
compose_policy(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopPolicy *policy = cop_model_policy(c->model, piece->subject);
  const CopFront front = { .target = cop_arena_printf(a, "policy-%s", policy->id), .title = cop_model_text(c->model, COP_ENTITY_policy, policy->id, "title", piece->lang, NULL) };
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  cop_front_begin(r, c, piece, &front, a, diags);
  add_head(r, policy);
  for (size_t i = 0; i < r->m->policy_clauses.n; i++) {
    const CopPolicyClause *clause = &r->m->policy_clauses.items[i];
    if (strcmp(clause->policy, policy->id) != 0)
      continue;
    CopNode *s = section(r, cop_arena_printf(r->a, "%d", (int)clause->position), cop_paper_field(r, COP_ENTITY_policy_clause, clause->id, "heading"));
    cop_node_from(r->d, s, "policy_clause", clause->id);
    add_lines(r, s, cop_paper_field(r, COP_ENTITY_policy_clause, clause->id, "text"));
    add_basis(r, s, clause);
  }
  CopNode *sources = section(r, NULL, T_("Sources"));
  cop_paper_sources(r, sources);
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* "media code" as part of a file name. */
static const char *
stem_of(CopArena *a, const CopPolicy *policy)
{
  char *name = cop_arena_strdup(a, cop_words(COP_WORDS_POLICY)->words[policy->form]);
  return g_strdelimit(name, " ", '-');
}

void
cop_target_policy(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t i = 0; c->country != NULL && i < c->model->policies.n; i++) {
    const CopPolicy *policy = &c->model->policies.items[i];
    for (size_t k = 0; k < c->country->languages.n; k++) {
      CopTextState state;
      const char *lang = c->country->languages.items[k];
      cop_model_text(c->model, COP_ENTITY_policy, policy->id, "title", lang, &state);
      if ((langs != NULL && !g_strv_contains(langs, lang)) || state == COP_TEXT_STATE_UNTRANSLATED || !cop_paper_speaks(c, lang, langs, marker))
        continue;
      cop_products_add(pieces, &(CopProduct){ .target = "policy", .stem = cop_arena_printf(pieces->arena, "policy/%s.%s", stem_of(pieces->arena, policy), lang), .lang = lang,
                                              .audience = cop_words(COP_WORDS_POLICY)->docs[policy->form], .subject = policy->id,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                              .compose = compose_policy });
    }
  }
}
