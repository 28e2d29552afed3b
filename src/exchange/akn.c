/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/akn.h"

#include <string.h>

#include "model/law_markup.h"

#define DESK "#desk"

typedef struct {
  CopXml *x;
  const CopLaw *law;
  bool text;        /* the law itself, not a digest */
  char *country;    /* "ph" */
  char *work;       /* "/akn/ph/doc/digest/2022-07-30/ra-11930" */
  const char *date; /* of the law, else of the writing */
  const char *made; /* "2026-11-24" */
} Digest;

/* --- names --- */

static bool
is_day(const char *date)
{
  return date != NULL && strlen(date) == sizeof "YYYY-MM-DD" - 1;
}

/* An id as a part of a name: lower case, no slash. */
static char *
part_of(const char *id)
{
  char *part = g_ascii_strdown(id, -1);
  return g_strdelimit(part, "/ ", '-');
}

static void
write_level(const Digest *d, const char *element, const char *suffix, const char *date_name, const char *date)
{
  g_autofree char *uri = g_strconcat(d->work, suffix, NULL), *this = g_strconcat(d->work, suffix, "/!main", NULL);
  cop_xml_start(d->x, element, NULL);
  cop_xml_empty(d->x, "FRBRthis", "value", this, NULL);
  cop_xml_empty(d->x, "FRBRuri", "value", uri, NULL);
  cop_xml_empty(d->x, "FRBRdate", "date", date, "name", date_name, NULL);
  cop_xml_empty(d->x, "FRBRauthor", "href", DESK, NULL);
}

static void
write_work(const Digest *d)
{
  g_autofree char *this = g_strconcat(d->work, "/!main", NULL);
  cop_xml_start(d->x, "FRBRWork", NULL);
  cop_xml_empty(d->x, "FRBRthis", "value", this, NULL);
  cop_xml_empty(d->x, "FRBRuri", "value", d->work, NULL);
  cop_xml_empty(d->x, "FRBRalias", "value", d->law->id, "name", "copkit", NULL);
  cop_xml_empty(d->x, "FRBRdate", "date", d->date, "name", is_day(d->law->adopted) ? "adoption" : d->text ? "export" : "digest", NULL);
  cop_xml_empty(d->x, "FRBRauthor", "href", DESK, NULL);
}

static void
write_meta(const Digest *d)
{
  CopXml *x = d->x;
  cop_xml_open(x, "meta");
  cop_xml_start(x, "identification", "source", DESK, NULL);
  write_work(d);
  cop_xml_empty(x, "FRBRcountry", "value", d->country, NULL);
  cop_xml_empty(x, "FRBRnumber", "value", d->law->number, NULL);
  cop_xml_close_as(x, "FRBRWork");
  write_level(d, "FRBRExpression", "/eng@", d->text ? "export" : "digest", d->made);
  cop_xml_empty(x, "FRBRlanguage", "language", "eng", NULL);
  cop_xml_close_as(x, "FRBRExpression");
  write_level(d, "FRBRManifestation", "/eng@.xml", "export", d->made);
  cop_xml_empty(x, "FRBRformat", "value", "application/akn+xml", NULL);
  cop_xml_close_as(x, "FRBRManifestation");
  cop_xml_close_as(x, "identification");
  cop_xml_start(x, "references", "source", DESK, NULL);
  cop_xml_empty(x, "TLCOrganization", "eId", "desk", "href", "/akn/ontology/organization/copkit", "showAs", "copkit", NULL);
  cop_xml_close_as(x, "references");
  cop_xml_close_as(x, "meta");
  cop_xml_line(x);
}

/* --- text --- */

static void
write_preface(const Digest *d)
{
  CopXml *x = d->x;
  cop_xml_open(x, "preface");
  cop_xml_start(x, "p", "eId", "preface__p_1", NULL);
  cop_xml_element(x, "docNumber", d->law->number);
  cop_xml_text(x, ", ");
  cop_xml_element(x, "docTitle", d->law->title);
  cop_xml_close(x);
  if (d->text) {
    cop_xml_close_as(x, "preface");
    cop_xml_line(x);
    return;
  }
  cop_xml_start(x, "p", "eId", "preface__p_2", NULL);
  cop_xml_text(x, "Digest in the words of the editors. It is not the text of the law, and whoever relies on a provision reads it in the original.");
  cop_xml_close(x);
  cop_xml_close_as(x, "preface");
  cop_xml_line(x);
}

