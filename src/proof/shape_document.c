/* SPDX-License-Identifier: Apache-2.0
 *
 * Catalogue, metadata and output intent (Matterhorn checkpoints 01, 06, 07, 11;
 * ISO 19005-2, 6.2.3, 6.6, 6.7), outline, annotations (28).
 */
#include <string.h>

#include "base/lang.h"
#include "base/xml.h"
#include "proof/shape_priv.h"

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_UA "http://www.aiim.org/pdfua/ns/id/"
#define NS_A "http://www.aiim.org/pdfa/ns/id/"
#define NS_DC "http://purl.org/dc/elements/1.1/"

/* A property, written as element or as attribute (ISO 16684-1, 7.9). */
static char *
property(const CopXmlNode *root, const char *ns, const char *name)
{
  for (const CopXmlNode *n = root; n != NULL; n = cop_xml_walk(n, root)) {
    if (cop_xml_is(n, ns, name))
      return g_strstrip(cop_xml_content(n));
    const char *value = cop_xml_is(n, NS_RDF, "Description") ? cop_xml_attribute(n, ns, name) : NULL;
    if (value != NULL)
      return g_strdup(value);
  }
  return g_strdup("");
}

static void
check_metadata(CopProofCheck *c)
{
  const CopProofValue *stream = cop_proof_get(c->file, c->catalog, "Metadata");
  if (stream->type != COP_PROOF_STREAM) {
    cop_proof_fault(c, COP_COND_UA_06_001, "catalogue", NULL);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) data = cop_proof_stream(c->file, stream, &error);
  g_autoptr(CopArena) a = cop_arena_new();
  const CopXmlNode *root = data != NULL ? cop_xml_read(a, data->data, data->len, &error) : NULL;
  if (root == NULL) {
    cop_proof_fault(c, COP_COND_A2_6_6_2, "metadata", "%s", error->message);
    return;
  }
  if (!g_utf8_validate((const char *)data->data, data->len, NULL))
    cop_proof_fault(c, COP_COND_A2_6_6_2, "metadata", "not UTF-8");
  g_autofree char *ua = property(root, NS_UA, "part"), *part = property(root, NS_A, "part");
  g_autofree char *level = property(root, NS_A, "conformance"), *title = property(root, NS_DC, "title");
  if (!g_str_equal(ua, "1"))
    cop_proof_fault(c, COP_COND_UA_06_002, "metadata", NULL);
  if (!g_str_equal(part, "2") || !g_str_equal(level, "A"))
    cop_proof_fault(c, COP_COND_A2_6_6_4, "metadata", NULL);
  if (title[0] == '\0')
    cop_proof_fault(c, COP_COND_UA_06_003, "metadata", NULL);
  else if (!c->has_lang)
    cop_proof_fault(c, COP_COND_UA_11_006, "metadata", NULL);
}

static void
check_intents(CopProofCheck *c)
{
  const CopProofValue *list = cop_proof_get(c->file, c->catalog, "OutputIntents"), *first = NULL;
  for (uint32_t i = 0; list->type == COP_PROOF_ARRAY && i < list->n; i++) {
    const CopProofValue *intent = cop_proof_item(c->file, list, i), *profile = cop_proof_get(c->file, intent, "DestOutputProfile");
    if (!cop_proof_is_name(cop_proof_get(c->file, intent, "S"), "GTS_PDFA1"))
      continue;
    g_autoptr(GByteArray) data = cop_proof_stream(c->file, profile, NULL);
    int64_t n = cop_proof_int(cop_proof_get(c->file, profile, "N"), 0);
    /* ICC.1:2010, 7.2: size at 0, colour space at 16, "acsp" at 36 */
    const char *space = n == 1 ? "GRAY" : n == 3 ? "RGB " : n == 4 ? "CMYK" : NULL;
    if (data == NULL || data->len < 128 || memcmp(data->data + 36, "acsp", 4) != 0 || space == NULL || memcmp(data->data + 16, space, 4) != 0)
      cop_proof_fault(c, COP_COND_A2_6_2_3, "output intent", "its profile is none, or not of %d components", (int)n);
    if (first != NULL && profile != first)
      cop_proof_fault(c, COP_COND_A2_6_2_3, "output intent", "two profiles");
    first = profile;
  }
  if (first == NULL)
    cop_proof_fault(c, COP_COND_A2_6_2_3, "catalogue", "there is none");
}

