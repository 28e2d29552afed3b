/* SPDX-License-Identifier: Apache-2.0 */
#include "import/akn.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "import/pack_draft.h"

typedef struct {
  CopPackDraft draft;
  CopArena *a;
  const CopModel *stored;
  const char *law;     /* id */
  const char *source;  /* id of its record */
  GHashTable *ids;     /* of articles */
  int64_t n;
} Act;

#define REFUSE(T, AT, REMEDY, ...) cop_pack_draft_refuse(&(T)->draft, (AT), "akn-law", (REMEDY), __VA_ARGS__)

static const CopTree *
place_of(Act *t, const CopXmlNode *n)
{
  CopTree *place = cop_new(t->a, CopTree);
  place->kind = COP_TREE_MAP;
  place->line = n == NULL ? 1 : n->line;
  place->column = 1;
  return place;
}

static void
put(Act *t, CopTree *record, const CopTree *from, const char *key, const char *text)
{
  cop_pack_draft_text(&t->draft, record, from, key, text);
}

/* --- text --- */

static bool
is_inline(const char *name)
{
  static const char *const names[] = { "i", "b", "u", "a", "ref", "rref", "mref", "span", "sup", "sub", "abbr", "def", "date", "time", "term", "docTitle", "shortTitle", "docNumber",
                                       "docDate", "docType", "docStatus", "docProponent", "mod", "mmod", "rmod", "quotedText", "inline", "eol", "person", "organization", "concept",
                                       "object", "event", "location", "process", "role", "quantity", "entity", "place" "holder", "ins", "del", "omissis", "remark", "noteRef", "img",
                                       "affectedDocument", "relatedDocument", "change", "legislature", "session", "decoration", "eop", "fillIn", "signature", NULL };
  return g_strv_contains(names, name);
}

typedef struct {
  GString *lines, *line, *number; /* a number waits for the text it stands before */
} Lines;

static Lines
lines_new(void)
{
  return (Lines){ g_string_new(NULL), g_string_new(NULL), g_string_new(NULL) };
}

static const char *
lines_end(Act *t, Lines *l)
{
  const char *text = l->lines->len == 0 ? NULL : cop_arena_strdup(t->a, l->lines->str);
  g_string_free(l->lines, TRUE);
  g_string_free(l->line, TRUE);
  g_string_free(l->number, TRUE);
  return text;
}

static void
flush(Lines *l)
{
  g_autofree char *copy = g_strdup(l->line->str);
  g_strstrip(copy);
  if (*copy != '\0') {
    if (l->lines->len > 0)
      g_string_append_c(l->lines, '\n');
    g_string_append(l->lines, l->number->str);
    g_string_truncate(l->number, 0);
    for (const char *c = copy; *c != '\0'; c++) {
      bool blank = g_ascii_isspace(*c);
      if (!blank)
        g_string_append_c(l->lines, *c);
      else if (!g_ascii_isspace(c[1]))
        g_string_append_c(l->lines, ' ');
    }
  }
  g_string_truncate(l->line, 0);
}

static void gather(Lines *l, const CopXmlNode *n);

static void
gather_number(Lines *l, const CopXmlNode *n)
{
  g_autofree char *text = cop_xml_content(n);
  flush(l);
  for (char *c = g_strstrip(text); *c != '\0'; c++)
    if (!g_ascii_isspace(*c) || !g_ascii_isspace(c[1]))
      g_string_append_c(l->number, g_ascii_isspace(*c) ? ' ' : *c);
  if (*text != '\0')
    g_string_append_c(l->number, ' ');
}

/* Depth is bounded by the reader. */
static void
gather(Lines *l, const CopXmlNode *n)
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next) {
    if (c->name == NULL) {
      g_string_append_len(l->line, c->text, (gssize)c->length);
      continue;
    }
    if (strcmp(c->name, "num") == 0) {
      gather_number(l, c);
      continue;
    }
    bool block = !is_inline(c->name);
    if (block)
      flush(l);
    if (strcmp(c->name, "eol") == 0)
      g_string_append_c(l->line, ' ');
    gather(l, c);
    if (block)
      flush(l);
  }
}

static const char *
text_of(Act *t, const CopXmlNode *n)
{
  Lines l = lines_new();
  gather(&l, n);
  flush(&l);
  return lines_end(t, &l);
}

static const char *
line_of(Act *t, const CopXmlNode *n)
{
  return n == NULL ? NULL : cop_text_running(t->a, text_of(t, n));
}

/* The text of a section without its own number and headings. */
static const char *
body_of(Act *t, const CopXmlNode *n)
{
  Lines l = lines_new();
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next) {
    if (c->name == NULL || strcmp(c->name, "num") == 0 || strcmp(c->name, "heading") == 0)
      continue;
    CopXmlNode alone = *c; /* without what follows it */
    alone.next = NULL;
    const CopXmlNode wrap = { .first = &alone, .last = &alone };
    gather(&l, &wrap);
  }
  flush(&l);
  return lines_end(t, &l);
}

/* --- names --- */

