/* SPDX-License-Identifier: Apache-2.0
 *
 * The quiz as a page that works from a stick (assets/learn; with index.html at its
 * root Kolibri takes it as an HTML5 app), the same page as a SCORM 1.2 and a cmi5
 * package, and as H5P with a player of its own (assets/learn/h5p), so that it needs no content
 * type from elsewhere. No answer of a child is kept: a learning
 * system is told that the round was played, and how many of the answers were
 * the best ones, which is what these standards ask for.
 */
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "base/xml.h"
#include "compose/kit_priv.h"
#include "compose/targets.h"

typedef enum { LEARN_H5P, LEARN_WEB, LEARN_SCORM, LEARN_CMI5 } Learn;

static void
add_item(const CopKitContext *c, CopArena *a, CopJson *j, const CopQuizItem *q, const char *lang)
{
  static const char *const choices[] = { "choice_a", "choice_b", "choice_c" }, *const answers[] = { "answer_a", "answer_b", "answer_c" };
  cop_json_object(j);
  cop_json_key_text(j, "id", q->id);
  cop_json_key_text(j, "stem", cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, "stem", lang));
  cop_json_key_int(j, "best", q->best[0] - 'a');
  cop_json_key_array(j, "choices");
  for (size_t k = 0; k < G_N_ELEMENTS(choices); k++) {
    cop_json_object(j);
    cop_json_key_text(j, "text", cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, choices[k], lang));
    cop_json_key_text(j, "answer", cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, answers[k], lang));
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

/* The quiz as JSON: the content of the H5P package as it is. */
static char *
quiz_json(const CopKitContext *c, CopArena *a, const char *lang, Learn kind)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  const CopHelpline *h = cop_kit_helpline(c);
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "lang", lang);
  cop_json_key_text(j, "dir", cop_lang_rtl(lang) ? "rtl" : "ltr");
  if (kind != LEARN_H5P)
    cop_json_key_text(j, "report", kind == LEARN_SCORM ? "scorm12" : kind == LEARN_CMI5 ? "cmi5" : "none");
  cop_json_key_text(j, "title", cop_tr(words, "What would you do?"));
  cop_json_key_text(j, "next", cop_tr(words, "Next"));
  cop_json_key_text(j, "end", cop_tr(words, "You have played all of it. Thank you."));
  cop_json_key_text(j, "again", cop_tr(words, "Play again"));
  cop_json_key_text(j, "help", cop_tr(words, "Ask for help"));
  cop_json_key_text(j, "number", h == NULL ? "" : h->number);
  cop_json_key_text(j, "draft", c->release ? "" : cop_tr(words, "Draft, for review"));
  cop_json_key_array(j, "items");
  size_t n_quiz_items;
  const CopQuizItem *quiz_items = cop_read_quiz_items(c->read, &n_quiz_items);
  for (size_t i = 0; i < n_quiz_items; i++)
    if (cop_kit_quiz_is_in(c, &quiz_items[i], lang))
      add_item(c, a, j, &quiz_items[i], lang);
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

/* A script that sets one variable: pages opened from a disk may not fetch. */
static const char *
quiz_data(const CopKitContext *c, CopArena *a, const char *lang, Learn kind)
{
  g_autofree char *json = quiz_json(c, a, lang, kind);
  return cop_arena_printf(a, "window.COPKIT_QUIZ = %s;\n", json);
}

/* h5p.json (H5P specification, "h5p.json Definition"); the library is that of assets/learn/h5p. */
static const char *
h5p_manifest(CopArena *a, const char *lang, const char *title)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "title", title);
  cop_json_key_text(j, "language", lang);
  cop_json_key_text(j, "mainLibrary", "H5P.CopkitQuiz");
  cop_json_key_array(j, "embedTypes");
  cop_json_text(j, "div");
  cop_json_end(j);
  cop_json_key_text(j, "license", "CC BY");
  cop_json_key_text(j, "licenseVersion", "4.0");
  cop_json_key_array(j, "preloadedDependencies");
  cop_json_object(j);
  cop_json_key_text(j, "machineName", "H5P.CopkitQuiz");
  cop_json_key_int(j, "majorVersion", 1);
  cop_json_key_int(j, "minorVersion", 0);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *json = cop_json_finish(j);
  return cop_arena_strdup(a, json);
}

static bool
compose_h5p(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  static const char *const files[] = { "library.json", "semantics.json", "quiz.js", "quiz.css" };
  CopMember *m = cop_new_n(a, CopMember, G_N_ELEMENTS(files) + 2);
  size_t n = 0;
  g_autofree char *content = quiz_json(c, a, p->lang, LEARN_H5P);
  m[n++] = (CopMember){ .name = "h5p.json", .text = h5p_manifest(a, p->lang, cop_tr(cop_catalogues_for(c->words, p->lang), "What would you do?")) };
  m[n++] = (CopMember){ .name = "content/content.json", .text = cop_arena_strdup(a, content) };
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
    m[n++] = (CopMember){ .name = cop_arena_printf(a, "H5P.CopkitQuiz-1.0/%s", files[i]), .asset = cop_arena_printf(a, "learn/h5p/%s", files[i]) };
  out->members = m;
  out->n_members = n;
  return true;
}