static void
write_provision(const Digest *d, const CopProvision *v, size_t n)
{
  CopXml *x = d->x;
  g_autofree char *id = g_strdup_printf("sec_%zu", n), *content = g_strdup_printf("%s__content", id), *p = g_strdup_printf("%s__p_1", content);
  cop_xml_start(x, "section", "eId", id, NULL);
  cop_xml_element(x, "num", v->section);
  cop_xml_element(x, "heading", v->theme);
  cop_xml_start(x, "content", "eId", content, NULL);
  cop_xml_start(x, "p", "eId", p, NULL);
  cop_xml_text(x, v->gist);
  cop_xml_close(x);
  cop_xml_close_as(x, "content");
  cop_xml_close_as(x, "section");
  cop_xml_line(x);
}

static void
write_body(const Digest *d, const CopModel *m)
{
  size_t n = 0;
  cop_xml_open(d->x, "mainBody");
  cop_xml_line(d->x);
  for (size_t i = 0; i < m->provisions.n; i++)
    if (strcmp(m->provisions.items[i].law, d->law->id) == 0)
      write_provision(d, &m->provisions.items[i], ++n);
  if (n == 0) {
    cop_xml_start(d->x, "p", "eId", "mainBody__p_1", NULL);
    cop_xml_text(d->x, d->law->gist);
    cop_xml_close(d->x);
  }
  cop_xml_close_as(d->x, "mainBody");
}

/* --- the text of the law --- */

static void
write_article(const Digest *d, const CopArticle *v, size_t n)
{
  CopXml *x = d->x;
  g_autofree char *id = g_strdup_printf("sec_%zu", n), *content = g_strdup_printf("%s__content", id);
  g_auto(GStrv) lines = g_strsplit(v->text, "\n", -1);
  cop_xml_start(x, "section", "eId", id, NULL);
  cop_xml_element(x, "num", v->section);
  if (v->heading != NULL)
    cop_xml_element(x, "heading", v->heading);
  cop_xml_start(x, "content", "eId", content, NULL);
  for (size_t i = 0; lines[i] != NULL; i++) {
    g_autofree char *p = g_strdup_printf("%s__p_%zu", content, i + 1);
    if (*lines[i] == '\0')
      continue;
    cop_xml_start(x, "p", "eId", p, NULL);
    cop_xml_text(x, lines[i]);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "content");
  cop_xml_close_as(x, "section");
  cop_xml_line(x);
}

/* Sections under the same headings stand in one group. */
static void
write_articles(const Digest *d, const CopModel *m)
{
  CopXml *x = d->x;
  const char *under = NULL;
  size_t n = 0, groups = 0;
  cop_xml_open(x, "body");
  cop_xml_line(x);
  for (size_t i = 0; i < m->articles.n; i++) {
    const CopArticle *v = &m->articles.items[i];
    if (strcmp(v->law, d->law->id) != 0)
      continue;
    if (g_strcmp0(v->under, under) != 0) {
      if (under != NULL)
        cop_xml_close_as(x, "hcontainer");
      if (v->under != NULL) {
        g_autofree char *id = g_strdup_printf("hcontainer_%zu", ++groups);
        cop_xml_start(x, "hcontainer", "name", "group", "eId", id, NULL);
        cop_xml_element(x, "heading", v->under);
        cop_xml_line(x);
      }
      under = v->under;
    }
    write_article(d, v, ++n);
  }
  if (under != NULL)
    cop_xml_close_as(x, "hcontainer");
  cop_xml_close_as(x, "body");
}

/* A paper that is no law has a main body of its own. */
static void
write_paper(const Digest *d, const CopModel *m)
{
  size_t n = 0;
  cop_xml_open(d->x, "mainBody");
  cop_xml_line(d->x);
  for (size_t i = 0; i < m->articles.n; i++)
    if (strcmp(m->articles.items[i].law, d->law->id) == 0)
      write_article(d, &m->articles.items[i], ++n);
  cop_xml_close_as(d->x, "mainBody");
}

/* --- the document as it came --- */

