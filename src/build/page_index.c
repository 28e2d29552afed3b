/* SPDX-License-Identifier: Apache-2.0 */
#include "build/page_index.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "doc/build.h"
#include "flow/flow.h"

static const char *
target_summary(const char *name)
{
  size_t n;
  const CopComposeTarget *targets = cop_targets(&n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(targets[i].name, name) == 0)
      return targets[i].summary;
  return name;
}

/* Artifacts of one piece stand together in path order and differ in the suffix. */
static bool
same_piece(const CopBuiltFile *a, const CopBuiltFile *b)
{
  size_t n = strlen(a->path) - strlen(a->format);
  return strcmp(a->target, b->target) == 0 && strncmp(a->path, b->path, n) == 0 && strchr(b->path + n, '/') == NULL &&
         strcmp(b->path + n, b->format) == 0;
}

/* What the piece says or is called, in its language, so that nobody has to know codes; NULL: nothing to say. */
static const char *
title_of(const CopContext *c, const CopBuiltFile *f)
{
  static const struct {
    const char *prefix;
    CopEntity kind;
  } titled[] = { { "story/", COP_ENTITY_story }, { "script/", COP_ENTITY_script } };
  CopTextState state = COP_TEXT_STATE_UNTRANSLATED;
  if (f->subject == NULL)
    return NULL;
  if (g_str_has_prefix(f->subject, "message/")) {
    const CopMessageText *t = cop_model_text_of_message(c->model, f->subject + strlen("message/"), COP_FORM_SAY, f->lang);
    return t == NULL ? NULL : t->text;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(titled); i++)
    if (g_str_has_prefix(f->subject, titled[i].prefix)) {
      const char *title = cop_model_text(c->model, titled[i].kind, f->subject + strlen(titled[i].prefix), "title", f->lang, &state);
      return state == COP_TEXT_STATE_UNTRANSLATED ? NULL : title;
    }
  return NULL;
}

static const char *
size_text(CopArena *a, int64_t size)
{
  return size >= 1000000 ? cop_arena_printf(a, "%.1f MB", (double)size / 1e6) : cop_arena_printf(a, "%d kB", (int)((size + 999) / 1000));
}

/* Materials have a column of what they say; documents are told by their heading. */
static CopNode *
add_target(CopDoc *d, const char *target, bool titled)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 0.8f } };
  static const CopColumn untitled[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 0.8f } };
  CopNode *s = cop_add_section(d, d->root, 1, NULL, target_summary(target));
  CopNode *t = titled ? cop_add_table(d, s, NULL, NULL, columns, 5) : cop_add_table(d, s, NULL, NULL, untitled, 4);
  cop_add_head_row(d, t, titled ? (const char *[]){ "Piece", "What it says", "Language", "Files", "State" } : (const char *[]){ "Piece", "Language", "Files", "State" });
  return t;
}

bool
cop_build_write_index(const CopContext *c, const CopManifest *m, const char *dir, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDocMeta meta = { .title = cop_arena_printf(a, "%s: built documents and materials", c->country->short_name), .lang = "en", .date = c->date,
                      .identifier = cop_arena_printf(a, "%s.index", c->country->id), .licence = "CC BY 4.0", .style = COP_STYLE_REPORT,
                      .example = c->synthetic ? "Example data, not real reports" : NULL };
  CopDoc *d = cop_doc_new(a, &meta);
  g_autoptr(GPtrArray) all = cop_manifest_sorted(m);
  size_t n;
  const CopComposeTarget *targets = cop_targets(&n);
  for (size_t t = 0; t < n; t++) {
    CopNode *table = NULL;
    bool titled = false;
    for (guint i = 0; i < all->len; i++) {
      const CopBuiltFile *x = g_ptr_array_index(all, i);
      if (strcmp(x->target, targets[t].name) != 0)
        continue;
      const char *title = title_of(c, x);
      if (table == NULL) {
        titled = title != NULL;
        table = add_target(d, x->target, titled);
      }
      CopNode *row = cop_add_row(d, table, NULL);
      const char *name = strrchr(x->path, '/') == NULL ? x->path : strrchr(x->path, '/') + 1;
      cop_add_cell(d, row, cop_arena_strndup(a, name, strlen(name) - strlen(x->format) - 1));
      CopNode *says = titled ? cop_add_cell(d, row, NULL) : NULL;
      if (says != NULL && title != NULL)
        cop_node_in(d, cop_add_styled(d, says, COP_NODE_SPAN, title), x->lang);
      CopNode *lang = cop_add_cell(d, row, NULL);
      cop_node_in(d, cop_add_styled(d, lang, COP_NODE_SPAN, cop_lang_autonym(x->lang)), x->lang);
      CopNode *files = cop_add_cell(d, row, NULL);
      for (; i < all->len && same_piece(x, g_ptr_array_index(all, i)); i++) {
        const CopBuiltFile *y = g_ptr_array_index(all, i);
        if (files->first != NULL)
          cop_add_text(d, files, ", ");
        cop_add_link(d, files, y->path, cop_arena_printf(a, "%s (%s)", y->format, size_text(a, y->size)));
      }
      i--;
      cop_add_cell(d, row, x->released ? "released" : "draft");
    }
  }
  g_autoptr(GBytes) html = cop_flow_write(d, &cop_flow_html, NULL, error);
  if (html == NULL)
    return false;
  gsize size;
  const void *bytes = g_bytes_get_data(html, &size);
  g_autofree char *path = g_build_filename(dir, "index.html", NULL);
  return cop_file_put(path, bytes, size, error);
}
