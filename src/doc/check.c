/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/check.h"

#include <stdarg.h>
#include <string.h>

#include "base/lang.h"

/* From this many sections in the contents on, a reader needs the contents. */
#define SECTIONS_WITHOUT_CONTENTS 12u

typedef struct {
  const CopDoc *doc;
  CopDiags *found;
  GHashTable *ids; /* id -> node */
  unsigned level;  /* of the heading before */
  unsigned in_contents;
  bool has_contents;
} Check;

static void
report(Check *c, const CopNode *n, CopSeverity severity, CopDiagKind kind, const char *code, const char *text,
       const char *remedy, const char *format, ...) G_GNUC_PRINTF(8, 9);

static void
report(Check *c, const CopNode *n, CopSeverity severity, CopDiagKind kind, const char *code, const char *text,
       const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  while (n->line == 0 && n->parent != NULL) /* texts have no place of their own */
    n = n->parent;
  cop_diags_add(c->found, &(CopDiag){ .severity = severity, .kind = kind, .code = code, .file = n->file,
                                      .line = n->line, .start = -1, .end = -1, .text = text, .message = message,
                                      .remedy = remedy });
}

#define LAYOUT(SEVERITY) COP_SEVERITY_##SEVERITY, COP_DIAG_LAYOUT
#define INCLUSION(SEVERITY) COP_SEVERITY_##SEVERITY, COP_DIAG_INCLUSION

static bool
is_blank(const char *s)
{
  for (; *s != '\0'; s = g_utf8_next_char(s))
    if (!g_unichar_isspace(g_utf8_get_char(s)))
      return false;
  return true;
}

static bool
has_text(const CopNode *n)
{
  g_autofree char *text = cop_node_plain_text(n);
  return !is_blank(text);
}

static bool
has_child(const CopNode *n, CopNodeKind kind)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == kind)
      return true;
  return false;
}

/* Imprint and adoption stand before the chapters and are set small. */
static bool
is_front(const CopNode *n)
{
  for (n = n->parent; n != NULL; n = n->parent)
    if (n->kind == COP_NODE_BLOCK && n->role == COP_ROLE_FRONT)
      return true;
  return false;
}

static void
check_section(Check *c, const CopNode *n)
{
  const CopNode *heading = n->first;
  if (heading == NULL || heading->kind != COP_NODE_HEADING || !has_text(heading))
    report(c, n, INCLUSION(ERROR), "doc-heading-empty", NULL, "give the section a title", "a section has no heading");
  else if (!is_front(n) && n->as.section.level > c->level + 1) {
    g_autofree char *title = cop_node_plain_text(heading);
    report(c, n, INCLUSION(WARNING), "doc-heading-order", title, "use the next level, without a step between",
           "a heading of level %u follows one of level %u", n->as.section.level, c->level);
  }
  if (!is_front(n))
    c->level = n->as.section.level;
  if (n->as.section.in_contents)
    c->in_contents++;
}

/* Every row must fill the columns exactly, with what spans from above. */
static void
check_table_shape(Check *c, const CopNode *table)
{
  unsigned n_columns = table->as.table.n_columns;
  g_autofree unsigned *from_above = g_new0(unsigned, MAX(n_columns, 1));
  for (const CopNode *row = table->first; row != NULL; row = row->next) {
    if (row->kind != COP_NODE_ROW)
      continue;
    unsigned at = 0;
    bool overrun = false;
    for (const CopNode *cell = row->first; cell != NULL; cell = cell->next) {
      while (at < n_columns && from_above[at] > 0)
        from_above[at++]--;
      unsigned span = MAX(cell->as.cell.colspan, 1), down = MAX(cell->as.cell.rowspan, 1);
      overrun = overrun || at + span > n_columns;
      for (unsigned i = 0; i < span && at < n_columns; i++)
        from_above[at++] = down - 1;
    }
    while (at < n_columns && from_above[at] > 0)
      from_above[at++]--;
    if (overrun || at != n_columns)
      report(c, row, LAYOUT(ERROR), "doc-table-shape", NULL, "give each row a cell for every column",
             "a row %s the %u columns of its table", overrun ? "overruns" : "does not fill", n_columns);
  }
}

