/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "doc/check.h"
#include "doc/markup.h"
#include "figure/geo.h"
#include "figure/svg.h"
#include "flow/flow.h"
#include "page/impose.h"
#include "page/pdf.h"
#include "page/png.h"
#include "page/sheet.h"
#include "page/svg.h"

typedef struct {
  char *output, *lang, *sheet, *impose;
  gboolean dry_run, grey;
} Options;

static void
options_clear(Options *o)
{
  g_free(o->output);
  g_free(o->lang);
  g_free(o->sheet);
  g_free(o->impose);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* One run: a text, its document, the pages made of it when a format wants some. */
typedef struct {
  const char *input;
  CopArena *arena;
  CopCatalogues *words;
  CopDoc *doc;
  CopDiags *found;
  CopSetter *setter;
  CopPages *pages;
  GPtrArray *paths; /* written, or that would be */
  GArray *sizes;    /* gsize */
  bool dry_run;
  CopImpose impose;
  bool grey;
} Run;

static void
run_clear(Run *r)
{
  g_clear_pointer(&r->pages, cop_pages_free);
  g_clear_pointer(&r->setter, cop_setter_free);
  g_clear_pointer(&r->found, cop_diags_free);
  g_clear_pointer(&r->arena, cop_arena_free);
  g_clear_pointer(&r->words, cop_catalogues_free);
  g_clear_pointer(&r->paths, g_ptr_array_unref);
  g_clear_pointer(&r->sizes, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* --- reading --- */

static const CopDrawing *
read_map(const Run *r, CopArena *a, const char *path, const char *lang, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_TEXT, &length, error);
  const CopGeo *geo = text == NULL ? NULL : cop_geo_read(a, text, length, NULL, error);
  if (geo == NULL)
    return NULL;
  CopFigureOptions options = { .lang = lang, .words = cop_catalogues_for(r->words, lang), .grey = r->grey };
  const CopFigure *f = cop_geo_draw(a, geo, &(CopGeoMap){ 0 }, &options, error);
  return f == NULL ? NULL : f->drawing;
}

/* Pictures lie beside the text, or below the folder it is in. */
static const CopDrawing *
read_picture(void *data, CopArena *a, const char *address, const char *lang, GError **error)
{
  const Run *r = data;
  g_autofree char *scheme = g_uri_parse_scheme(address);
  bool map = g_str_has_suffix(address, ".geojson");
  if (scheme != NULL || g_path_is_absolute(address) || !(map || g_str_has_suffix(address, ".svg"))) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "only SVG and GeoJSON files beside the text are read");
    return NULL;
  }
  g_autofree char *folder = g_path_get_dirname(r->input);
  g_autofree char *path = g_build_filename(folder, address, NULL);
  return map ? read_map(r, a, path, lang, error) : cop_svg_load(a, path, NULL, error);
}

static CopExit
read_document(Run *r, const Options *o)
{
  g_autoptr(GError) error = NULL;
  r->words = cop_catalogues_load(&error);
  if (r->words == NULL)
    return cop_cmd_fail("typeset", COP_EXIT_INTERNAL, error);
  size_t length;
  g_autofree char *text = cop_file_read(r->input, COP_LIMIT_TEXT, &length, &error);
  if (text == NULL)
    return cop_cmd_fail("typeset", COP_EXIT_INPUT, error);
  r->doc = cop_markup_read(r->arena, text, length,
                           &(CopMarkupOptions){ .file = r->input, .force_lang = o->lang, .catalogues = r->words,
                                                .picture = read_picture, .picture_data = r },
                           r->found, &error);
  if (r->doc == NULL)
    return cop_cmd_failf("typeset", COP_EXIT_INPUT, "%s: %s", r->input, error->message);
  cop_doc_check(r->doc, r->found);
  return COP_EXIT_OK;
}

static bool
set_sheet(CopDoc *d, const char *name)
{
  static const char *const names[COP_STYLE_MAX] = { [COP_STYLE_REPORT] = "report", [COP_STYLE_FORM] = "form",
                                                    [COP_STYLE_SHEET] = "sheet", [COP_STYLE_LETTER] = "letter" };
  for (int i = 0; i < COP_STYLE_MAX; i++)
    if (strcmp(names[i], name) == 0) {
      d->meta.style = (CopStyleName)i;
      return true;
    }
  if (!cop_sheet_parse(name, &d->meta.sheet))
    return false;
  d->meta.style = d->meta.sheet == COP_SHEET_DOCUMENT_A4 ? d->meta.style : COP_STYLE_SHEET;
  return true;
}

