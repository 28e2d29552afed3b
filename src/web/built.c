/* SPDX-License-Identifier: Apache-2.0 */
#include "web/built.h"

#include <string.h>

#include "base/lang.h"

static bool
is(const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Is it made of that record? The manifest names records as "kind/id". */
static bool
is_about(const CopBuiltFile *x, const char *kind, const char *id)
{
  size_t n = strlen(kind);
  return x->subject != NULL && strncmp(x->subject, kind, n) == 0 && x->subject[n] == '/' && strcmp(x->subject + n + 1, id) == 0;
}

const CopBuiltFile *
cop_built_preview(const CopView *v, const char *message, const char *lang)
{
  for (guint i = 0; i < v->built->artifacts->len; i++) {
    const CopBuiltFile *x = g_ptr_array_index(v->built->artifacts, i);
    if (is(x->format, "png") && is(x->lang, lang) && is(x->target, "kit/poster") && is_about(x, "message", message))
      return x;
  }
  return NULL;
}

const CopBuiltFile *
cop_built_find(const CopView *v, const char *path)
{
  return v->built->manifest == NULL ? NULL : g_hash_table_lookup(v->built->manifest->by_path, path);
}

CopUrl
cop_url_built(CopArena *a, const CopBuiltFile *artifact)
{
  return cop_url_here(a, cop_arena_printf(a, "/documents/file/%s", artifact->path), "");
}

CopUrl
cop_url_read(CopArena *a, const CopBuiltFile *artifact)
{
  return cop_url_here(a, cop_arena_printf(a, "/documents/read/%s", artifact->path), "");
}

CopChip
cop_chip_artifact(const CopBuiltFile *artifact)
{
  return artifact->released ? COP_CHIP_GOOD : COP_CHIP_WARN;
}

const char *
cop_say_artifact(CopPage *p, const CopBuiltFile *artifact)
{
  return artifact->released ? T_("released") : T_("draft");
}

/* "kit/poster" -> "poster" */
static const char *
short_target(const CopBuiltFile *x)
{
  const char *slash = x->target == NULL ? NULL : strrchr(x->target, '/');
  return slash != NULL ? slash + 1 : x->target;
}

/* One line for each language: its files in the order of the manifest. */
static bool
write_language(CopPage *p, const char *kind, const char *id, const char *lang)
{
  CopHtml *h = p->h;
  const GPtrArray *all = p->s->built->artifacts;
  const CopBuiltFile *first = NULL;
  for (guint i = 0; i < all->len && first == NULL; i++) {
    const CopBuiltFile *x = g_ptr_array_index(all, i);
    first = is(x->lang, lang) && is_about(x, kind, id) ? x : NULL;
  }
  if (first == NULL)
    return false;
  COP_EL (h, COP_LI) {
    COP_TEXT(h, COP_STRONG, cop_lang_name(lang));
    cop_html_text(h, " ");
    cop_part_chip(p, cop_chip_artifact(first), cop_say_artifact(p, first));
    for (guint i = 0; i < all->len; i++) {
      const CopBuiltFile *x = g_ptr_array_index(all, i);
      if (!is(x->lang, lang) || !is_about(x, kind, id))
        continue;
      cop_html_text(h, " · ");
      COP_EL (h, COP_A, cop_link(COP_A_HREF, cop_url_built(p->a, x)))
        cop_html_textf(h, "%s, %s", short_target(x), x->format);
      cop_html_textf(h, " (%s)", cop_say_bytes(p, x->size));
    }
  }
  return true;
}

void
cop_part_built(CopPage *p, const char *kind, const char *id)
{
  CopHtml *h = p->h;
  bool any = false;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "files"))
    for (size_t i = 0; p->country != NULL && i < p->country->languages.n; i++)
      any |= write_language(p, kind, id, p->country->languages.items[i]);
  if (!any)
    COP_TEXT(h, COP_P, T_("No file of it has been built."), cop_a(COP_A_CLASS, "nothing"));
}
