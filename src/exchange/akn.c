/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/akn.h"

#include <string.h>

#include "base/xml.h"

#define NS "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define DESK "#desk"

typedef struct {
  CopXml *x;
  const CopLaw *law;
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
write_meta(const Digest *d)
{
  CopXml *x = d->x;
  cop_xml_open(x, "meta");
  cop_xml_start(x, "identification", "source", DESK, NULL);
  write_level(d, "FRBRWork", "", is_day(d->law->adopted) ? "adoption" : "digest", d->date);
  cop_xml_empty(x, "FRBRcountry", "value", d->country, NULL);
  cop_xml_empty(x, "FRBRnumber", "value", d->law->number, NULL);
  cop_xml_close_as(x, "FRBRWork");
  write_level(d, "FRBRExpression", "/eng@", "digest", d->made);
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

char *
cop_akn_digest(const CopModel *m, const CopLaw *law, const char *made)
{
  const CopCountry *country = cop_model_country_record(m);
  g_autofree char *code = g_ascii_strdown(country == NULL ? "xx" : country->id, -1);
  g_autofree char *day = g_strndup(made, sizeof "YYYY-MM-DD" - 1), *part = part_of(law->id);
  const char *date = is_day(law->adopted) ? law->adopted : day;
  g_autofree char *work = g_strdup_printf("/akn/%s/doc/digest/%s/%s", code, date, part);
  Digest d = { .x = cop_xml_new(COP_XML_SYNTAX_XML), .law = law, .country = code, .work = work, .date = date, .made = day };
  cop_xml_start(d.x, "akomaNtoso", "xmlns", NS, NULL);
  cop_xml_line(d.x);
  cop_xml_start(d.x, "doc", "name", "digest", NULL);
  cop_xml_line(d.x);
  write_meta(&d);
  write_preface(&d);
  write_body(&d, m);
  cop_xml_close_as(d.x, "doc");
  cop_xml_close_as(d.x, "akomaNtoso");
  return cop_xml_finish(d.x);
}