/* --- writing --- */

static bool
put_file(Run *r, const char *path, GBytes *bytes, GError **error)
{
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  if (!r->dry_run && !cop_file_write(path, data, n, error))
    return false;
  g_ptr_array_add(r->paths, g_strdup(path));
  g_array_append_val(r->sizes, n);
  return true;
}

static bool
need_setter(Run *r, GError **error)
{
  return r->setter != NULL || (r->setter = cop_setter_new(NULL, error)) != NULL;
}

static bool
need_pages(Run *r, GError **error)
{
  if (r->pages == NULL && need_setter(r, error))
    r->pages = cop_sheet_is(r->doc) ? cop_sheet_set(r->setter, r->doc, r->found, error)
                                    : cop_typeset_document(r->setter, r->doc, r->found, error);
  return r->pages != NULL;
}

/* The pages as they go to the printer. */
static bool
need_sheets(Run *r, GError **error)
{
  return need_pages(r, error) && cop_impose(r->setter, r->pages, r->impose, error);
}

static bool
write_pdf(Run *r, const char *path, GError **error)
{
  if (!need_sheets(r, error))
    return false;
  g_autoptr(GBytes) bytes = cop_pdf_write(r->pages, NULL, error);
  return bytes != NULL && put_file(r, path, bytes, error);
}

/* The first page under the name given, the others numbered after it. */
static bool
write_each(Run *r, const char *path, const char *suffix, GError **error)
{
  if (!need_sheets(r, error))
    return false;
  bool svg = strcmp(suffix, ".svg") == 0;
  double dpi = r->impose == COP_IMPOSE_NONE ? cop_sheet_dpi(r->doc->meta.sheet) : cop_sheet_dpi(COP_SHEET_DOCUMENT_A4);
  g_autofree char *stem = g_strndup(path, strlen(path) - strlen(suffix));
  for (unsigned i = 0; i < cop_pages_count(r->pages); i++) {
    g_autofree char *name = i == 0 ? g_strdup(path) : g_strdup_printf("%s-%u%s", stem, i + 1, suffix);
    g_autoptr(GBytes) bytes = svg ? cop_svg_page(r->pages, i) : cop_png_write_page(r->pages, i, dpi, error);
    if (bytes == NULL || !put_file(r, name, bytes, error))
      return false;
  }
  return true;
}

static bool
write_png(Run *r, const char *path, GError **error)
{
  return write_each(r, path, ".png", error);
}

static bool
write_svg(Run *r, const char *path, GError **error)
{
  return write_each(r, path, ".svg", error);
}

static GBytes *
rasterise(void *data, const CopDrawing *drawing, const char *lang, unsigned dpi, GError **error)
{
  Run *r = data;
  return need_setter(r, error) ? cop_png_write_drawing(r->setter, drawing, lang, dpi, error) : NULL;
}

static unsigned
page_of(void *data, const char *id)
{
  const Run *r = data;
  const CopPageAnchor *at = r->pages == NULL ? NULL : cop_pages_anchor(r->pages, id);
  return at == NULL ? 0 : at->page + 1;
}

static bool
has_contents(const CopDoc *d)
{
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if (n->kind == COP_NODE_CONTENTS)
      return true;
  return false;
}

static bool
write_flow(Run *r, const CopFlowFormat *format, const char *path, GError **error)
{
  CopFlowOptions options = { .rasterise = rasterise, .rasterise_data = r };
  if (format == &cop_flow_docx && has_contents(r->doc)) {
    if (!need_pages(r, error))
      return false;
    options.page_of = page_of;
    options.page_of_data = r;
  }
  g_autoptr(GBytes) bytes = cop_flow_write(r->doc, format, &options, error);
  return bytes != NULL && put_file(r, path, bytes, error);
}

static bool
write_docx(Run *r, const char *path, GError **error)
{
  return write_flow(r, &cop_flow_docx, path, error);
}

static bool
write_html(Run *r, const char *path, GError **error)
{
  return write_flow(r, &cop_flow_html, path, error);
}

static bool
write_text(Run *r, const char *path, GError **error)
{
  return write_flow(r, &cop_flow_text, path, error);
}

static const struct {
  const char *suffix;
  bool (*write)(Run *r, const char *path, GError **error);
} writers[] = { { ".pdf", write_pdf }, { ".docx", write_docx }, { ".html", write_html }, { ".png", write_png },
              { ".svg", write_svg }, { ".txt", write_text } };

