/* SPDX-License-Identifier: Apache-2.0
 * The national strategy, in one document. */
#include <string.h>

#include "compose/strategy_priv.h"
#include "compose/targets.h"

/* A language that has this sentence has those of the strategy. */
static const char sentence_of_all[] = N_("Vision, principles and how change happens");

static CopPalette
palette_of(const CopCountry *c)
{
  CopPalette p = { 0 };
  cop_color_parse(c->accent_deep, &p.deep);
  cop_color_parse(c->accent_main, &p.main);
  cop_color_parse(c->accent_soft, &p.soft);
  cop_color_parse(c->accent_tint, &p.tint);
  cop_color_parse(c->accent_mark, &p.mark);
  return p;
}

static bool
compose_strategy(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const char *years = cop_arena_printf(a, "%d–%d", (int)c->plan->first_year, (int)(c->plan->first_year + c->plan->years - 1));
  const char *title = cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", piece->lang, NULL);
  CopDocMeta meta = {
    .title = title,
    .subtitle = strstr(title, years) == NULL ? years : NULL,
    .author = cop_model_institution(c->model, c->country->lead) != NULL ? cop_model_institution(c->model, c->country->lead)->name : c->country->short_name,
    .subject = cop_tr(words, "Child online protection"),
    .lang = piece->lang,
    .date = c->date,
        .identifier = cop_arena_printf(a, "%s.strategy.%s", c->country->id, piece->lang),
    .licence = "CC BY 4.0",
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .running_head = title,
    .style = COP_STYLE_REPORT,
    .sheet = COP_SHEET_DOCUMENT_A4,
    .palette = palette_of(c->country),
  };
  g_auto(CopPaper) r = { 0 };
  cop_paper_init(&r, c, a, &meta, diags);
  r.d->meta.edition = cop_arena_printf(a, cop_tr(words, "Edition of %s"), cop_paper_date(&r, c->date));
  cop_strategy_front(&r);
  cop_strategy_summary(&r);
  cop_strategy_mandate(&r);
  cop_strategy_situation(&r);
  cop_strategy_law(&r);
  cop_strategy_existing(&r);
  cop_strategy_vision(&r);
  cop_strategy_objectives(&r);
  cop_strategy_left_out(&r);
  cop_strategy_governance(&r);
  cop_strategy_costs(&r);
  cop_strategy_monitoring(&r);
  cop_strategy_risks(&r);
  cop_strategy_languages(&r);
  cop_strategy_review(&r);
  cop_strategy_annexes(&r);
  cop_paper_finish(&r);
  out->doc = r.d;
  return true;
}

void
cop_target_strategy(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->plan == NULL || c->result == NULL)
    return;
  cop_strategy_short(c, pieces, langs);
  for (size_t k = 0; k < c->country->languages.n; k++) {
    const char *lang = c->country->languages.items[k];
    if ((langs != NULL && !g_strv_contains(langs, lang)) || !cop_paper_speaks(c, lang, langs, sentence_of_all))
      continue;
    cop_products_add(pieces, &(CopProduct){ .target = "strategy", .stem = cop_arena_printf(pieces->arena, "strategy/strategy.%s", lang), .lang = lang, .audience = "government",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                            .compose = compose_strategy });
  }
}