static const CopXmlNode *
find(const CopXmlNode *top, const char *name)
{
  for (const CopXmlNode *n = top; n != NULL; n = cop_xml_walk(n, top))
    if (n->name != NULL && strcmp(n->name, name) == 0)
      return n;
  return NULL;
}

static const char *
value_at(const CopXmlNode *work, const char *name, const char *attribute)
{
  const CopXmlNode *n = work == NULL ? NULL : cop_xml_child(work, NULL, name);
  return n == NULL ? NULL : cop_xml_attribute(n, NULL, attribute);
}

/* A day as written, without a time zone; NULL when it is none. */
static const char *
day_of(Act *t, const char *date)
{
  const char *day = date == NULL || strlen(date) < 10 ? NULL : cop_arena_strndup(t->a, date, 10);
  return day != NULL && cop_date_valid(day) ? day : NULL;
}

/* Our own export names the record it came from. */
static const CopLaw *
law_of_alias(Act *t, const CopXmlNode *work)
{
  for (const CopXmlNode *n = cop_xml_child(work, NULL, "FRBRalias"); n != NULL; n = cop_xml_next(n, NULL, "FRBRalias"))
    if (g_strcmp0(cop_xml_attribute(n, NULL, "name"), "copkit") == 0 && t->stored != NULL)
      return cop_model_law(t->stored, cop_xml_attribute(n, NULL, "value"));
  return NULL;
}

static const CopLaw *
law_of_number(Act *t, const char *number)
{
  for (size_t i = 0; t->stored != NULL && i < t->stored->laws.n; i++)
    if (g_ascii_strcasecmp(t->stored->laws.items[i].number, number) == 0)
      return &t->stored->laws.items[i];
  return NULL;
}

/* --- records --- */

static void
put_provenance(Act *t, CopTree *r, const CopTree *from, const char *locator, const char *note)
{
  put(t, r, from, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_SECONDARY]);
  put(t, r, from, "source", t->source);
  put(t, r, from, "locator", locator);
  put(t, r, from, "note", note);
}

static void
add_source(Act *t, const CopTree *at, const char *title, const char *uri, const char *published)
{
  CopTree *s = cop_pack_draft_record(&t->draft, "sources", at);
  put(t, s, at, "id", t->source);
  put(t, s, at, "title", title);
  put(t, s, at, "short_title", cop_arena_printf(t->a, "Text of %s", title));
  put(t, s, at, "address", uri);
  put(t, s, at, "published", published);
  put(t, s, at, "note", "Read from an Akoma Ntoso file, not from the official gazette.");
}

static void
add_law(Act *t, const CopTree *at, const char *number, const char *title, const char *gist, const char *adopted, bool bill)
{
  CopTree *r = cop_pack_draft_record(&t->draft, "laws", at);
  put(t, r, at, "id", t->law);
  put(t, r, at, "number", number);
  put(t, r, at, "title", title);
  put(t, r, at, "adopted", adopted);
  put(t, r, at, "status", cop_words(COP_WORDS_LAW)->words[bill ? COP_LAW_PENDING : COP_LAW_IN_FORCE]);
  put(t, r, at, "gist", gist);
  cop_pack_draft_int(&t->draft, r, at, "position", 1000);
  put_provenance(t, r, at, NULL, bill ? "A bill; never cited as law." : "Why it matters here has not been written yet: the long title stands for it.");
}

static const char *
article_id(Act *t, const char *section)
{
  const char *base = cop_arena_printf(t->a, "%s/%s", t->law, cop_text_id_part(t->a, section)), *id = base;
  for (int k = 2; !g_hash_table_add(t->ids, (gpointer)id); k++)
    id = cop_arena_printf(t->a, "%s-%d", base, k);
  return id;
}

static void
add_article(Act *t, const CopXmlNode *n, const char *under)
{
  const CopTree *at = place_of(t, n);
  const char *number = line_of(t, cop_xml_child(n, NULL, "num")), *heading = line_of(t, cop_xml_child(n, NULL, "heading")), *text = body_of(t, n);
  /* "4" of a section is cited as "Section 4"; "Art. 1." says so itself. */
  bool bare = number == NULL || g_ascii_isdigit(*number);
  const char *kind = strcmp(n->name, "article") == 0 ? "Article" : strcmp(n->name, "section") == 0 ? "Section" : n->name;
  const char *section = number == NULL ? cop_arena_printf(t->a, "%s %" G_GINT64_FORMAT, kind, t->n + 1) : bare ? cop_arena_printf(t->a, "%s %s", kind, number) : number;
  if (text == NULL && heading == NULL)
    return;
  if (text != NULL && strlen(text) > COP_LIMIT_TEXT) {
    REFUSE(t, at, NULL, "%s is longer than %u bytes", section, COP_LIMIT_TEXT);
    return;
  }
  CopTree *r = cop_pack_draft_record(&t->draft, "articles", at);
  put(t, r, at, "id", article_id(t, section));
  put(t, r, at, "law", t->law);
  put(t, r, at, "section", section);
  put(t, r, at, "heading", heading);
  put(t, r, at, "under", under);
  put(t, r, at, "text", text != NULL ? text : heading);
  cop_pack_draft_int(&t->draft, r, at, "position", ++t->n);
  put_provenance(t, r, at, section, NULL);
}

