/* SPDX-License-Identifier: Apache-2.0 */
#include "import/akn.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "import/pack_draft.h"
#include "model/law_markup.h"

typedef struct {
  CopPackDraft draft;
  CopArena *a;
  const CopModel *stored;
  const char *law;     /* id */
  const char *source;  /* id of its record */
  CopLawForm form;
  GHashTable *ids;     /* of articles */
  GHashTable *stead;   /* node to the id of the article it went into, "" where an earlier node stands for it */
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

/* --- names --- */

/* Documents of the standard, in the order of CopLawForm; `status` is what a new law of that form gets. */
static const struct {
  const char *element;
  CopLawForm form;
  CopLawStatus status;
} documents[] = {
  { "act", COP_LAW_FORM_ACT, COP_LAW_IN_FORCE },
  { "bill", COP_LAW_FORM_BILL, COP_LAW_PENDING },
  { "doc", COP_LAW_FORM_DOCUMENT, COP_LAW_NO_LAW },
  { "debate", COP_LAW_FORM_DEBATE, COP_LAW_NO_LAW },
  { "debateReport", COP_LAW_FORM_DEBATE_REPORT, COP_LAW_NO_LAW },
  { "statement", COP_LAW_FORM_STATEMENT, COP_LAW_NO_LAW },
  { "judgment", COP_LAW_FORM_JUDGMENT, COP_LAW_NO_LAW },
  { "amendment", COP_LAW_FORM_AMENDMENT, COP_LAW_NO_LAW },
  { "amendmentList", COP_LAW_FORM_AMENDMENT_LIST, COP_LAW_NO_LAW },
  { "officialGazette", COP_LAW_FORM_GAZETTE, COP_LAW_NO_LAW },
  { "documentCollection", COP_LAW_FORM_COLLECTION, COP_LAW_NO_LAW },
  { "portion", COP_LAW_FORM_PORTION, COP_LAW_NO_LAW },
};

static int
document_of(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
    if (strcmp(documents[i].element, name) == 0)
      return (int)i;
  return -1;
}

static const CopXmlNode *
find(const CopXmlNode *top, const char *name)
{
  for (const CopXmlNode *n = top; n != NULL; n = cop_xml_walk(n, top))
    if (n->name != NULL && strcmp(n->name, name) == 0)
      return n;
  return NULL;
}

/* In the pages before the body: where a document says what it is. */
static const CopXmlNode *
find_in_front(const CopXmlNode *document, const char *name)
{
  static const char *const fronts[] = { "preface", "coverPage", "header" };
  for (size_t i = 0; i < G_N_ELEMENTS(fronts); i++) {
    const CopXmlNode *front = cop_xml_child(document, NULL, fronts[i]), *n = front == NULL ? NULL : find(front, name);
    if (n != NULL)
      return n;
  }
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

static const char *
note_of_law(const Act *t)
{
  switch (documents[t->form].status) {
  case COP_LAW_PENDING:
    return "A bill; never cited as law.";
  case COP_LAW_NO_LAW:
    return t->form == COP_LAW_FORM_JUDGMENT ? "A judgment, not a law. A court's text may name a child: see that names are withheld before anything is quoted." :
                                              "Not a law: to be read, never cited as one.";
  default:
    return "Why it matters here has not been written yet: the long title stands for it.";
  }
}

static void
add_law(Act *t, const CopTree *at, const char *number, const char *title, const char *gist, const char *adopted)
{
  CopTree *r = cop_pack_draft_record(&t->draft, "laws", at);
  put(t, r, at, "id", t->law);
  put(t, r, at, "number", number);
  put(t, r, at, "title", title);
  put(t, r, at, "adopted", adopted);
  put(t, r, at, "status", cop_words(COP_WORDS_LAW)->words[documents[t->form].status]);
  put(t, r, at, "gist", gist);
  cop_pack_draft_int(&t->draft, r, at, "position", 1000);
  put_provenance(t, r, at, NULL, note_of_law(t));
}

static const char *
article_id(Act *t, const char *section)
{
  const char *base = cop_arena_printf(t->a, "%s/%s", t->law, cop_text_id_part(t->a, section)), *id = base;
  for (int k = 2; !g_hash_table_add(t->ids, (gpointer)id); k++)
    id = cop_arena_printf(t->a, "%s-%d", base, k);
  return id;
}

/* "4" of a section is cited as "Section 4", "[4]" of a judgment as "Paragraph
 * [4]"; "Art. 1." says so itself. */
static const char *
section_of(Act *t, const CopXmlNode *n, const char *number)
{
  static const struct {
    const char *element, *kind;
  } kinds[] = { { "item", "Paragraph" }, { "level", "Paragraph" }, { "preamble", "Preamble" }, { "header", "Header" }, { "conclusions", "Conclusions" } };
  const char *kind = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(kinds) && kind == NULL; i++)
    kind = strcmp(kinds[i].element, n->name) == 0 ? kinds[i].kind : NULL;
  if (kind != NULL && number == NULL && strcmp(kind, "Paragraph") != 0)
    return kind;
  bool hierarchy = number != NULL || strcmp(n->name, "section") == 0 || strcmp(n->name, "article") == 0;
  if (kind == NULL)
    kind = hierarchy ? cop_arena_printf(t->a, "%c%s", g_ascii_toupper(*n->name), n->name + 1) : "Part";
  if (number == NULL)
    return cop_arena_printf(t->a, "%s %" G_GINT64_FORMAT, kind, t->n + 1);
  return g_ascii_isdigit(*number) || *number == '[' ? cop_arena_printf(t->a, "%s %s", kind, number) : number;
}

/* The elements first .. last, side by side, as markup. */
static const char *
markup_of(Act *t, const CopXmlNode *first, const CopXmlNode *last)
{
  CopXml *x = cop_xml_new_fragment(COP_XML_SYNTAX_XML);
  if (first != last)
    cop_xml_start(x, "part", "xmlns", COP_FRAME_NS, NULL);
  for (const CopXmlNode *n = first; n != NULL; n = n == last ? NULL : n->next)
    cop_law_copy(x, t->a, n, first != last ? COP_FRAME_NS : NULL, NULL, NULL);
  if (first != last)
    cop_xml_close(x);
  g_autofree char *text = cop_xml_finish(x);
  return cop_arena_strdup(t->a, g_strchomp(text));
}

/* The elements first .. last as one section. */
static void
add_article(Act *t, const CopXmlNode *first, const CopXmlNode *last, const char *under)
{
  const CopTree *at = place_of(t, first);
  const char *number = first != last ? NULL : cop_law_line(t->a, cop_xml_child(first, NULL, "num"));
  const char *heading = first != last ? NULL : cop_law_line(t->a, cop_xml_child(first, NULL, "heading"));
  const char *text = first != last || first->first == NULL ? cop_law_run(t->a, first, last) : cop_law_run(t->a, first->first, first->last);
  if (text == NULL && heading == NULL)
    return;
  const char *section = section_of(t, first, number), *id = article_id(t, section), *markup = markup_of(t, first, last);
  if (strlen(markup) > COP_LIMIT_TEXT) {
    REFUSE(t, at, NULL, "%s is longer than %u bytes", section, COP_LIMIT_TEXT);
    return;
  }
  CopTree *r = cop_pack_draft_record(&t->draft, "articles", at);
  put(t, r, at, "id", id);
  put(t, r, at, "law", t->law);
  put(t, r, at, "section", section);
  put(t, r, at, "heading", heading);
  put(t, r, at, "under", under);
  put(t, r, at, "text", text != NULL ? text : heading);
  put(t, r, at, "markup", markup);
  cop_pack_draft_int(&t->draft, r, at, "position", ++t->n);
  put_provenance(t, r, at, section, NULL);
  for (const CopXmlNode *n = first; n != NULL; n = n == last ? NULL : n->next)
    g_hash_table_insert(t->stead, (gpointer)n, (gpointer)(n == first ? id : ""));
}

static bool
is_one_of(const char *name, const char *const *names)
{
  return name != NULL && g_strv_contains(names, name);
}

/* Names, references and titles: they stay in the frame, unless a portion is one. */
static bool
is_frame(const CopXmlNode *n)
{
  static const char *const names[] = { "meta", "coverPage", "preface", "toc", "num", "heading", NULL };
  return is_one_of(n->name, names) && strcmp(n->parent->name, "portionBody") != 0;
}

/* What only holds documents and their bodies. */
static bool
is_holder(const char *name)
{
  static const char *const names[] = { "components", "component", "attachments", "attachment", "body", "mainBody", "judgmentBody", "debateBody", "amendmentBody", "portionBody",
                                       "collectionBody", NULL };
  return is_one_of(name, names) || document_of(name) >= 0;
}

static bool
is_unit(const char *name)
{
  static const char *const names[] = { "section", "article", "preamble", "header", "conclusions", NULL };
  return is_one_of(name, names);
}

/* Parts of a sitting; the innermost are its sections. */
static bool
is_sitting(const char *name)
{
  static const char *const names[] = { "debateSection", "administrationOfOath", "rollCall", "prayers", "oralStatements", "writtenStatements", "personalStatements",
                                       "ministerialStatements", "resolutions", "nationalInterest", "declarationOfVote", "communication", "petitions", "papers",
                                       "noticesOfMotion", "questions", "address", "proceduralMotions", "pointOfOrder", "adjournment", NULL };
  return is_one_of(name, names);
}

/* Whether sections stand below `n`; not those it quotes. */
static bool
holds(const CopXmlNode *n, bool (*wanted)(const CopXmlNode *))
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    if (c->name != NULL && strcmp(c->name, "quotedStructure") != 0 && strcmp(c->name, "embeddedStructure") != 0 && (wanted(c) || holds(c, wanted)))
      return true;
  return false;
}