typedef struct {
  const CopModel *m;
  CopArena *a;
  const char *made;    /* day */
  GHashTable *markup;  /* article to the tree of its markup */
  GHashTable *changed; /* articles whose words are no longer those of their markup */
  bool edited;             /* anything is not as it came */
  const CopXmlNode *dated; /* first author of the document's expression: dates stand before it */
} Frame;

static bool
is_part(const CopXmlNode *n)
{
  return cop_xml_is(n, COP_FRAME_NS, "part");
}

static bool
is_changed(CopArena *a, const CopArticle *v, const CopXmlNode *n)
{
  const char *heading = is_part(n) ? NULL : cop_law_line(a, cop_xml_child(n, NULL, "heading"));
  const char *text = n->first == NULL ? NULL : cop_law_run(a, n->first, n->last);
  return g_strcmp0(heading, v->heading) != 0 || strcmp(text != NULL ? text : heading != NULL ? heading : "", v->text) != 0;
}

/* What the words of a changed section stand in: by the standard, a place in the
 * hierarchy has its text in "content", other blocks hold paragraphs. */
static bool
takes_content(const char *name)
{
  static const char *const names[] = { "alinea", "article", "book", "chapter", "clause", "division", "hcontainer", "indent", "level", "list", "paragraph", "part", "point",
                                       "proviso", "rule", "section", "subchapter", "subclause", "subdivision", "sublist", "subparagraph", "subpart", "subrule", "subsection",
                                       "subtitle", "title", "tome", "transitional", NULL };
  return g_strv_contains(names, name);
}

static bool
takes_paragraphs(const char *name)
{
  static const char *const names[] = { "intro", "wrapUp", "content", "item", "preamble", "header", "conclusions", "introduction", "background", "arguments", "remedies", "motivation",
                                       "decision", "debateSection", "prayers", "oralStatements", "writtenStatements", "adjournment", "speech", "container", "blockContainer", NULL };
  return g_strv_contains(names, name);
}

