/* SPDX-License-Identifier: Apache-2.0
 *
 * What a PDF says about itself: XMP and document information, outline, colour
 * profile.
 */
#include <math.h>
#include <string.h>

#include "config.h"
#include "page/pdf_cache.h"
#include "page/pdf_writer.h"

#define PRODUCER "copkit " COP_VERSION

/* --- XMP (ISO 16684-1) --- */

static void
put_xml(CopPdfBuf *b, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  cop_pdf_put(b, escaped);
}

/* PDF/UA's identifier is not among the properties PDF/A knows, so its schema is described (ISO 19005-2, 6.6.2.3). */
static const char extension[] =
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
  "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
  "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
  "<pdfaProperty:category>internal</pdfaProperty:category>"
  "<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>"
  "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

unsigned
cop_pdf_metadata(CopPdfWriter *w, const char *instant)
{
  const CopDocMeta *m = w->pages->meta;
  CopPdfBuf b = { 0 };
  cop_pdf_put(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
              "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
              "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
              " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
              " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
              " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
              " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
              " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
              "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
              "<dc:format>application/pdf</dc:format>\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
  put_xml(&b, m->title);
  cop_pdf_put(&b, "</rdf:li></rdf:Alt></dc:title>\n");
  if (m->author != NULL) {
    cop_pdf_put(&b, "<dc:creator><rdf:Seq><rdf:li>");
    put_xml(&b, m->author);
    cop_pdf_put(&b, "</rdf:li></rdf:Seq></dc:creator>\n");
  }
  if (m->subject != NULL) {
    cop_pdf_put(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_xml(&b, m->subject);
    cop_pdf_put(&b, "</rdf:li></rdf:Alt></dc:description>\n");
  }
  if (m->identifier != NULL) {
    cop_pdf_put(&b, "<dc:identifier>");
    put_xml(&b, m->identifier);
    cop_pdf_put(&b, "</dc:identifier>\n");
  }
  if (m->licence != NULL) {
    cop_pdf_put(&b, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_xml(&b, m->licence);
    cop_pdf_put(&b, "</rdf:li></rdf:Alt></dc:rights>\n");
  }
  cop_pdf_put(&b, "<dc:language><rdf:Bag><rdf:li>");
  put_xml(&b, m->lang);
  cop_pdf_putf(&b, "</rdf:li></rdf:Bag></dc:language>\n<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\n"
               "<xmp:CreatorTool>copkit</xmp:CreatorTool><pdf:Producer>" PRODUCER "</pdf:Producer>\n",
           instant, instant);
  cop_pdf_put(&b, extension);
  cop_pdf_put(&b, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
  unsigned object = cop_pdf_reserve(&w->file);
  /* readable without unpacking: catalogues look for it by its marks */
  cop_pdf_stream(&w->file, object, "/Type/Metadata/Subtype/XML", b.data, b.n, false);
  cop_pdf_buf_clear(&b);
  return object;
}

unsigned
cop_pdf_info(CopPdfWriter *w, const char *instant)
{
  const CopDocMeta *m = w->pages->meta;
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  cop_pdf_put(b, "<</Title");
  cop_pdf_put_text(b, m->title);
  if (m->author != NULL) {
    cop_pdf_put(b, "/Author");
    cop_pdf_put_text(b, m->author);
  }
  if (m->subject != NULL) {
    cop_pdf_put(b, "/Subject");
    cop_pdf_put_text(b, m->subject);
  }
  char date[] = "D:YYYYMMDDhhmmssZ", *to = date + 2;
  for (const char *c = instant; *c != '\0' && *to != 'Z'; c++)
    if (g_ascii_isdigit(*c))
      *to++ = *c;
  cop_pdf_putf(b, "/Creator(copkit)/Producer(" PRODUCER ")/CreationDate(%s)/ModDate(%s)>>", date, date);
  unsigned object = cop_pdf_reserve(&w->file);
  cop_pdf_set(&w->file, object, b);
  return object;
}

/* --- outline (12.3.3) --- */

typedef struct {
  unsigned object, parent, first, last, previous, next, count;
} Entry;

unsigned
cop_pdf_outline(CopPdfWriter *w)
{
  const GArray *list = w->pages->outline;
  if (list->len == 0)
    return 0;
  unsigned n = list->len;
  g_autofree Entry *e = g_new0(Entry, n + 1); /* [n] is the root */
  e[n].object = cop_pdf_reserve(&w->file);
  for (unsigned i = 0; i < n; i++)
    e[i].object = cop_pdf_reserve(&w->file);
  g_autofree unsigned *open = g_new(unsigned, n + 1); /* chain of entries that may take children */
  unsigned depth = 0;
  for (unsigned i = 0; i < n; i++) {
    unsigned level = g_array_index(list, CopOutlineEntry, i).level;
    while (depth > 0 && g_array_index(list, CopOutlineEntry, open[depth - 1]).level >= level)
      depth--;
    unsigned parent = depth > 0 ? open[depth - 1] : n;
    e[i].parent = parent;
    if (e[parent].count++ == 0) {
      e[parent].first = i;
    } else {
      e[e[parent].last].next = i + 1;
      e[i].previous = e[parent].last + 1;
    }
    e[parent].last = i;
    open[depth++] = i;
  }
  CopPdfBuf *b = &w->scratch;
  for (unsigned i = 0; i < n; i++) {
    const CopOutlineEntry *entry = &g_array_index(list, CopOutlineEntry, i);
    double top = (double)(cop_pages_at(w->pages, entry->page)->height - entry->y + 4);
    b->n = 0;
    cop_pdf_put(b, "<</Title");
    cop_pdf_put_text(b, entry->title);
    cop_pdf_putf(b, "/Parent %u 0 R/Dest[%u 0 R/XYZ 0 ", e[e[i].parent].object, w->page[entry->page].object);
    cop_pdf_put_real(b, top, 1);
    cop_pdf_put(b, " null]");
    if (e[i].previous != 0)
      cop_pdf_putf(b, "/Prev %u 0 R", e[e[i].previous - 1].object);
    if (e[i].next != 0)
      cop_pdf_putf(b, "/Next %u 0 R", e[e[i].next - 1].object);
    if (e[i].count > 0)
      cop_pdf_putf(b, "/First %u 0 R/Last %u 0 R/Count -%u", e[e[i].first].object, e[e[i].last].object, e[i].count);
    cop_pdf_put(b, ">>");
    cop_pdf_set(&w->file, e[i].object, b);
  }
  cop_pdf_setf(&w->file, e[n].object, "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %u>>", e[e[n].first].object,
           e[e[n].last].object, e[n].count);
  return e[n].object;
}

/* --- colour profile --- */

static void
put16(CopPdfBuf *b, unsigned v)
{
  cop_pdf_put_char(b, (char)(v >> 8));
  cop_pdf_put_char(b, (char)v);
}

static void
put32(CopPdfBuf *b, uint32_t v)
{
  put16(b, v >> 16);
  put16(b, v & 0xFFFF);
}

static void
put_fixed(CopPdfBuf *b, double v)
{
  put32(b, (uint32_t)(int32_t)lrint(v * 65536));
}

static void
put_xyz(CopPdfBuf *b, double x, double y, double z)
{
  cop_pdf_put_bytes(b, "XYZ \0\0\0\0", 8);
  put_fixed(b, x);
  put_fixed(b, y);
  put_fixed(b, z);
}

static void
put_unicode_text(CopPdfBuf *b, const char *text)
{
  size_t n = strlen(text);
  cop_pdf_put_bytes(b, "mluc\0\0\0\0", 8);
  put32(b, 1);
  put32(b, 12);
  cop_pdf_put(b, "enUS");
  put32(b, (uint32_t)(2 * n));
  put32(b, 28);
  for (size_t i = 0; i < n; i++)
    put16(b, (unsigned char)text[i]);
}

/* sRGB as an ICC version 4 matrix profile (ICC.1:2010): primaries of IEC
 * 61966-2-1 adapted to D50 by Bradford, its curve as parametric type 3. */
static void
put_srgb_profile(CopPdfBuf *out)
{
  enum { N_TAGS = 9 };
  CopPdfBuf data = { 0 };
  struct {
    const char *tag;
    size_t at, length;
  } tags[N_TAGS];
  unsigned n = 0;
  size_t base = 128 + 4 + 12 * N_TAGS;
#define TAG(name, call)                                                                                               \
  do {                                                                                                                \
    while (data.n % 4 != 0)                                                                                           \
      cop_pdf_put_char(&data, '\0');                                                                                      \
    tags[n].tag = name;                                                                                               \
    tags[n].at = base + data.n;                                                                                       \
    call;                                                                                                             \
    tags[n].length = base + data.n - tags[n].at;                                                                      \
    n++;                                                                                                              \
  } while (0)
  TAG("desc", put_unicode_text(&data, "sRGB"));
  TAG("cprt", put_unicode_text(&data, "No copyright, use freely"));
  TAG("wtpt", put_xyz(&data, 0.9642, 1.0, 0.8249));
  TAG("rXYZ", put_xyz(&data, 0.43607, 0.22249, 0.01392));
  TAG("gXYZ", put_xyz(&data, 0.38515, 0.71687, 0.09708));
  TAG("bXYZ", put_xyz(&data, 0.14307, 0.06061, 0.71410));
  TAG("rTRC", (cop_pdf_put_bytes(&data, "para\0\0\0\0\0\3\0\0", 12), put_fixed(&data, 2.4), put_fixed(&data, 1 / 1.055),
               put_fixed(&data, 0.055 / 1.055), put_fixed(&data, 1 / 12.92), put_fixed(&data, 0.04045)));
#undef TAG
  for (unsigned i = 0; i < 2; i++) { /* the three curves are one */
    tags[n] = tags[n - 1];
    tags[n].tag = i == 0 ? "gTRC" : "bTRC";
    n++;
  }
  put32(out, (uint32_t)(base + data.n));
  cop_pdf_put_bytes(out, "\0\0\0\0\4\x20\0\0mntrRGB XYZ ", 20);
  for (int i = 0; i < 6; i++)
    put16(out, i == 0 ? 2000 : i < 3 ? 1 : 0); /* a fixed date */
  cop_pdf_put(out, "acsp");
  while (out->n < 64)
    cop_pdf_put_char(out, '\0');
  put32(out, 0); /* perceptual */
  put_fixed(out, 0.9642);
  put_fixed(out, 1.0);
  put_fixed(out, 0.8249);
  while (out->n < 128)
    cop_pdf_put_char(out, '\0');
  put32(out, N_TAGS);
  for (unsigned i = 0; i < N_TAGS; i++) {
    cop_pdf_put(out, tags[i].tag);
    put32(out, (uint32_t)tags[i].at);
    put32(out, (uint32_t)tags[i].length);
  }
  cop_pdf_put_bytes(out, data.data, data.n);
  cop_pdf_buf_clear(&data);
}

unsigned
cop_pdf_output_intent(CopPdfWriter *w)
{
  CopPdfCache *cache = cop_pdf_cache(cop_shaper_faces(w->pages->shaper));
  if (cache->profile.n == 0) {
    CopPdfBuf plain = { 0 };
    put_srgb_profile(&plain);
    cop_pdf_deflate(cache->deflate, &cache->profile, plain.data, plain.n);
    cop_pdf_buf_clear(&plain);
  }
  unsigned stream = cop_pdf_reserve(&w->file), object = cop_pdf_reserve(&w->file);
  cop_pdf_stream_deflated(&w->file, stream, "/N 3", cache->profile.data, cache->profile.n);
  cop_pdf_setf(&w->file, object,
           "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>",
           stream);
  return object;
}
