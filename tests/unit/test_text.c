/* SPDX-License-Identifier: Apache-2.0
 *
 * Words of files through import/text.h: what is kept, what is left out, where
 * each word stood, what is refused. Real odd files come from the corpus. */
#include <gio/gio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/zip.h"
#include "import/text.h"

static const CopExtract *
read_ok(CopArena *a, CopTextFormat f, const void *bytes, size_t n)
{
  g_autoptr(GError) error = NULL;
  const CopExtract *e = cop_text_read(a, f, bytes, n, &error);
  g_assert_no_error(error);
  return e;
}

static const char *
text_of(const CopExtract *e)
{
  size_t n;
  return cop_extract_text(e, &n);
}

/* "line:column" of the first place of a word. */
static char *
place_of(const CopExtract *e, const char *word)
{
  const char *text = text_of(e), *found = strstr(text, word);
  g_assert_nonnull(found);
  unsigned line, column;
  cop_extract_place(e, (size_t)(found - text), &line, &column);
  return g_strdup_printf("%u:%u", line, column);
}

static void
assert_place(const CopExtract *e, const char *word, const char *place)
{
  g_autofree char *got = place_of(e, word);
  g_assert_cmpstr(got, ==, place);
}

static void
test_plain(void)
{
  static const struct {
    const char *bytes;
    size_t n;
    const char *text;
  } cases[] = {
    { "\xEF\xBB\xBF" "é\r\n\r\nzwei", 13, "é\r\n\r\nzwei" },
    { "\xFF\xFE" "a\0\xE9\0\n\0", 8, "aé\n" },
    { "\xFE\xFF" "\0a\x20\x19", 6, "a’" },
    { "caf\xE9 \x93x\x94", 8, "café “x”" },
    { "a\0b", 3, "a\xEF\xBF\xBD" "b" },
    { "", 0, "" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_assert_cmpstr(text_of(read_ok(a, COP_TEXT_FORMAT_PLAIN, cases[i].bytes, cases[i].n)), ==, cases[i].text);
  }
  g_autoptr(CopArena) a = cop_arena_new();
  static const char text[] = "eins\n\n  ñ drei\n";
  const CopExtract *e = read_ok(a, COP_TEXT_FORMAT_PLAIN, text, strlen(text));
  assert_place(e, "drei", "3:5");
  size_t n;
  cop_extract_blocks(e, &n);
  g_assert_cmpuint(n, ==, 2);
}

static void
test_markdown(void)
{
  static const char text[] = "# Title *one*\ntext `code` [link](some/child-page.html) _two_\n\n- item\n- next\n\n```c\nfence\n```\n| cell |\n";
  g_autoptr(CopArena) a = cop_arena_new();
  const CopExtract *e = read_ok(a, COP_TEXT_FORMAT_MARKDOWN, text, strlen(text));
  g_assert_cmpstr(text_of(e), ==, text);
  assert_place(e, "two", "2:43");
  static const CopBlockKind kinds[] = { COP_BLOCK_HEADING, COP_BLOCK_PARAGRAPH, COP_BLOCK_ITEM, COP_BLOCK_ITEM, COP_BLOCK_VERBATIM, COP_BLOCK_CELL };
  size_t n;
  const CopBlock *b = cop_extract_blocks(e, &n);
  g_assert_cmpuint(n, ==, G_N_ELEMENTS(kinds));
  for (size_t i = 0; i < n; i++)
    g_assert_cmpint(b[i].kind, ==, kinds[i]);
  const CopSpan *s = cop_extract_spans(e, &n);
  g_assert_cmpuint(n, ==, 4);
  static const CopSpanKind spans[] = { COP_SPAN_EMPHASIS, COP_SPAN_CODE, COP_SPAN_CODE, COP_SPAN_EMPHASIS };
  for (size_t i = 0; i < n; i++)
    g_assert_cmpint(s[i].kind, ==, spans[i]);
}

static void
test_html(void)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>The  title</title><style>p { }</style></head>\n<body><script>var no;</script>\n"
                             "<p>One <em>set\n title</em> &amp; more</p><ul><li>first<li>second</ul>\n<p>He said <q>yes</q><br>and<img alt='A picture' src=x></p>"
                             "<pre>a  b</pre>last";
  g_autoptr(CopArena) a = cop_arena_new();
  const CopExtract *e = read_ok(a, COP_TEXT_FORMAT_HTML, page, strlen(page));
  g_assert_cmpstr(text_of(e), ==, "The title\nOne set title & more\nfirst\nsecond\nHe said “yes”\nand\nA picture\na  b\nlast");
  assert_place(e, "One", "3:4");
  assert_place(e, "title &", "4:2");
  assert_place(e, "second", "4:44");
  size_t n;
  const CopSpan *s = cop_extract_spans(e, &n);
  g_assert_cmpuint(n, ==, 1);
  g_assert_cmpint(s[0].kind, ==, COP_SPAN_EMPHASIS);
  g_assert_cmpuint(s[0].end - s[0].start, >=, strlen("set title"));
}