static void
write_changed(const Frame *f, CopXml *x, const CopArticle *v, const CopXmlNode *n)
{
  const CopXmlNode *first = is_part(n) ? cop_xml_child(n, NULL, NULL) : n, *number = cop_xml_child(first, NULL, "num");
  bool content = takes_content(first->name), own = content || takes_paragraphs(first->name);
  g_auto(GStrv) lines = g_strsplit(v->text, "\n", -1);
  if (own)
    cop_law_begin(x, f->a, first, COP_AKN_NS);
  if (own && number != NULL)
    cop_law_copy(x, f->a, number, COP_AKN_NS, NULL, NULL);
  if (own && v->heading != NULL)
    cop_xml_element(x, "heading", v->heading);
  if (content)
    cop_xml_open(x, "content");
  for (size_t i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      cop_xml_element(x, "p", lines[i]);
  if (content)
    cop_xml_close_as(x, "content");
  if (own)
    cop_xml_close(x);
}

/* A section in the place that was kept for it; a day of change among the dates of
 * the expression. */
static bool
write_instead(CopXml *x, const CopXmlNode *n, void *data)
{
  const Frame *f = data;
  if (f->edited && n == f->dated) {
    cop_xml_empty(x, "FRBRdate", "date", f->made, "name", "changed-after-import", NULL);
    return false; /* and the author itself */
  }
  if (n->name == NULL || g_strcmp0(n->ns, COP_FRAME_NS) != 0)
    return false;
  const CopArticle *v = cop_model_article(f->m, cop_xml_attribute(n, NULL, "id"));
  const CopXmlNode *markup = v == NULL ? NULL : g_hash_table_lookup(f->markup, v);
  if (markup == NULL)
    return true; /* taken out since */
  if (g_hash_table_contains(f->changed, v))
    write_changed(f, x, v, markup);
  else if (!is_part(markup))
    cop_law_copy(x, f->a, markup, COP_AKN_NS, NULL, NULL);
  else
    for (const CopXmlNode *c = markup->first; c != NULL; c = c->next)
      cop_law_copy(x, f->a, c, COP_AKN_NS, NULL, NULL);
  return true;
}

static const CopLawText *
law_text(const CopModel *m, const CopLaw *law)
{
  for (size_t i = 0; i < m->law_texts.n; i++)
    if (strcmp(m->law_texts.items[i].law, law->id) == 0)
      return &m->law_texts.items[i];
  return NULL;
}

/* A child of a child; NULL where one is missing. */
static const CopXmlNode *
descend(const CopXmlNode *n, const char *const *names)
{
  for (; n != NULL && *names != NULL; names++)
    n = cop_xml_child(n, NULL, *names);
  return n;
}

static size_t
count_places(const CopXmlNode *frame)
{
  size_t n = 0;
  for (const CopXmlNode *c = frame; c != NULL; c = cop_xml_walk(c, frame))
    n += c->name != NULL && g_strcmp0(c->ns, COP_FRAME_NS) == 0;
  return n;
}

/* The document as it came, with what a person has changed since. NULL when there
 * is none, or when a section has no place in it. */
static char *
write_frame(const CopModel *m, const CopLaw *law, const char *day)
{
  const CopLawText *kept = law_text(m, law);
  if (kept == NULL)
    return NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GHashTable) markup = g_hash_table_new(NULL, NULL), changed = g_hash_table_new(NULL, NULL);
  const CopXmlNode *frame = cop_xml_read(a, kept->frame, strlen(kept->frame), NULL);
  size_t n = 0;
  for (size_t i = 0; i < m->articles.n && frame != NULL; i++) {
    const CopArticle *v = &m->articles.items[i];
    if (strcmp(v->law, law->id) != 0)
      continue;
    const CopXmlNode *node = v->markup == NULL ? NULL : cop_xml_read(a, v->markup, strlen(v->markup), NULL);
    if (node == NULL)
      return NULL;
    g_hash_table_insert(markup, (gpointer)v, (gpointer)node);
    if (is_changed(a, v, node))
      g_hash_table_add(changed, (gpointer)v);
    n++;
  }
  if (frame == NULL || n > count_places(frame))
    return NULL;
  static const char *const dated[] = { "meta", "identification", "FRBRExpression", "FRBRauthor", NULL };
  Frame f = { m, a, day, markup, changed, g_hash_table_size(changed) > 0 || n < count_places(frame), descend(cop_xml_child(frame, NULL, NULL), dated) };
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_law_copy(x, a, frame, NULL, write_instead, &f);
  return cop_xml_finish(x);
}

static bool
has_text(const CopModel *m, const CopLaw *law)
{
  for (size_t i = 0; i < m->articles.n; i++)
    if (strcmp(m->articles.items[i].law, law->id) == 0)
      return true;
  return false;
}

char *
cop_akn_law(const CopModel *m, const CopLaw *law, const char *made)
{
  const CopCountry *country = cop_model_country_record(m);
  g_autofree char *code = g_ascii_strdown(country == NULL ? "xx" : country->id, -1);
  g_autofree char *day = g_strndup(made, sizeof "YYYY-MM-DD" - 1), *part = part_of(law->id);
  char *kept = write_frame(m, law, day);
  if (kept != NULL)
    return kept;
  const char *date = is_day(law->adopted) ? law->adopted : day;
  bool text = has_text(m, law), paper = law->status == COP_LAW_NO_LAW;
  const char *element = !text || paper ? "doc" : law->status == COP_LAW_PENDING ? "bill" : "act", *name = !text ? "digest" : paper ? "paper" : element;
  g_autofree char *work = g_strdup_printf("/akn/%s/%s%s/%s/%s", code, element, text ? "" : "/digest", date, part);
  Digest d = { .x = cop_xml_new(COP_XML_SYNTAX_XML), .law = law, .text = text, .country = code, .work = work, .date = date, .made = day };
  cop_xml_start(d.x, "akomaNtoso", "xmlns", COP_AKN_NS, NULL);
  cop_xml_line(d.x);
  cop_xml_start(d.x, element, "name", name, NULL);
  cop_xml_line(d.x);
  write_meta(&d);
  write_preface(&d);
  if (text && paper)
    write_paper(&d, m);
  else if (text)
    write_articles(&d, m);
  else
    write_body(&d, m);
  cop_xml_close_as(d.x, element);
  cop_xml_close_as(d.x, "akomaNtoso");
  return cop_xml_finish(d.x);
}
