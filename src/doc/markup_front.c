/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/yaml.h"
#include "doc/markup_priv.h"

#define FINDING "markup-front-matter"

static bool
is_fence(const char *line, bool closing)
{
  g_autofree char *bare = g_strchomp(g_strdup(line));
  return strcmp(bare, "---") == 0 || (closing && strcmp(bare, "...") == 0);
}

/* --- values --- */

static bool
want_text(CopMarkup *m, const CopTree *v, const char **where)
{
  if (v->kind == COP_TREE_LIST || v->kind == COP_TREE_MAP || v->kind == COP_TREE_NULL) {
    cop_markup_find(m, COP_SEVERITY_WARNING, FINDING, v->line, "write one text", "'%s' holds a %s", v->key,
                    cop_tree_kind_name(v->kind));
    return false;
  }
  *where = v->text;
  return true;
}

/* true gives the usual words in the document's language, a text gives itself. */
static void
want_mark(CopMarkup *m, const CopTree *v, const char *usual, const char **where)
{
  if (v->kind == COP_TREE_BOOL)
    *where = v->boolean ? usual : NULL;
  else
    (void)want_text(m, v, where);
}

static void
want_flag(CopMarkup *m, const CopTree *v, bool *where)
{
  if (v->kind == COP_TREE_BOOL)
    *where = v->boolean;
  else
    cop_markup_find(m, COP_SEVERITY_WARNING, FINDING, v->line, "write true or false", "'%s' is neither true nor false",
                    v->key);
}

static void
want_style(CopMarkup *m, const CopTree *v)
{
  static const char *const names[COP_STYLE_MAX] = { [COP_STYLE_REPORT] = "report", [COP_STYLE_FORM] = "form",
                                                    [COP_STYLE_SHEET] = "sheet", [COP_STYLE_LETTER] = "letter" };
  const char *name;
  if (!want_text(m, v, &name))
    return;
  for (int i = 0; i < COP_STYLE_MAX; i++)
    if (strcmp(names[i], name) == 0) {
      m->meta.style = (CopStyleName)i;
      return;
    }
  cop_markup_find(m, COP_SEVERITY_WARNING, FINDING, v->line, "use report, form, sheet or letter", "there is no style '%s'",
                  name);
}

static void
want_lang(CopMarkup *m, const CopTree *v)
{
  const char *tag;
  if (!want_text(m, v, &tag))
    return;
  if (cop_lang_valid(tag)) {
    if (m->options->force_lang == NULL)
      m->meta.lang = tag;
  } else {
    cop_markup_find(m, COP_SEVERITY_WARNING, FINDING, v->line, "use a BCP 47 tag such as 'fil'", "'%s' is no language tag", tag);
  }
}

static bool
read_text_key(CopMarkup *m, const CopTree *v)
{
  CopDocMeta *d = &m->meta;
  const struct {
    const char *key;
    const char **where;
  } texts[] = { { "title", &d->title },           { "subtitle", &d->subtitle },     { "author", &d->author },
                { "subject", &d->subject },       { "date", &d->date },             { "edition", &d->edition },
                { "identifier", &d->identifier }, { "licence", &d->licence },       { "license", &d->licence },
                { "running-head", &d->running_head } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    if (strcmp(texts[i].key, v->key) == 0) {
      (void)want_text(m, v, texts[i].where);
      return true;
    }
  return false;
}

/* Marks come last: their usual words depend on the language. */
static void
read_marks(CopMarkup *m, const CopTree *map)
{
  const CopCatalogue *words = m->options->catalogues == NULL ? NULL
                                                             : cop_catalogues_for(m->options->catalogues, m->meta.lang);
  const CopTree *draft = cop_tree_member(map, "draft"), *example = cop_tree_member(map, "example");
  if (draft != NULL)
    want_mark(m, draft, cop_tr(words, "Draft, for review"), &m->meta.draft);
  if (example != NULL)
    want_mark(m, example, cop_tr(words, "Example data, not real reports"), &m->meta.example);
}

static void
read_map(CopMarkup *m, const CopTree *map)
{
  for (const CopTree *v = map->first; v != NULL; v = v->next) {
    if (strcmp(v->key, "language") == 0 || strcmp(v->key, "lang") == 0)
      want_lang(m, v);
    else if (strcmp(v->key, "style") == 0)
      want_style(m, v);
    else if (strcmp(v->key, "contents") == 0)
      want_flag(m, v, &m->contents);
    else if (strcmp(v->key, "numbered") == 0)
      want_flag(m, v, &m->numbered);
    else if (strcmp(v->key, "end-notes") == 0)
      want_flag(m, v, &m->meta.end_notes);
    else if (strcmp(v->key, "draft") != 0 && strcmp(v->key, "example") != 0 && !read_text_key(m, v))
      cop_markup_find(m, COP_SEVERITY_WARNING, FINDING, v->line, "see the list of keys in 'copkit help typeset'",
                      "unknown key '%s'", v->key);
  }
  read_marks(m, map);
}

unsigned
cop_markup_front(CopMarkup *m)
{
  if (m->n_lines == 0 || !is_fence(m->lines[0], false))
    return 0;
  unsigned end = 1;
  while (end < m->n_lines && !is_fence(m->lines[end], true))
    end++;
  if (end == m->n_lines) /* a rule, then text */
    return 0;
  /* the fence stays as an empty line, so that lines count as in the file */
  g_autoptr(GString) yaml = g_string_new("\n");
  for (unsigned i = 1; i < end; i++)
    g_string_append_printf(yaml, "%s\n", m->lines[i]);
  g_autoptr(GError) error = NULL;
  const CopTree *t = cop_yaml_read(m->arena, yaml->str, yaml->len, &error);
  if (t == NULL)
    cop_markup_find(m, COP_SEVERITY_ERROR, FINDING, 1, "mend the lines between the two '---'", "the front matter cannot be read: %s",
                    error->message);
  else if (t->kind == COP_TREE_MAP)
    read_map(m, t);
  else if (t->kind != COP_TREE_NULL)
    cop_markup_find(m, COP_SEVERITY_ERROR, FINDING, t->line, "write lines such as 'title: Words'", "the front matter is a %s, not a list of keys",
                    cop_tree_kind_name(t->kind));
  return end + 1;
}