#define W "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
          "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>"

static GBytes *
word_file(const char *body, const char *footnotes)
{
  g_autoptr(CopZipWriter) w = cop_zip_writer_new();
  if (body != NULL)
    cop_zip_writer_add_text(w, "word/document.xml", g_strconcat(W, body, "</w:body></w:document>", NULL));
  else
    cop_zip_writer_add_text(w, "other.xml", g_strdup("<a/>"));
  if (footnotes != NULL)
    cop_zip_writer_add_text(w, "word/footnotes.xml", g_strdup(footnotes));
  g_autoptr(GError) error = NULL;
  GBytes *b = cop_zip_writer_finish(w, &error);
  g_assert_no_error(error);
  return b;
}

static void
test_docx(void)
{
  static const char body[] =
    "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>"
    "<w:p><w:r><w:t xml:space=\"preserve\">kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> slanted</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box again</w:t></w:r>"
    "</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>";
  static const char notes[] = "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                              "<w:footnote w:id=\"1\"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>";
  g_autoptr(GBytes) file = word_file(body, notes);
  gsize n;
  const void *bytes = g_bytes_get_data(file, &n);
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpint(cop_text_format_guess("x", bytes, n), ==, COP_TEXT_FORMAT_DOCX);
  const CopExtract *e = read_ok(a, COP_TEXT_FORMAT_DOCX, bytes, n);
  g_assert_cmpstr(text_of(e), ==, "Head\nkept added slanted7\ncell\nbox\na note");
  assert_place(e, "slanted", "2:12");
  assert_place(e, "a note", "6:1");
  size_t blocks, spans;
  const CopBlock *b = cop_extract_blocks(e, &blocks);
  g_assert_cmpint(b[0].kind, ==, COP_BLOCK_HEADING);
  g_assert_cmpint(b[blocks - 1].kind, ==, COP_BLOCK_NOTE);
  g_assert_cmpint(cop_extract_spans(e, &spans)[0].kind, ==, COP_SPAN_EMPHASIS);
}

static void
test_refused(void)
{
  g_autoptr(GBytes) no_word = word_file(NULL, NULL);
  g_autoptr(GBytes) broken = word_file("<w:p>", NULL);
  g_autoptr(GBytes) bad_notes = word_file("<w:p/>", "<w:footnotes");
  gsize n[3];
  const struct {
    CopTextFormat format;
    const void *bytes;
    gsize n;
    const char *says;
  } cases[] = {
    { COP_TEXT_FORMAT_DOCX, "PK\3\4 no", 7, "" },
    { COP_TEXT_FORMAT_DOCX, g_bytes_get_data(no_word, &n[0]), n[0], "holds no word/document.xml" },
    { COP_TEXT_FORMAT_DOCX, g_bytes_get_data(broken, &n[1]), n[1], "word/document.xml" },
    { COP_TEXT_FORMAT_DOCX, g_bytes_get_data(bad_notes, &n[2]), n[2], "word/footnotes.xml" },
    { COP_TEXT_FORMAT_PDF, "%PDF-1.4 nothing", 16, "pdftotext" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_text_read(a, cases[i].format, cases[i].bytes, cases[i].n, &error));
    g_assert_nonnull(error);
    if (strstr(error->message, cases[i].says) == NULL)
      g_error("says '%s'", error->message);
  }
}

