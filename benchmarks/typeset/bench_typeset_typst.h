/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_typeset_typst.h -- the documents of the benchmark in the language of
 * Typst, for the peer: the same words, tables, notes and pictures.
 */
#ifndef COP_BENCH_TYPESET_TYPST_H
#define COP_BENCH_TYPESET_TYPST_H

#include <stdio.h>

#include "bench_typeset_content.h"
#include "figure/svg_write.h"

static inline void
typst_string(const char *text)
{
  putchar('"');
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      putchar('\\');
    if (*text == '\n')
      fputs("\\n", stdout);
    else
      putchar(*text);
  }
  putchar('"');
}

static inline void
typst_picture(const CopDrawing *d, const char *alt, const char *width)
{
  g_autoptr(GString) svg = g_string_new(NULL);
  cop_svg_write(svg, d, &(CopSvgWriteOptions){ .file = true, .families = "Noto Sans" });
  fputs("image(bytes(", stdout);
  typst_string(svg->str);
  fputs("), format: \"svg\", alt: ", stdout);
  typst_string(alt);
  printf(", width: %s)", width);
}

static inline const char *
typst_font(const char *lang)
{
  return strcmp(lang, "ar") == 0 ? "Noto Sans Arabic" : strcmp(lang, "hi") == 0 ? "Noto Sans Devanagari"
         : strcmp(lang, "km") == 0 ? "Noto Sans Khmer" : strcmp(lang, "zh") == 0 ? "Noto Sans CJK SC" : "Andika";
}

static inline void
typst_line(const char *text, const char *mark)
{
  fputs("#", stdout);
  g_autofree char *whole = g_strconcat(text, mark, NULL);
  typst_string(whole);
  fputs("\n\n", stdout);
}

/* As cop_sheet_set() lays it out: picture, headline, act, strip, imprint. */
static inline void
typst_poster(const BenchPoster *p)
{
  g_autoptr(CopArena) a = cop_arena_new();
  printf("#set document(title: \"poster\")\n#set page(width: 595.28pt, height: 841.89pt, margin: 40pt)\n"
         "#set text(font: (\"%s\", \"Andika\", \"Noto Sans\"), size: 22pt, lang: \"%s\")\n"
         "#show heading: set text(size: 48pt, fill: rgb(\"#123A6B\"))\n#align(center, ", typst_font(p->lang), p->lang);
  const char *alt = NULL;
  const CopDrawing *scene = bench_scene(&alt);
  typst_picture(scene, alt, "100%");
  fputs(")\n= ", stdout);
  typst_line(p->title, " @@");
  typst_line(p->line, " @@");
  for (unsigned i = 0; i < G_N_ELEMENTS(p->messages); i++) {
    fputs("#text(size: 15pt)[", stdout);
    typst_line(p->messages[i], " @@");
    fputs("]\n\n", stdout);
  }
  fputs("#place(bottom, block(fill: rgb(\"#123A6B\"), width: 100%, height: 96pt, radius: 8pt, inset: 12pt)[#grid(columns: (1fr, 72pt), "
        "[#text(fill: white, size: 26pt, weight: \"bold\")[", stdout);
  typst_line(p->help, " @@");
  fputs("]], ", stdout);
  typst_picture(cop_qr_draw(a, "tel:1343", COP_QR_Q, 76, NULL), "Code with the number of the help line", "72pt");
  fputs(")])\n", stdout);
}

static inline void
typst_inlines(const CopNode *n)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next) {
    if (c->kind == COP_NODE_TEXT) {
      fputs("#", stdout);
      typst_string(c->as.text.text);
    } else if (c->kind == COP_NODE_FOOTNOTE) {
      fputs("#footnote[", stdout);
      typst_inlines(c);
      fputs("]", stdout);
    } else {
      typst_inlines(c);
    }
  }
}

static inline const CopNode *
typst_caption(const CopNode *n)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == COP_NODE_CAPTION)
      return c;
  return NULL;
}

static inline void
typst_table(const CopNode *t)
{
  fputs("#figure(kind: table, caption: [", stdout);
  typst_inlines(typst_caption(t));
  printf("], table(columns: %u, align: (start, start, end, end), stroke: none, ", t->as.table.n_columns);
  unsigned row = 0;
  for (const CopNode *r = t->first; r != NULL; r = r->next) {
    if (r->kind != COP_NODE_ROW)
      continue;
    if (row++ == 0)
      fputs("table.header(", stdout);
    for (const CopNode *c = r->first; c != NULL; c = c->next) {
      fputs("[", stdout);
      typst_inlines(c);
      fputs("], ", stdout);
    }
    if (row == 1)
      fputs("), table.hline(), ", stdout);
  }
  fputs("))\n\n", stdout);
}

static inline void
typst_blocks(const CopNode *top)
{
  for (const CopNode *n = top->first; n != NULL; n = n->next) {
    switch ((int)n->kind) {
    case COP_NODE_SECTION:
      typst_blocks(n);
      break;
    case COP_NODE_HEADING:
      fputs(n->parent->as.section.new_page ? "#pagebreak()\n" : "", stdout);
      fputs(n->parent->as.section.level == 1 ? "= " : "== ", stdout);
      typst_inlines(n);
      fputs("\n\n", stdout);
      break;
    case COP_NODE_PARA:
      typst_inlines(n);
      fputs(" @@\n\n", stdout);
      break;
    case COP_NODE_TABLE:
      typst_table(n);
      break;
    case COP_NODE_FIGURE:
      fputs("#figure(caption: [", stdout);
      typst_inlines(typst_caption(n));
      fputs("], ", stdout);
      typst_picture(n->as.figure.drawing, n->as.figure.alt, "100%");
      fputs(")\n\n", stdout);
      break;
    case COP_NODE_CONTENTS:
      fputs("#outline(depth: 2)\n\n", stdout);
      break;
    }
  }
}

static inline void
typst_report(const CopDoc *d)
{
  printf("#set document(title: \"%s\", author: \"%s\")\n#set page(paper: \"a4\", margin: (x: 51pt, y: 62pt), numbering: \"1\", header: align(start, text(8pt)[%s]))\n"
         "#set text(font: \"Noto Sans\", size: 10pt, lang: \"en\")\n#set heading(numbering: \"1.1\")\n"
         "#align(horizon, text(38pt, weight: \"bold\")[%s])\n#pagebreak()\n",
         d->meta.title, d->meta.author, d->meta.title, d->meta.title);
  typst_blocks(d->root);
}

#endif