/* imsmanifest.xml of SCORM 1.2: one organization, one item, one SCO. */
static const char *
scorm_manifest(CopArena *a, const char *id, const char *title)
{
  static const char *const files[] = { "index.html", "quiz.css", "quiz.js", "data.js" };
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "manifest", "identifier", id, "version", "1.0", "xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
                "xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2", NULL);
  cop_xml_open(x, "metadata");
  cop_xml_element(x, "schema", "ADL SCORM");
  cop_xml_element(x, "schemaversion", "1.2");
  cop_xml_close(x);
  cop_xml_start(x, "organizations", "default", "course", NULL);
  cop_xml_start(x, "organization", "identifier", "course", NULL);
  cop_xml_element(x, "title", title);
  cop_xml_start(x, "item", "identifier", "item", "identifierref", "quiz", NULL);
  cop_xml_element(x, "title", title);
  cop_xml_element(x, "adlcp:masteryscore", "0");
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_open(x, "resources");
  cop_xml_start(x, "resource", "identifier", "quiz", "type", "webcontent", "adlcp:scormtype", "sco", "href", "index.html", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
    cop_xml_empty(x, "file", "href", files[i], NULL);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  g_autofree char *text = cop_xml_finish(x);
  return cop_arena_strdup(a, text);
}

static void
langstring(CopXml *x, const char *element, const char *lang, const char *text)
{
  cop_xml_open(x, element);
  cop_xml_start(x, "langstring", "lang", lang, NULL);
  cop_xml_text(x, text);
  cop_xml_close(x);
  cop_xml_close(x);
}

/* cmi5.xml, course structure format of cmi5 (Quartz): one assignable unit. */
static const char *
cmi5_structure(CopArena *a, const char *id, const char *lang, const char *title)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "courseStructure", "xmlns", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd", NULL);
  cop_xml_open(x, "course");
  cop_xml_attrf(x, "id", "urn:copkit:%s", id);
  langstring(x, "title", lang, title);
  langstring(x, "description", lang, title);
  cop_xml_close(x);
  cop_xml_open(x, "au");
  cop_xml_attrf(x, "id", "urn:copkit:%s:quiz", id);
  cop_xml_attr(x, "moveOn", "Completed");
  langstring(x, "title", lang, title);
  langstring(x, "description", lang, title);
  cop_xml_element(x, "url", "index.html");
  cop_xml_close(x);
  cop_xml_close(x);
  g_autofree char *text = cop_xml_finish(x);
  return cop_arena_strdup(a, text);
}

static bool
compose_learn(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, Learn kind)
{
  const char *title = cop_tr(cop_catalogues_for(c->words, p->lang), "What would you do?");
  const char *id = cop_arena_printf(a, "%s.quiz.%s", c->country->id, p->lang);
  CopMember *m = cop_new_n(a, CopMember, 5);
  size_t n = 0;
  if (kind == LEARN_SCORM)
    m[n++] = (CopMember){ .name = "imsmanifest.xml", .text = scorm_manifest(a, id, title) };
  if (kind == LEARN_CMI5)
    m[n++] = (CopMember){ .name = "cmi5.xml", .text = cmi5_structure(a, id, p->lang, title) };
  m[n++] = (CopMember){ .name = "index.html", .asset = "learn/index.html" };
  m[n++] = (CopMember){ .name = "quiz.css", .asset = "learn/quiz.css" };
  m[n++] = (CopMember){ .name = "quiz.js", .asset = "learn/quiz.js" };
  m[n++] = (CopMember){ .name = "data.js", .text = quiz_data(c, a, p->lang, kind) };
  out->members = m;
  out->n_members = n;
  return true;
}

static bool
compose_web(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  return compose_learn(c, p, a, out, LEARN_WEB);
}

static bool
compose_scorm(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  return compose_learn(c, p, a, out, LEARN_SCORM);
}

static bool
compose_cmi5(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  return compose_learn(c, p, a, out, LEARN_CMI5);
}

void
cop_target_learn(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  static const struct { const char *name; CopFormat format; CopComposeKitFn compose; } kinds[] = {
    { "quiz-web", COP_FORMAT_ZIP, compose_web },
    { "quiz-scorm12", COP_FORMAT_ZIP, compose_scorm },
    { "quiz-cmi5", COP_FORMAT_ZIP, compose_cmi5 },
    { "quiz", COP_FORMAT_H5P, compose_h5p },
  };
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    bool any = false;
    size_t n_quiz_items;
    const CopQuizItem *quiz_items = cop_read_quiz_items(c->read, &n_quiz_items);
    for (size_t i = 0; i < n_quiz_items && !any; i++)
      any = cop_kit_quiz_is_in(c, &quiz_items[i], lang);
    for (size_t k = 0; any && k < G_N_ELEMENTS(kinds); k++) {
      g_autofree char *stem = g_strdup_printf("kit/learn/%s/%s", lang, kinds[k].name);
      cop_products_add(pieces, &(CopProduct){ .target = "kit/learn", .stem = stem, .lang = lang, .audience = "learners", .formats = COP_FORMAT_BIT(kinds[k].format),
                                              .compose_kit = kinds[k].compose });
    }
  }
}