/* One page, two lines, the first parted at its end. */
static const char small_pdf[] =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
  "4 0 obj<</Length 96>>stream\nBT /F 12 Tf 20 150 Td (The law on child porn-) Tj 0 -14 Td (ography was replaced.) Tj ET           \nendstream endobj\n"
  "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n";

static void
test_pdf(void)
{
  g_autofree char *program = g_find_program_in_path("pdftotext");
  if (program == NULL) {
    g_test_skip("pdftotext is not installed");
    return;
  }
  g_autoptr(CopArena) a = cop_arena_new();
  const CopExtract *e = read_ok(a, COP_TEXT_FORMAT_PDF, small_pdf, strlen(small_pdf));
  g_assert_nonnull(strstr(text_of(e), "on child pornography was replaced."));
  assert_place(e, "law", "1:1");
}

/* A PDF without the program that reads it: a clear word, no crash. */
static void
test_pdf_without_program(void)
{
  g_autofree char *path = g_strdup(g_getenv("PATH"));
  g_setenv("PATH", "/nowhere", TRUE);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_text_read(a, COP_TEXT_FORMAT_PDF, small_pdf, strlen(small_pdf), &error));
  g_setenv("PATH", path, TRUE);
  g_assert_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_PROGRAM);
  g_assert_nonnull(strstr(error->message, "poppler-utils"));
}

static void
test_guess(void)
{
  g_assert_cmpint(cop_text_format_guess("a.TXT", "x", 1), ==, COP_TEXT_FORMAT_PLAIN);
  g_assert_cmpint(cop_text_format_guess("a.md", "x", 1), ==, COP_TEXT_FORMAT_MARKDOWN);
  g_assert_cmpint(cop_text_format_guess("a.txt", "%PDF-1.7", 8), ==, COP_TEXT_FORMAT_PDF);
  g_assert_cmpint(cop_text_format_guess("a", "\n <!DOCTYPE HTML><p>", 20), ==, COP_TEXT_FORMAT_HTML);
  g_assert_cmpint(cop_text_format_guess("a", "", 0), ==, COP_TEXT_FORMAT_PLAIN);
  g_assert_cmpint(cop_text_format_by_name("docx"), ==, COP_TEXT_FORMAT_DOCX);
  g_assert_cmpint(cop_text_format_by_name("rtf"), ==, COP_TEXT_FORMAT_MAX);
}

/* Every odd file of the corpus as every format: read or refused, never a crash. */
static void
test_corpus(void)
{
  const char *corpus = g_getenv("COPKIT_CORPUS");
  g_autofree char *beside = g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "..", "shared", "corpus", NULL);
  g_autofree char *folder = g_build_filename(corpus != NULL ? corpus : beside, "fuzz", NULL);
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip("the corpus is not here");
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = cop_file_find(folder, "", 10000, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < files->len; i++) {
    size_t n;
    g_autofree char *bytes = cop_file_read(files->pdata[i], COP_LIMIT_FILE, &n, &error);
    g_assert_no_error(error);
    bool word = g_str_has_suffix(files->pdata[i], ".docx");
    for (int f = 0; f < COP_TEXT_FORMAT_PDF; f++) {
      g_autoptr(CopArena) a = cop_arena_new();
      g_autoptr(GError) why = NULL;
      const CopExtract *e = cop_text_read(a, (CopTextFormat)f, bytes, n, &why);
      g_assert_true((e == NULL) == (why != NULL));
      if (word && f == COP_TEXT_FORMAT_DOCX && e == NULL)
        g_error("%s: %s", (char *)files->pdata[i], why->message);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/plain", test_plain);
  g_test_add_func("/text/markdown", test_markdown);
  g_test_add_func("/text/html", test_html);
  g_test_add_func("/text/docx", test_docx);
  g_test_add_func("/text/refused", test_refused);
  g_test_add_func("/text/pdf", test_pdf);
  g_test_add_func("/text/pdf/without-program", test_pdf_without_program);
  g_test_add_func("/text/guess", test_guess);
  g_test_add_func("/text/corpus", test_corpus);
  return g_test_run();
}