static void
print_result(const Run *r)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_array(j, "files");
  for (guint i = 0; i < r->paths->len; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "path", r->paths->pdata[i]);
    cop_json_key_int(j, "size", (int64_t)g_array_index(r->sizes, gsize, i));
    cop_json_end(j);
  }
  cop_json_end(j);
  if (r->pages != NULL)
    cop_json_key_int(j, "pages", cop_pages_count(r->pages));
  g_autofree char *findings = cop_diags_to_json(r->found);
  cop_json_key(j, "findings");
  cop_json_tree(j, cop_json_read(r->arena, findings, strlen(findings), NULL));
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static CopExit
write_output(Run *r, const char *output, const CopCmdCommon *common)
{
  g_autoptr(GError) error = NULL;
  size_t i = 0;
  while (i < G_N_ELEMENTS(writers) && !g_str_has_suffix(output, writers[i].suffix))
    i++;
  if (i == G_N_ELEMENTS(writers))
    return cop_cmd_failf("typeset", COP_EXIT_USAGE, "'%s' names no format; end it in .pdf, .docx, .html, .png, .svg or .txt", output);
  if (!writers[i].write(r, output, &error)) {
    cop_cmd_print_diags(r->found, false);
    return cop_cmd_fail("typeset", COP_EXIT_INPUT, error);
  }
  cop_diags_sort(r->found);
  if (common->json) {
    print_result(r);
  } else {
    cop_cmd_print_diags(r->found, false);
    for (guint k = 0; !common->quiet && k < r->paths->len; k++)
      printf("%s\n", (const char *)r->paths->pdata[k]);
  }
  return cop_diags_count(r->found) > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

CopExit
cop_cmd_typeset(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(Options) o = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, "what to write: *.pdf, *.docx, *.html, *.png, *.svg or *.txt", "FILE" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &o.lang, "the language of the text, whatever its front matter says", "TAG" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &o.sheet, "report, form, letter, sheet, poster-a4, card, square, ... whatever the front matter says", "NAME" },
    { "impose", 0, 0, G_OPTION_ARG_STRING, &o.impose, "pages onto A4 sheets: booklet, 2-up, 4-up, cards or tiles", "WAY" },
    { "grey", 0, 0, G_OPTION_ARG_NONE, &o.grey, "for printers without colour", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &o.dry_run, "do all but write", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "FILE.md", "Set a Markdown text through the writers of all documents.",
                     "Without --output a PDF is written beside the text.", &common))
    return COP_EXIT_USAGE;
  if (argc != 2)
    return cop_cmd_failf("typeset", COP_EXIT_USAGE, "name one Markdown file");
  if (o.lang != NULL && !cop_lang_valid(o.lang))
    return cop_cmd_failf("typeset", COP_EXIT_USAGE, "'%s' is no language tag; use one such as 'fil'", o.lang);

  CopImpose impose = COP_IMPOSE_NONE;
  if (o.impose != NULL && !cop_impose_parse(o.impose, &impose))
    return cop_cmd_failf("typeset", COP_EXIT_USAGE, "'%s' is no way to put pages onto sheets; use booklet, 2-up, 4-up, cards or tiles", o.impose);

  g_auto(Run) r = { .input = argv[1], .arena = cop_arena_new(), .found = cop_diags_new(), .dry_run = o.dry_run, .impose = impose, .grey = o.grey,
                    .paths = g_ptr_array_new_with_free_func(g_free), .sizes = g_array_new(FALSE, FALSE, sizeof(gsize)) };
  CopExit code = read_document(&r, &o);
  if (code != COP_EXIT_OK)
    return code;
  r.doc->meta.grey = o.grey;
  if (o.sheet != NULL && !set_sheet(r.doc, o.sheet))
    return cop_cmd_failf("typeset", COP_EXIT_USAGE, "there is no sheet '%s'; use report, form, letter, sheet, poster-a4 to poster-a0, card, square, banner, story, comic-a4, booklet-a5 or flip-chart-a3", o.sheet);
  g_autofree char *stem = g_str_has_suffix(argv[1], ".md") ? g_strndup(argv[1], strlen(argv[1]) - 3) : g_strdup(argv[1]);
  g_autofree char *beside = g_strconcat(stem, ".pdf", NULL);
  return write_output(&r, o.output != NULL ? o.output : beside, &common);
}