static void
check_table(Check *c, const CopNode *n)
{
  if (n->as.table.n_head_rows == 0 && !n->as.table.head_column && n->parent->role != COP_ROLE_TITLE_BLOCK &&
      n->role != COP_ROLE_TITLE_BLOCK)
    report(c, n, INCLUSION(WARNING), "doc-table-head", NULL, "give the table a head row or a head column",
           "a table has neither head row nor head column");
  if (n->as.table.number != NULL && !has_child(n, COP_NODE_CAPTION))
    report(c, n, INCLUSION(WARNING), "doc-caption", n->as.table.number, "say what the table shows",
           "a numbered table has no caption");
  check_table_shape(c, n);
}

static void
check_cell(Check *c, const CopNode *n)
{
  bool corner = n->prev == NULL && (n->parent->prev == NULL || n->parent->prev->kind == COP_NODE_CAPTION);
  if (n->as.cell.head && !corner && !has_text(n))
    report(c, n, INCLUSION(WARNING), "doc-head-cell-empty", NULL, "name the column or row", "a head cell is empty");
}

static void
check_figure(Check *c, const CopNode *n)
{
  if (n->as.figure.drawing == NULL && !has_child(n, COP_NODE_TABLE))
    report(c, n, LAYOUT(ERROR), "doc-figure-empty", NULL, "give the figure a drawing", "a figure has nothing to show");
  if (n->as.figure.drawing != NULL && n->as.figure.alt == NULL)
    report(c, n, INCLUSION(ERROR), "doc-alt", NULL, "say in words what the picture shows",
           "a figure has no alternative text");
  if (n->as.figure.number != NULL && !has_child(n, COP_NODE_CAPTION))
    report(c, n, INCLUSION(WARNING), "doc-caption", n->as.figure.number, "say the finding as a title",
           "a numbered figure has no caption");
}

static void
check_link(Check *c, const CopNode *n)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:", "sms:" };
  const char *href = n->as.link.href == NULL ? "" : n->as.link.href;
  bool absolute = false;
  for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
    absolute = absolute || (g_ascii_strncasecmp(href, schemes[i], strlen(schemes[i])) == 0 &&
                            href[strlen(schemes[i])] != '\0');
  if (!absolute)
    report(c, n, LAYOUT(ERROR), "doc-link", href, "write the whole address, with https://",
           "a link does not lead to an absolute address");
  g_autofree char *text = cop_node_plain_text(n);
  if (is_blank(text))
    report(c, n, INCLUSION(WARNING), "doc-link-text", href, "say where the link leads", "a link has no text");
  else if (strcmp(text, href) == 0 && strlen(href) > 60)
    report(c, n, INCLUSION(WARNING), "doc-link-text", href, "say where the link leads",
           "the text of a link is a long address");
}

/* Scripts that may stand in a text of each script besides Latin and Common. */
static bool
script_fits(CopScript wanted, GUnicodeScript found)
{
  static const struct {
    CopScript wanted;
    GUnicodeScript found;
  } fits[] = {
    { COP_SCRIPT_CYRL, G_UNICODE_SCRIPT_CYRILLIC },   { COP_SCRIPT_GREK, G_UNICODE_SCRIPT_GREEK },
    { COP_SCRIPT_ARAB, G_UNICODE_SCRIPT_ARABIC },     { COP_SCRIPT_HEBR, G_UNICODE_SCRIPT_HEBREW },
    { COP_SCRIPT_DEVA, G_UNICODE_SCRIPT_DEVANAGARI }, { COP_SCRIPT_BENG, G_UNICODE_SCRIPT_BENGALI },
    { COP_SCRIPT_TAML, G_UNICODE_SCRIPT_TAMIL },      { COP_SCRIPT_THAI, G_UNICODE_SCRIPT_THAI },
    { COP_SCRIPT_LAOO, G_UNICODE_SCRIPT_LAO },        { COP_SCRIPT_KHMR, G_UNICODE_SCRIPT_KHMER },
    { COP_SCRIPT_MYMR, G_UNICODE_SCRIPT_MYANMAR },    { COP_SCRIPT_ETHI, G_UNICODE_SCRIPT_ETHIOPIC },
    { COP_SCRIPT_HANS, G_UNICODE_SCRIPT_HAN },        { COP_SCRIPT_HANS, G_UNICODE_SCRIPT_BOPOMOFO },
    { COP_SCRIPT_HANT, G_UNICODE_SCRIPT_HAN },        { COP_SCRIPT_HANT, G_UNICODE_SCRIPT_BOPOMOFO },
    { COP_SCRIPT_JPAN, G_UNICODE_SCRIPT_HAN },        { COP_SCRIPT_JPAN, G_UNICODE_SCRIPT_HIRAGANA },
    { COP_SCRIPT_JPAN, G_UNICODE_SCRIPT_KATAKANA },   { COP_SCRIPT_KORE, G_UNICODE_SCRIPT_HANGUL },
    { COP_SCRIPT_KORE, G_UNICODE_SCRIPT_HAN },
  };
  if (found == G_UNICODE_SCRIPT_LATIN || found == G_UNICODE_SCRIPT_COMMON || found == G_UNICODE_SCRIPT_INHERITED ||
      found == G_UNICODE_SCRIPT_UNKNOWN)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS(fits); i++)
    if (fits[i].wanted == wanted && fits[i].found == found)
      return true;
  return false;
}