static bool
wants_section(const CopXmlNode *n)
{
  return strcmp(n->name, "section") == 0 || strcmp(n->name, "article") == 0;
}

static bool
wants_sitting(const CopXmlNode *n)
{
  return is_sitting(n->name);
}

static bool
wants_number(const CopXmlNode *n)
{
  return cop_xml_child(n, NULL, "num") != NULL;
}

/* Words of its own between the elements. */
static bool
is_mixed(const CopXmlNode *n)
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    for (size_t i = 0; c->name == NULL && i < c->length; i++)
      if (!g_ascii_isspace(c->text[i]))
        return true;
  return false;
}

/* Whether the sections are looked for below `n`, rather than being `n`. */
static bool
is_divided(const CopXmlNode *n)
{
  if (is_holder(n->name))
    return true;
  if (is_unit(n->name) || is_mixed(n))
    return false;
  if (is_sitting(n->name))
    return holds(n, wants_sitting);
  return holds(n, wants_section) || (cop_xml_child(n, NULL, "num") == NULL && holds(n, wants_number));
}

/* "Part II Crimes"; a document within another by its title, parts of a judgment
 * by what the standard calls them. */
static const char *
title_of_group(Act *t, const CopXmlNode *n, const char *above)
{
  static const char *const parts[] = { "introduction", "background", "arguments", "remedies", "motivation", "decision", NULL };
  const char *number = cop_law_line(t->a, cop_xml_child(n, NULL, "num")), *heading = cop_law_line(t->a, cop_xml_child(n, NULL, "heading"));
  const char *own = number == NULL ? heading : heading == NULL ? number : cop_arena_printf(t->a, "%s %s", number, heading);
  if (own == NULL && document_of(n->name) >= 0 && n->parent->parent != NULL)
    own = cop_law_line(t->a, find_in_front(n, "docTitle"));
  if (own == NULL && is_one_of(n->name, parts))
    own = cop_arena_printf(t->a, "%c%s", g_ascii_toupper(*n->name), n->name + 1);
  return own == NULL ? above : above == NULL ? own : cop_arena_printf(t->a, "%s, %s", above, own);
}

