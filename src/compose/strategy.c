/* SPDX-License-Identifier: Apache-2.0
 * The national strategy, in one document. */
#include <string.h>

#include "compose/strategy_priv.h"
#include "compose/targets.h"

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
  CopDocMeta meta = {
    .title = c->plan->title,
    .subtitle = strstr(c->plan->title, years) == NULL ? years : NULL,
    .author = cop_model_institution(c->model, c->country->lead) != NULL ? cop_model_institution(c->model, c->country->lead)->name : c->country->short_name,
    .subject = "Child online protection",
    .lang = piece->lang,
    .date = c->date,
    .edition = cop_arena_printf(a, "Edition of %s", cop_phrase_date(a, c->date)),
    .identifier = cop_arena_printf(a, "%s.strategy.%s", c->country->id, piece->lang),
    .licence = "CC BY 4.0",
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .running_head = c->plan->title,
    .style = COP_STYLE_REPORT,
    .sheet = COP_SHEET_DOCUMENT_A4,
    .palette = palette_of(c->country),
  };
  g_auto(CopPaper) r = { 0 };
  cop_paper_init(&r, c, a, &meta, diags);
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
  /* The sentences of the strategy are English; other languages follow when
   * their patterns are written, never half translated. */
  if (langs != NULL && !g_strv_contains(langs, "en"))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "strategy", .stem = "strategy/strategy.en", .lang = "en", .audience = "government",
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                      .compose = compose_strategy });
}
