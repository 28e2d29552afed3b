/* SPDX-License-Identifier: Apache-2.0 */
#include "build/feed.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/xml.h"

#define ACQUISITION "application/atom+xml;profile=opds-catalog;kind=acquisition"

/* The same story in the same language on paper or a wall. */
static const struct { const char *target, *suffix, *type, *title; } also[] = {
  { "kit/booklet", "pdf", "application/pdf", "Booklet to print" },
  { "kit/slides", "pdf", "application/pdf", "Slides" },
};

static void
put_link(CopXml *x, const char *rel, const char *href, const char *type, const char *title)
{
  cop_xml_open(x, "link");
  cop_xml_attr(x, "rel", rel);
  cop_xml_attr(x, "href", href);
  cop_xml_attr(x, "type", type);
  cop_xml_attr(x, "title", title);
  cop_xml_close(x);
}

static const char *
title_of(const CopContext *c, const CopBuiltFile *f)
{
  const char *id = f->subject == NULL || strchr(f->subject, '/') == NULL ? NULL : strchr(f->subject, '/') + 1;
  CopTextState state;
  const char *title = id == NULL ? NULL : cop_model_text(c->model, COP_ENTITY_story, id, "title", f->lang, &state);
  return title != NULL ? title : f->path;
}

static void
put_entry(CopXml *x, const CopContext *c, const CopManifest *m, const CopBuiltFile *f)
{
  cop_xml_open(x, "entry");
  cop_xml_element(x, "title", title_of(c, f));
  cop_xml_open(x, "id");
  g_autofree char *id = g_strdup_printf("urn:copkit:%s:%s", c->country->id, f->path);
  cop_xml_text(x, id);
  cop_xml_close(x);
  g_autofree char *updated = g_strdup_printf("%sT00:00:00Z", c->date);
  cop_xml_element(x, "updated", updated);
  cop_xml_element(x, "dc:language", f->lang);
  cop_xml_element(x, "rights", "CC BY 4.0");
  cop_xml_element(x, "summary", f->released ? "Picture story" : "Picture story. Draft, for review");
  put_link(x, "http://opds-spec.org/acquisition/open-access", f->path, "application/epub+zip", NULL);
  const char *name = strrchr(f->path, '/') + 1;
  for (size_t i = 0; i < G_N_ELEMENTS(also); i++) {
    g_autofree char *path = g_strdup_printf("%s/%s/%.*s.%s", also[i].target, f->lang, (int)(strlen(name) - strlen(".epub")), name, also[i].suffix);
    if (g_hash_table_contains(m->by_path, path))
      put_link(x, "http://opds-spec.org/acquisition/open-access", path, also[i].type, also[i].title);
  }
  cop_xml_close(x);
}

bool
cop_build_write_feed(const CopContext *c, const CopManifest *m, const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename(dir, "opds.xml", NULL);
  g_autoptr(GPtrArray) all = cop_manifest_sorted(m);
  size_t books = 0;
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "feed", "xmlns", "http://www.w3.org/2005/Atom", "xmlns:dc", "http://purl.org/dc/terms/", "xmlns:opds", "http://opds-spec.org/2010/catalog", NULL);
  g_autofree char *id = g_strdup_printf("urn:copkit:%s:books", c->country->id), *updated = g_strdup_printf("%sT00:00:00Z", c->date);
  cop_xml_element(x, "id", id);
  g_autofree char *title = g_strdup_printf("%s: picture stories", c->country->short_name);
  cop_xml_element(x, "title", title);
  cop_xml_element(x, "updated", updated);
  cop_xml_open(x, "author");
  cop_xml_element(x, "name", "copkit");
  cop_xml_close(x);
  put_link(x, "self", "opds.xml", ACQUISITION, NULL);
  put_link(x, "start", "opds.xml", ACQUISITION, NULL);
  for (guint i = 0; i < all->len; i++) {
    const CopBuiltFile *f = g_ptr_array_index(all, i);
    if (strcmp(f->format, "epub") == 0) {
      put_entry(x, c, m, f);
      books++;
    }
  }
  cop_xml_close(x);
  g_autofree char *text = cop_xml_finish(x);
  if (books > 0)
    return cop_file_put(path, text, strlen(text), error);
  unlink(path);
  return true;
}