void
cop_proof_document(CopProofCheck *c)
{
  CopProofFile *f = c->file;
  const CopProofValue *mark = cop_proof_get(f, c->catalog, "MarkInfo"), *marked = cop_proof_get(f, mark, "Marked");
  const CopProofValue *suspects = cop_proof_get(f, mark, "Suspects");
  if (marked->type != COP_PROOF_BOOL || !marked->as.truth || cop_proof_get(f, c->catalog, "StructTreeRoot")->type != COP_PROOF_DICT)
    cop_proof_fault(c, COP_COND_A2_6_7, "catalogue", NULL);
  if (suspects->type == COP_PROOF_BOOL && suspects->as.truth)
    cop_proof_fault(c, COP_COND_UA_01_007, "catalogue", NULL);
  const CopProofValue *show = cop_proof_get(f, cop_proof_get(f, c->catalog, "ViewerPreferences"), "DisplayDocTitle");
  if (show->type == COP_PROOF_NULL)
    cop_proof_fault(c, COP_COND_UA_07_001, "catalogue", NULL);
  else if (show->type != COP_PROOF_BOOL || !show->as.truth)
    cop_proof_fault(c, COP_COND_UA_07_002, "catalogue", NULL);
  const CopProofValue *lang = cop_proof_get(f, c->catalog, "Lang");
  if (c->has_lang && !cop_lang_valid(lang->as.text))
    cop_proof_fault(c, COP_COND_A2_6_7_4, "catalogue", "\"%.40s\"", lang->as.text);
  if (!c->has_lang && cop_proof_get(f, cop_proof_get(f, c->catalog, "Outlines"), "First")->type == COP_PROOF_DICT)
    cop_proof_fault(c, COP_COND_UA_11_003, "outline", NULL);
  if (cop_proof_get(f, cop_proof_trailer(f), "ID")->type != COP_PROOF_ARRAY)
    cop_proof_fault(c, COP_COND_A2_6_1_3, "trailer", "no ID");
  check_metadata(c);
  check_intents(c);
}

/* --- annotations --- */

static void
check_annotation(CopProofCheck *c, const CopProofPage *page, const CopProofValue *reference)
{
  CopProofFile *f = c->file;
  const CopProofValue *a = cop_proof_resolve(f, reference);
  const char *place = cop_proof_place(c, "page %u", page->number);
  const CopProofValue *subtype = cop_proof_get(f, a, "Subtype");
  const char *kind = subtype->type == COP_PROOF_NAME ? subtype->as.text : "";
  int64_t flags = cop_proof_int(cop_proof_get(f, a, "F"), 0);
  if (g_str_equal(kind, "Popup") || (flags & 2) != 0)
    return;
  const CopProofElement *e = g_hash_table_lookup(c->annotations, GUINT_TO_POINTER(cop_proof_number(reference)));
  bool contents = cop_proof_has_text(f, a, "Contents"), alt = e != NULL && cop_proof_has_text(f, e->dict, "Alt");
  if (g_str_equal(kind, "TrapNet"))
    cop_proof_fault(c, COP_COND_UA_28_007, place, NULL);
  if (g_str_equal(kind, "Link")) {
    if (cop_proof_within(e, COP_PT_Link) == NULL)
      cop_proof_fault(c, COP_COND_UA_28_011, place, NULL);
    if (!contents)
      cop_proof_fault(c, COP_COND_UA_28_012, place, NULL);
  } else if (g_str_equal(kind, "Widget")) {
    if (cop_proof_within(e, COP_PT_Form) == NULL)
      cop_proof_fault(c, COP_COND_UA_28_010, place, NULL);
    if (!alt && !cop_proof_has_text(f, a, "TU") && !cop_proof_has_text(f, cop_proof_get(f, a, "Parent"), "TU"))
      cop_proof_fault(c, COP_COND_UA_28_005, place, NULL);
  } else if (g_str_equal(kind, "PrinterMark")) {
    if (e != NULL)
      cop_proof_fault(c, COP_COND_UA_28_017, place, NULL);
  } else {
    if (cop_proof_within(e, COP_PT_Annot) == NULL)
      cop_proof_fault(c, COP_COND_UA_28_002, place, "%.40s", kind);
    if (!contents && !alt)
      cop_proof_fault(c, COP_COND_UA_28_004, place, "%.40s", kind);
  }
  if (contents && !c->has_lang && (e == NULL || !e->has_lang))
    cop_proof_fault(c, COP_COND_UA_11_004, place, NULL);
  /* Print set; Hidden, NoView and ToggleNoView not (ISO 19005-2, 6.3.2) */
  if ((flags & 4) == 0 || (flags & (1 | 2 | 32 | 256)) != 0)
    cop_proof_fault(c, COP_COND_A2_6_3, place, "flags %d", (int)flags);
}

void
cop_proof_annotations(CopProofCheck *c)
{
  for (guint i = 0; i < c->pages->len; i++) {
    const CopProofPage *page = &g_array_index(c->pages, CopProofPage, i);
    const CopProofValue *list = cop_proof_get(c->file, page->dict, "Annots"), *tabs = cop_proof_get(c->file, page->dict, "Tabs");
    if (list->type != COP_PROOF_ARRAY || list->n == 0)
      continue;
    const char *place = cop_proof_place(c, "page %u", page->number);
    if (tabs->type == COP_PROOF_NULL)
      cop_proof_fault(c, COP_COND_UA_28_008, place, NULL);
    else if (!cop_proof_is_name(tabs, "S"))
      cop_proof_fault(c, COP_COND_UA_28_009, place, NULL);
    for (uint32_t k = 0; k < list->n; k++)
      check_annotation(c, page, &list->as.items[k]);
  }
}