static void
add_sections(Act *t, const CopXmlNode *of, const char *under)
{
  for (const CopXmlNode *n = of->first; n != NULL; n = n->next) {
    if (n->name == NULL || is_frame(n))
      continue;
    if (is_divided(n)) {
      add_sections(t, n, title_of_group(t, n, under));
      continue;
    }
    const CopXmlNode *last = n;
    if (!is_unit(n->name) && !is_sitting(n->name) && !wants_number(n)) /* and its neighbours of the same kind */
      for (const CopXmlNode *c = n->next; c != NULL; c = c->next) {
        if (c->name == NULL)
          continue;
        if (is_frame(c) || is_divided(c) || is_unit(c->name) || is_sitting(c->name) || wants_number(c))
          break;
        last = c;
      }
    add_article(t, n, last, under);
    n = last;
  }
}

/* --- the frame --- */

static bool
write_stead(CopXml *x, const CopXmlNode *n, void *data)
{
  const char *id = g_hash_table_lookup(data, n);
  if (id != NULL && *id != '\0')
    cop_xml_empty(x, "section", "xmlns", COP_FRAME_NS, "id", id, NULL);
  return id != NULL;
}

static void
add_frame(Act *t, const CopXmlNode *root)
{
  const CopTree *at = place_of(t, root);
  CopXml *x = cop_xml_new_fragment(COP_XML_SYNTAX_XML);
  cop_law_copy(x, t->a, root, NULL, write_stead, t->stead);
  g_autofree char *frame = g_strchomp(cop_xml_finish(x));
  if (strlen(frame) > COP_LIMIT_TEXT) {
    REFUSE(t, at, NULL, "what stands around the sections is longer than %u bytes", COP_LIMIT_TEXT);
    return;
  }
  CopTree *r = cop_pack_draft_record(&t->draft, "law_texts", at);
  put(t, r, at, "id", t->law);
  put(t, r, at, "law", t->law);
  put(t, r, at, "form", cop_words(COP_WORDS_LAW_FORM)->words[t->form]);
  put(t, r, at, "frame", cop_arena_strdup(t->a, frame));
  put_provenance(t, r, at, NULL, NULL);
}