static bool
is_unit(const CopXmlNode *n)
{
  return n->name != NULL && (strcmp(n->name, "section") == 0 || strcmp(n->name, "article") == 0);
}

static const char *
title_of_group(Act *t, const CopXmlNode *n, const char *above)
{
  const char *number = line_of(t, cop_xml_child(n, NULL, "num")), *heading = line_of(t, cop_xml_child(n, NULL, "heading"));
  const char *own = number == NULL ? heading : heading == NULL ? number : cop_arena_printf(t->a, "%s %s", number, heading);
  return own == NULL ? above : above == NULL ? own : cop_arena_printf(t->a, "%s, %s", above, own);
}

static void
add_sections(Act *t, const CopXmlNode *of, const char *under)
{
  for (const CopXmlNode *n = of->first; n != NULL; n = n->next) {
    if (n->name == NULL)
      continue;
    bool inner = find(n, "section") != NULL || find(n, "article") != NULL;
    if (is_unit(n) || (!inner && cop_xml_child(n, NULL, "num") != NULL))
      add_article(t, n, under);
    else if (inner)
      add_sections(t, n, title_of_group(t, n, under));
    else if (of->parent == NULL || strcmp(of->name, "body") == 0)
      add_article(t, n, under);
  }
}

/* --- the file --- */

static void
read_act(Act *t, const CopXmlNode *act)
{
  const CopTree *at = place_of(t, act);
  const CopXmlNode *identification = find(act, "identification"), *body = cop_xml_child(act, NULL, "body");
  const CopXmlNode *work = identification == NULL ? NULL : cop_xml_child(identification, NULL, "FRBRWork");
  const CopXmlNode *expression = identification == NULL ? NULL : cop_xml_child(identification, NULL, "FRBRExpression");
  const CopXmlNode *preface = cop_xml_child(act, NULL, "preface");
  if (work == NULL || body == NULL) {
    REFUSE(t, at, NULL, work == NULL ? "the file does not identify the work (meta, identification, FRBRWork)" : "the law has no body");
    return;
  }
  const char *number = line_of(t, preface == NULL ? NULL : find(preface, "docNumber")), *frbr = value_at(work, "FRBRnumber", "value");
  const char *title = line_of(t, preface == NULL ? NULL : find(preface, "shortTitle")), *long_title = line_of(t, preface == NULL ? NULL : find(preface, "docTitle"));
  number = number != NULL ? number : frbr != NULL ? frbr : value_at(work, "FRBRuri", "value");
  title = title != NULL ? title : long_title != NULL ? long_title : number;
  if (number == NULL) {
    REFUSE(t, at, NULL, "the law has no number");
    return;
  }
  const CopLaw *known = law_of_alias(t, work);
  known = known != NULL ? known : law_of_number(t, number);
  const char *country = value_at(work, "FRBRcountry", "value"), *adopted = day_of(t, value_at(work, "FRBRdate", "date")), *version = day_of(t, value_at(expression, "FRBRdate", "date"));
  t->law = known != NULL ? known->id : cop_text_id_part(t->a, cop_arena_printf(t->a, "%s-%s", country == NULL ? "law" : country, frbr != NULL ? frbr : number));
  t->source = cop_arena_printf(t->a, "akn-%s", t->law);
  add_source(t, at, title, value_at(work, "FRBRuri", "value"), version);
  /* A law another pack or a person keeps is left as it is; one of ours comes again. */
  if (known == NULL || g_strcmp0(known->origin, t->source) == 0)
    add_law(t, at, number, title, long_title != NULL ? long_title : title, adopted, strcmp(act->name, "bill") == 0);
  add_sections(t, body, NULL);
  if (t->n == 0)
    REFUSE(t, place_of(t, body), NULL, "the body holds no section");
  const CopPack manifest = { .id = t->source, .version = version != NULL ? version : "1", .title = title, .licence = "not stated", .file = t->draft.file, .folder = t->draft.file };
  cop_pack_draft_add(&t->draft, &manifest);
}

bool
cop_akn_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, error);
  if (text == NULL)
    return false;
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  Act t = { .draft = cop_pack_draft(s, path, d), .a = s->arena, .stored = stored, .ids = ids };
  g_autoptr(GError) broken = NULL;
  const CopXmlNode *root = cop_xml_read(s->arena, text, length, &broken);
  const CopXmlNode *doc = root == NULL ? NULL : root->first;
  while (doc != NULL && doc->name == NULL)
    doc = doc->next;
  if (root == NULL)
    REFUSE(&t, place_of(&t, NULL), NULL, "%s", broken->message);
  else if (strcmp(root->name, "akomaNtoso") != 0 || doc == NULL)
    REFUSE(&t, place_of(&t, root), NULL, "this is no Akoma Ntoso document; its root is: %s", root->name);
  else if (strcmp(doc->name, "act") != 0 && strcmp(doc->name, "bill") != 0)
    REFUSE(&t, place_of(&t, doc), NULL, "only acts and bills are laws; this file is: %s", doc->name);
  else
    read_act(&t, doc);
  return true;
}