static void
check_text(Check *c, const CopNode *n)
{
  const char *lang = cop_node_lang(c->doc, n);
  CopScript wanted = cop_lang_script(lang);
  for (const char *p = n->as.text.text; *p != '\0'; p = g_utf8_next_char(p))
    if (!script_fits(wanted, g_unichar_get_script(g_utf8_get_char(p)))) {
      report(c, n, INCLUSION(WARNING), "doc-script", n->as.text.text, "mark the language of the text",
             "text marked as %s is written in another script", cop_lang_name(lang));
      return;
    }
}

static void
check_node(Check *c, const CopNode *n)
{
  if (n->lang != NULL && !cop_lang_valid(n->lang))
    report(c, n, INCLUSION(ERROR), "doc-lang", n->lang, "use a BCP 47 tag such as 'fil'", "'%s' is no language tag",
           n->lang);
  switch ((int)n->kind) {
  case COP_NODE_SECTION:
    check_section(c, n);
    break;
  case COP_NODE_TABLE:
    check_table(c, n);
    break;
  case COP_NODE_CELL:
    check_cell(c, n);
    break;
  case COP_NODE_LIST:
    if (n->first == NULL)
      report(c, n, LAYOUT(WARNING), "doc-list-empty", NULL, "leave the list out", "a list has no items");
    break;
  case COP_NODE_FIGURE:
    check_figure(c, n);
    break;
  case COP_NODE_PICTURE:
    if (n->as.picture.alt == NULL)
      report(c, n, INCLUSION(ERROR), "doc-alt", NULL, "say in words what the picture shows, or \"\" for decoration",
             "a picture has no alternative text");
    break;
  case COP_NODE_LINK:
    check_link(c, n);
    break;
  case COP_NODE_XREF:
    if (n->as.xref.target == NULL || !g_hash_table_contains(c->ids, n->as.xref.target))
      report(c, n, LAYOUT(ERROR), "doc-xref", n->as.xref.target, "give the section, table or figure that id",
             "a cross reference leads to '%s', which does not exist",
             n->as.xref.target == NULL ? "" : n->as.xref.target);
    break;
  case COP_NODE_CONTENTS:
    c->has_contents = true;
    break;
  case COP_NODE_TEXT:
    check_text(c, n);
    break;
  default:
    break;
  }
}

void
cop_doc_check(const CopDoc *d, CopDiags *found)
{
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  Check c = { .doc = d, .found = found, .ids = ids };
  if (!cop_lang_valid(d->meta.lang))
    report(&c, d->root, INCLUSION(ERROR), "doc-lang", d->meta.lang, "use a BCP 47 tag such as 'fil'",
           "'%s' is no language tag", d->meta.lang);
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if (n->id != NULL && !g_hash_table_add(ids, (gpointer)n->id))
      report(&c, n, LAYOUT(ERROR), "doc-id-twice", n->id, "give each node an id of its own", "two nodes have the id '%s'",
             n->id);
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    check_node(&c, n);
  if (!c.has_contents && c.in_contents >= SECTIONS_WITHOUT_CONTENTS)
    report(&c, d->root, INCLUSION(WARNING), "doc-contents", NULL, "add a table of contents",
           "a document of %u sections has no table of contents", c.in_contents);
}
