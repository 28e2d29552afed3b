/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/akn.h"

#include <string.h>

#include "base/xml.h"

#define NS "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
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
  const char *date = is_day(law->adopted) ? law->adopted : day;
  bool text = has_text(m, law);
  const char *element = !text ? "doc" : law->status == COP_LAW_PENDING ? "bill" : "act", *name = text ? element : "digest";
  g_autofree char *work = g_strdup_printf("/akn/%s/%s%s/%s/%s", code, element, text ? "" : "/digest", date, part);
  Digest d = { .x = cop_xml_new(COP_XML_SYNTAX_XML), .law = law, .text = text, .country = code, .work = work, .date = date, .made = day };
  cop_xml_start(d.x, "akomaNtoso", "xmlns", NS, NULL);
  cop_xml_line(d.x);
  cop_xml_start(d.x, element, "name", name, NULL);
  cop_xml_line(d.x);
  write_meta(&d);
  write_preface(&d);
  if (text)
    write_articles(&d, m);
  else
    write_body(&d, m);
  cop_xml_close_as(d.x, element);
  cop_xml_close_as(d.x, "akomaNtoso");
  return cop_xml_finish(d.x);
}