/* --- the file --- */

/* The law of the store a document belongs to: by our own name for it, its
 * number, or as what came from the same file before. */
static const CopLaw *
law_known(Act *t, const CopXmlNode *work, const char *number, const char *fresh)
{
  const CopLaw *known = law_of_alias(t, work);
  known = known != NULL ? known : law_of_number(t, number);
  if (known != NULL || t->stored == NULL)
    return known;
  const CopLaw *before = cop_model_law(t->stored, fresh);
  return before != NULL && strcmp(before->origin, cop_arena_printf(t->a, "akn-%s", fresh)) == 0 ? before : NULL;
}

static void
read_document(Act *t, const CopXmlNode *root, const CopXmlNode *document)
{
  const CopTree *at = place_of(t, document);
  const CopXmlNode *meta = cop_xml_child(document, NULL, "meta"), *identification = meta == NULL ? NULL : cop_xml_child(meta, NULL, "identification");
  const CopXmlNode *work = identification == NULL ? NULL : cop_xml_child(identification, NULL, "FRBRWork");
  const CopXmlNode *expression = identification == NULL ? NULL : cop_xml_child(identification, NULL, "FRBRExpression");
  if (work == NULL) {
    REFUSE(t, at, NULL, "the file does not identify the work (meta, identification, FRBRWork)");
    return;
  }
  if (law_of_alias(t, work) != NULL && g_strcmp0(cop_xml_attribute(document, NULL, "name"), "digest") == 0) {
    REFUSE(t, at, NULL, "this is copkit's digest of a law in the words of the editors, not its text");
    return;
  }
  const char *number = cop_law_line(t->a, find_in_front(document, "docNumber")), *frbr = value_at(work, "FRBRnumber", "value");
  const char *title = cop_law_line(t->a, find_in_front(document, "shortTitle")), *long_title = cop_law_line(t->a, find_in_front(document, "docTitle"));
  number = number != NULL ? number : frbr != NULL ? frbr : value_at(work, "FRBRuri", "value");
  title = title != NULL ? title : long_title != NULL ? long_title : number;
  if (number == NULL) {
    REFUSE(t, at, NULL, "the document has no number (docNumber, FRBRnumber or FRBRuri)");
    return;
  }
  const char *country = value_at(work, "FRBRcountry", "value"), *adopted = day_of(t, value_at(work, "FRBRdate", "date")), *version = day_of(t, value_at(expression, "FRBRdate", "date"));
  const char *name = frbr != NULL ? frbr : number;
  const char *fresh = cop_text_id_part(t->a, cop_arena_printf(t->a, "%s-%s", country == NULL ? "law" : country, name + strspn(name, "/")));
  const CopLaw *known = law_known(t, work, number, fresh);
  t->law = known != NULL ? known->id : fresh;
  t->source = cop_arena_printf(t->a, "akn-%s", t->law);
  add_source(t, at, title, value_at(work, "FRBRuri", "value"), version);
  /* A law another pack or a person keeps is left as it is; one of ours comes again. */
  if (known == NULL || g_strcmp0(known->origin, t->source) == 0)
    add_law(t, at, number, title, long_title != NULL ? long_title : title, adopted);
  add_sections(t, root, NULL);
  if (t->n == 0 && find(document, "documentRef") == NULL && find(document, "componentRef") == NULL)
    REFUSE(t, at, NULL, find(document, "body") != NULL ? "the body holds no section" : "the document holds no text");
  add_frame(t, root);
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
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal), stead = g_hash_table_new(NULL, NULL);
  Act t = { .draft = cop_pack_draft(s, path, d), .a = s->arena, .stored = stored, .ids = ids, .stead = stead };
  g_autoptr(GError) broken = NULL;
  const CopXmlNode *root = cop_xml_read(s->arena, text, length, &broken);
  const CopXmlNode *doc = root == NULL ? NULL : root->first;
  while (doc != NULL && doc->name == NULL)
    doc = doc->next;
  if (root == NULL)
    REFUSE(&t, place_of(&t, NULL), NULL, "%s", broken->message);
  else if (strcmp(root->name, "akomaNtoso") != 0 || doc == NULL)
    REFUSE(&t, place_of(&t, root), NULL, "this is no Akoma Ntoso document; its root is: %s", root->name);
  else if (document_of(doc->name) < 0)
    REFUSE(&t, place_of(&t, doc), NULL, "Akoma Ntoso 3.0 has no document of this name: %s", doc->name);
  else {
    t.form = documents[document_of(doc->name)].form;
    read_document(&t, root, doc);
  }
  return true;
}
