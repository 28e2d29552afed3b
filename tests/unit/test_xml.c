/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "base/xml.h"
#include "corpus.h"

static void
test_write_xml(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "w:p", "w:id", "a&\"<b>\n", "w:none", NULL, NULL);
  cop_xml_attr_int(x, "w:n", -3);
  cop_xml_text(x, "1 < 2 & 3 > 2\r\x01\xff é");
  cop_xml_empty(x, "w:br", NULL);
  cop_xml_element(x, "w:t", "x");
  cop_xml_close_as(x, "w:p");
  g_autofree char *text = cop_xml_finish(x);
  g_assert_cmpstr(text, ==,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                  "<w:p w:id=\"a&amp;&quot;&lt;b&gt;&#10;\" w:n=\"-3\">1 &lt; 2 &amp; 3 &gt; 2&#13;\xef\xbf\xbd\xef\xbf\xbd é"
                  "<w:br/><w:t>x</w:t></w:p>");
}

static void
test_write_html(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_HTML);
  cop_xml_open(x, "td");
  cop_xml_empty(x, "br", NULL);
  cop_xml_element(x, "b", "");
  cop_xml_open(x, "style");
  cop_xml_raw_style(x, "a>b{}");
  cop_xml_close(x);
  cop_xml_close(x);
  g_autofree char *text = cop_xml_finish(x);
  g_assert_cmpstr(text, ==, "<!DOCTYPE html>\n<td><br><b></b><style>a>b{}</style></td>");
}

static void
test_read(void)
{
  static const char text[] = "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC 'x' 'http://localhost:1/x.dtd'>\n"
                             "<a xmlns='urn:a' xmlns:b='urn:b' b:k='1 &amp; 2' k='q'>\n<b:c/>t&lt;<![CDATA[<x>]]>"
                             "<!-- no -->&#233;</a>";
  g_autoptr(CopArena) arena = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const CopXmlNode *root = cop_xml_read(arena, text, strlen(text), &error);
  g_assert_no_error(error);
  g_assert_true(cop_xml_is(root, "urn:a", "a"));
  g_assert_cmpuint(root->line, ==, 3);
  g_assert_cmpstr(cop_xml_attribute(root, "urn:b", "k"), ==, "1 & 2");
  g_assert_cmpstr(cop_xml_attribute(root, NULL, "k"), ==, "q");
  const CopXmlNode *c = cop_xml_child(root, "urn:b", "c");
  g_assert_nonnull(c);
  g_assert_cmpuint(c->line, ==, 4);
  g_assert_null(cop_xml_next(c, NULL, NULL));
  g_autofree char *content = cop_xml_content(root);
  g_assert_cmpstr(content, ==, "\nt<<x>é");
}

static void
test_read_refused(void)
{
  static const struct {
    const char *text;
    CopXmlError code;
  } cases[] = {
    { "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", COP_XML_ERROR_DTD },
    { "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>]><a/>", COP_XML_ERROR_DTD },
    { "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", COP_XML_ERROR_DTD },
    { "<!DOCTYPE a [<!ATTLIST a k CDATA 'v'>]><a/>", COP_XML_ERROR_DTD },
    { "<!DOCTYPE a SYSTEM 'x.dtd'><a>&e;</a>", COP_XML_ERROR_SYNTAX },
    { "<a><b></a>", COP_XML_ERROR_SYNTAX },
    { "<a>\xff</a>", COP_XML_ERROR_SYNTAX },
    { "<n:a/>", COP_XML_ERROR_SYNTAX },
    { "<a/>x", COP_XML_ERROR_SYNTAX },
    { "", COP_XML_ERROR_SYNTAX },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) arena = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_xml_read(arena, cases[i].text, strlen(cases[i].text), &error));
    g_assert_error(error, COP_XML_ERROR, (int)cases[i].code);
  }
}

static void
test_read_depth(void)
{
  for (unsigned extra = 0; extra < 2; extra++) {
    g_autoptr(GString) s = g_string_new(NULL);
    for (unsigned i = 0; i < COP_LIMIT_XML_DEPTH + extra; i++)
      g_string_append(s, "<a>");
    for (unsigned i = 0; i < COP_LIMIT_XML_DEPTH + extra; i++)
      g_string_append(s, "</a>");
    g_autoptr(CopArena) arena = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopXmlNode *root = cop_xml_read(arena, s->str, s->len, &error);
    if (extra == 0)
      g_assert_nonnull(root);
    else
      g_assert_error(error, COP_XML_ERROR, COP_XML_ERROR_LIMIT);
  }
}

static void
test_read_html(void)
{
  static const char text[] = "<p>One<p lang=tl>Dalawa &amp; <b>tatlo<br>apat</html><p>late";
  g_autoptr(CopArena) arena = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const CopXmlNode *root = cop_xml_read_html(arena, text, strlen(text), &error);
  g_assert_no_error(error);
  const CopXmlNode *body = cop_xml_child(root, NULL, "body");
  const CopXmlNode *second = cop_xml_next(cop_xml_child(body, NULL, "p"), NULL, "p");
  g_assert_cmpstr(cop_xml_attribute(second, NULL, "lang"), ==, "tl");
  g_autofree char *content = cop_xml_content(root);
  g_assert_cmpstr(content, ==, "OneDalawa & tatloapatlate");
}

static void
test_corpus(void)
{
  static const struct {
    const char *folder;
    bool good;
  } folders[] = { { "fuzz/xml/not-well-formed", false }, { "fuzz/xml/well-formed", true } };
  for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *folder = corpus_folder(folders[i].folder);
    if (folder == NULL)
      return;
    g_autoptr(GPtrArray) files = corpus_files(folder);
    for (guint k = 0; k < files->len; k++) {
      const char *path = files->pdata[k];
      g_autoptr(GBytes) bytes = corpus_read(path);
      gsize n;
      const char *data = g_bytes_get_data(bytes, &n);
      g_autoptr(CopArena) arena = cop_arena_new();
      g_autoptr(GError) error = NULL;
      bool read = cop_xml_read(arena, data, n, &error) != NULL;
      g_assert_true(read == (error == NULL));
      /* documents with declarations, or with entities declared elsewhere, are refused on purpose */
      bool declares = g_strstr_len(data, (gssize)n, "<!DOCTYPE") != NULL;
      if (!folders[i].good && read)
        g_error("%s: read although it is broken", path);
      if (folders[i].good && !read && !declares && strstr(path, "truncated") == NULL && strstr(path, "trailing") == NULL)
        g_error("%s: %s", path, error->message);
      g_clear_error(&error);
      (void)!cop_xml_read_html(arena, data, n, &error);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/xml/write", test_write_xml);
  g_test_add_func("/base/xml/write-html", test_write_html);
  g_test_add_func("/base/xml/read", test_read);
  g_test_add_func("/base/xml/read/refused", test_read_refused);
  g_test_add_func("/base/xml/read/depth", test_read_depth);
  g_test_add_func("/base/xml/read-html", test_read_html);
  g_test_add_func("/base/xml/corpus", test_corpus);
  return g_test_run();
}
