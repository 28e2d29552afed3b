/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "flow/walk.h"

#include "document_css.inc"

/* Tokens of assets/document.css in the light and the dark theme. Whatever a
 * country's palette holds, text in an accent colour keeps the contrast of WCAG
 * 2.2: 7:1 for headings, 4.5:1 for links and labels. */

typedef struct {
  const char *name;
  CopColor color;
} Token;

static const CopColor light_paper = 0xffffffff, light_ink = 0x1b1f2aff;
static const CopColor dark_paper = 0x12151cff, dark_ink = 0xe7eaf0ff;

static CopColor
mix(CopColor a, CopColor b, unsigned percent_of_b)
{
  CopColor out = 0xff;
  for (unsigned shift = 8; shift <= 24; shift += 8)
    out |= ((((a >> shift) & 0xff) * (100 - percent_of_b) + ((b >> shift) & 0xff) * percent_of_b) / 100) << shift;
  return out;
}

/* A background on which the ink keeps 7:1. */
static CopColor
ground_for(CopColor ink, CopColor wanted, CopColor paper)
{
  CopColor c = wanted;
  for (unsigned percent = 0; percent <= 100 && cop_color_contrast(c, ink) < 7; percent += 10)
    c = mix(wanted, paper, percent);
  return c;
}

static void
put_tokens(GString *out, const Token *tokens, size_t n)
{
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(out, " --%s: #%06x;", tokens[i].name, tokens[i].color >> 8);
}

static void
put_theme(GString *out, const CopPalette *p, bool dark)
{
  CopColor paper = dark ? dark_paper : light_paper, ink = dark ? dark_ink : light_ink;
  CopColor tint = ground_for(ink, dark ? mix(dark_paper, p->main, 22) : p->tint, paper);
  CopColor ground = dark ? 0x1a1f29ff : 0xf5f7faff;
  /* accents stand on paper, ground and tint: measure on the one nearest to them */
  CopColor hardest = cop_color_contrast(tint, paper) > cop_color_contrast(ground, paper) ? tint : ground;
  CopColor strip = cop_walk_readable(p->deep, 0xffffffff, 7);
  const Token tokens[] = {
    { "paper", paper },
    { "ink", ink },
    { "soft-ink", cop_walk_readable(dark ? 0xaeb6c4ff : 0x4a5263ff, hardest, 4.5) },
    { "line", dark ? 0x39414fff : 0xd5dae3ff },
    { "ground", ground },
    { "deep", cop_walk_readable(dark ? p->soft : p->deep, hardest, 7) },
    { "main", cop_walk_readable(dark ? p->soft : p->main, hardest, 4.5) },
    { "soft", dark ? cop_walk_readable(p->main, paper, 3) : p->soft },
    { "tint", tint },
    { "strip", strip },
    { "on-strip", 0xffffffff },
    { "mark-band", p->mark },
    { "focus", cop_walk_readable(p->mark, paper, 3) },
  };
  put_tokens(out, tokens, G_N_ELEMENTS(tokens));
}

static void
put_css_text(GString *out, const char *text)
{
  g_string_append_c(out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (strchr("\"\\\n\r<", *p) != NULL)
      g_string_append_printf(out, "\\%06x", (unsigned)*p);
    else
      g_string_append_c(out, *p);
  g_string_append_c(out, '"');
}

/* On paper the marks stand in the margin of every page, at its outer corner. */
static void
put_page_marks(GString *out, const CopDocMeta *m)
{
  if (m->draft == NULL && m->example == NULL)
    return;
  g_string_append_printf(out, "@media print { @page { @top-%s { content:", cop_lang_rtl(m->lang) ? "left" : "right");
  if (m->draft != NULL) {
    g_string_append_c(out, ' ');
    put_css_text(out, m->draft);
  }
  if (m->draft != NULL && m->example != NULL)
    g_string_append(out, " \" • \"");
  if (m->example != NULL) {
    g_string_append_c(out, ' ');
    put_css_text(out, m->example);
  }
  g_string_append(out, "; font: 700 9pt sans-serif; white-space: nowrap; } } }\n");
}

char *
cop_flow_html_style(const CopDocMeta *meta)
{
  g_assert(meta->title != NULL && meta->lang != NULL);
  const CopPalette *p = meta->palette.deep == 0 ? &cop_walk_palette : &meta->palette;
  CopPalette grey;
  if (meta->grey) {
    grey = (CopPalette){ cop_color_grey(p->deep), cop_color_grey(p->main), cop_color_grey(p->soft),
                         cop_color_grey(p->tint), cop_color_grey(p->mark) };
    p = &grey;
  }
  GString *out = g_string_new(":root { color-scheme: light dark;");
  put_theme(out, p, false);
  g_string_append(out, " }\n@media (prefers-color-scheme: dark) { :root {");
  put_theme(out, p, true);
  g_string_append(out, " } }\n@media print { :root {");
  put_theme(out, p, false);
  g_string_append(out, " } }\n");
  put_page_marks(out, meta);
  g_string_append(out, document_css);
  return g_string_free(out, FALSE);
}
