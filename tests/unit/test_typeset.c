/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "corpus.h"
#include "golden.h"
#include "page/pdf.h"
#include "page/sheet.h"
#include "typeset/typeset.h"
#include "typeset_sample.h"

/* --- judges --- */

/* Output of a program, NULL after g_test_skip() when it is not there. */
static char *
run(const char *const *argv)
{
  g_autofree char *path = g_find_program_in_path(argv[0]);
  if (path == NULL) {
    g_autofree char *reason = g_strdup_printf("no program '%s'", argv[0]);
    g_test_skip(reason);
    return NULL;
  }
  char *out = NULL;
  int status = 0;
  g_autoptr(GError) error = NULL;
  g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status,
               &error);
  g_assert_no_error(error);
  if (!g_spawn_check_wait_status(status, &error))
    g_error("%s: %s\n%s", argv[0], error->message, out);
  return out;
}

static char *
write_pdf(const CopPages *pages, const char *name)
{
  static const CopPdfOptions options = { .instant = "2026-01-02T03:04:05Z" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = cop_pdf_write(pages, &options, &error);
  g_assert_no_error(error);
  g_autofree char *folder = g_strdup(g_getenv("COPKIT_TEST_OUT"));
  if (folder == NULL)
    folder = g_dir_make_tmp("copkit-typeset-XXXXXX", &error);
  g_assert_no_error(error);
  char *path = g_build_filename(folder, name, NULL);
  g_file_set_contents(path, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), &error);
  g_assert_no_error(error);
  return path;
}

static void
remove_pdf(const char *path)
{
  if (g_getenv("COPKIT_TEST_OUT") != NULL)
    return;
  g_autofree char *folder = g_path_get_dirname(path);
  g_remove(path);
  g_rmdir(folder);
}

static CopPages *
set(CopSetter *setter, const CopDoc *d, CopDiags *diags)
{
  g_autoptr(GError) error = NULL;
  CopPages *pages = cop_typeset_document(setter, d, diags, &error);
  g_assert_no_error(error);
  return pages;
}

/* --- tests --- */

static void
test_report(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopPages) pages = set(setter, sample_report(a, 3, 4), diags);
  g_assert_cmpuint(cop_diags_count(diags), ==, 0);
  g_assert_cmpuint(cop_pages_count(pages), >=, 6);
  g_autofree char *path = write_pdf(pages, "report.pdf");
  g_autofree char *checked = run((const char *const[]){ "qpdf", "--check", path, NULL });
  g_autofree char *text = run((const char *const[]){ "pdftotext", "-layout", path, "-", NULL });
  if (checked != NULL)
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors"));
  if (text != NULL) {
    g_assert_nonnull(strstr(text, "National strategy"));
    g_assert_nonnull(strstr(text, "Draft, for review"));
    g_assert_nonnull(strstr(text, "Example data, not real reports"));
    g_assert_nonnull(strstr(text, "Disrupting Harm in the country"));
    g_assert_nonnull(strstr(text, "1,234.5"));
  }
  remove_pdf(path);
}

/* The same document gives the same bytes, whatever was set before it. */
static void
test_deterministic(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  static const CopPdfOptions options = { .instant = "2026-01-02T03:04:05Z" };
  const CopDoc *report = sample_report(a, 2, 2), *other = sample_report(a, 1, 1);
  g_autoptr(GBytes) first = NULL, second = NULL;
  for (int i = 0; i < 2; i++) {
    g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
    g_autoptr(CopDiags) diags = cop_diags_new();
    if (i == 1) {
      g_autoptr(CopPages) before = set(setter, other, diags);
      g_bytes_unref(cop_pdf_write(before, &options, &error));
    }
    g_autoptr(CopPages) pages = set(setter, report, diags);
    *(i == 0 ? &first : &second) = cop_pdf_write(pages, &options, &error);
    g_assert_no_error(error);
  }
  g_assert_true(g_bytes_equal(first, second));
}

static void
test_missing_glyph(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  CopDocMeta meta = { .title = "Title", .lang = "en", .style = COP_STYLE_LETTER };
  CopDoc *d = cop_doc_new(a, &meta);
  CopNode *p = cop_add_para(d, d->root, "A letter nobody has: \U0001E900 here.");
  p->file = "letter.md";
  p->line = 7;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_assert_null(cop_typeset_document(setter, d, diags, &error));
  g_assert_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_GLYPH);
  g_assert_nonnull(strstr(error->message, "letter.md:7"));
  g_assert_nonnull(strstr(error->message, "U+1E900"));
  g_assert_nonnull(strstr(error->message, "'en'"));
}

static void
test_page_budget(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  CopDoc *d = sample_report(a, 2, 4);
  d->meta.page_budget = 4;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopPages) pages = set(setter, d, diags);
  g_assert_cmpuint(cop_pages_count(pages), >, 4);
  g_assert_cmpuint(cop_diags_count(diags), ==, 1);
  g_assert_cmpstr(cop_diags_at(diags, 0)->code, ==, "layout-pages");
}

/* --- what extraction gives back --- */

/* NFKC without spaces and invisible characters. */
static char *
bare(const char *text)
{
  g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *s = g_string_new(NULL);
  for (const char *c = normal; *c != '\0'; c = g_utf8_next_char(c)) {
    gunichar u = g_utf8_get_char(c);
    GUnicodeType t = g_unichar_type(u);
    if (!g_unichar_isspace(u) && t != G_UNICODE_CONTROL && t != G_UNICODE_FORMAT && t != G_UNICODE_SPACE_SEPARATOR)
      g_string_append_unichar(s, u);
  }
  return g_string_free(s, FALSE);
}

/* The text of a document as a reader meets it: numbers of list items included. */
static char *
expected_text(const CopNode *top)
{
  GString *s = g_string_new(NULL);
  unsigned number = 0;
  for (const CopNode *n = top; n != NULL; n = cop_node_walk(n, top)) {
    if (n->kind == COP_NODE_LIST)
      number = 0;
    else if (n->kind == COP_NODE_ITEM)
      g_string_append_printf(s, "\n%u.", ++number);
    else if (n->kind == COP_NODE_TEXT)
      g_string_append_printf(s, "\n%s", n->as.text.text);
  }
  return g_string_free(s, FALSE);
}

static void
compare(const char *file, const char *program, const char *text, const char *expected)
{
  g_autofree char *got = bare(text), *want = bare(expected);
  if (strcmp(got, want) == 0)
    return;
  size_t i = 0;
  while (got[i] == want[i])
    i++;
  while (i > 0 && ((unsigned char)want[i] & 0xC0) == 0x80)
    i--;
  g_test_message("%s, %s: differs at byte %zu: '%.40s' instead of '%.40s'", file, program, i, got + i, want + i);
  g_test_fail();
}

/* One tall page without running matter, so that nothing but the text is on it. */
static CopPages *
set_on_one_page(CopSetter *setter, const CopDoc *d)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  CopPages *pages = cop_pages_new(setter->shaper, &d->meta);
  CopTextSpec spec = { .style = COP_STYLE_REPORT };
  CopTextBox *box = cop_text_box_new(setter, pages, d, d->root, &spec, 360, cop_tag_add(pages, pages->root, COP_TAG_DIV), diags,
                                     &error);
  g_assert_no_error(error);
  g_assert_false(cop_text_box_overfull(box));
  cop_text_box_place(box, pages, cop_pages_add(pages, 440, cop_text_box_height(box) + 80), 40, 40);
  return pages;
}

static void
test_extraction(void)
{
  g_autofree char *folder = corpus_folder("udhr/articles-01-15");
  if (folder == NULL)
    return;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) files = corpus_files(folder);
  g_assert_cmpuint(files->len, >=, 25);
  for (guint i = 0; i < files->len; i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    CopDoc *d = sample_udhr(a, g_ptr_array_index(files, i), COP_STYLE_REPORT);
    g_autoptr(CopPages) pages = set_on_one_page(setter, d);
    g_autofree char *base = g_path_get_basename(g_ptr_array_index(files, i)), *name = g_strconcat(base, ".pdf", NULL);
    g_autofree char *path = write_pdf(pages, name), *expected = expected_text(d->root);
    g_autofree char *poppler = run((const char *const[]){ "pdftotext", "-nopgbrk", path, "-", NULL });
    g_autofree char *mupdf = run((const char *const[]){ "mutool", "draw", "-q", "-F", "txt", "-o", "-", path, NULL });
    if (poppler != NULL)
      compare(base, "pdftotext", poppler, expected);
    if (mupdf != NULL)
      compare(base, "mutool", mupdf, expected);
    remove_pdf(path);
  }
}

/* Numbers, signs and foreign words inside Arabic. */
static void
test_extraction_mixed(void)
{
  static const char *const texts[] = {
    "اتصل بالرقم 1343 (مجانا) أو +63-919-123-4567، 20% من الأطفال (ITU, 2023).",
    "قال: \"لا تخف\" — ثم 3/4 من 10:30 إلى 11:45؛ انظر https://www.unicef.org/ar?x=1 (ص. 41).",
    "لَا إِلَٰهَ ٱللَّه ١٢٣٫٥٪ و۲۵٪ (د-3) [أ] {ب} -5 و+7.",
    "شكرا (A) و(B)! 5$ و €7؟ A-B، C/D.",
  };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  CopDocMeta meta = { .title = "T", .lang = "ar", .style = COP_STYLE_REPORT };
  CopDoc *d = cop_doc_new(a, &meta);
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    cop_add_para(d, d->root, texts[i]);
  g_autoptr(CopPages) pages = set_on_one_page(setter, d);
  g_autofree char *path = write_pdf(pages, "mixed.pdf"), *expected = expected_text(d->root);
  g_autofree char *poppler = run((const char *const[]){ "pdftotext", "-nopgbrk", path, "-", NULL });
  g_autofree char *mupdf = run((const char *const[]){ "mutool", "draw", "-q", "-F", "txt", "-o", "-", path, NULL });
  if (poppler != NULL)
    compare("mixed", "pdftotext", poppler, expected);
  if (mupdf != NULL)
    compare("mixed", "mutool", mupdf, expected);
  remove_pdf(path);
}

/* --- paragraphs --- */

static char *
divided(CopHyphenator *h, const char *lang, const char *word)
{
  uint32_t points[24];
  size_t n = cop_hyphenator_points(h, lang, word, strlen(word), points, 24), at = 0;
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    g_string_append_len(s, word + at, (gssize)(points[i] - at));
    g_string_append_c(s, '-');
    at = points[i];
  }
  g_string_append(s, word + at);
  return g_string_free(s, FALSE);
}

static void
test_hyphen(void)
{
  static const struct {
    const char *lang, *word, *result;
  } cases[] = {
    { "fil", "mapangalagaan", "ma-pa-nga-la-gaan" }, /* ng is one consonant */
    { "fil", "kabataan", "ka-ba-taan" },
    { "fil", "pagsasamantala", "pag-sa-sa-man-tala" },
    { "ceb", "proteksyon", "pro-tek-syon" },
    { "sw", "kitambulisho", "ki-ta-mbu-li-sho" },
    { "fil", "DSWD2", "DSWD2" },
    { "fil", "anak", "anak" },
    { "km", "កុមារកុមារ", "កុមារកុមារ" },
  };
  CopHyphenator *h = cop_hyphenator_new();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = divided(h, cases[i].lang, cases[i].word);
    g_assert_cmpstr(got, ==, cases[i].result);
  }
  if (cop_hyphenator_knows(h, "en")) {
    g_autofree char *got = divided(h, "en", "responsibility");
    g_assert_nonnull(strchr(got, '-'));
  }
  cop_hyphenator_free(h);
}

/* A narrow column: no line is too long, words come out of the PDF whole. */
static void
test_narrow(void)
{
  g_autofree char *folder = corpus_folder("udhr/articles-01-15");
  if (folder == NULL)
    return;
  static const char *const files[] = { "udhr_eng.xml", "udhr_tgl.xml", "udhr_rus.xml", "udhr_fra.xml", "udhr_khm.xml" };
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autofree char *file = g_build_filename(folder, files[i], NULL);
    CopDoc *d = sample_udhr(a, file, COP_STYLE_REPORT);
    for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
      if (n->kind == COP_NODE_PARA && strcmp(d->meta.lang, "km") != 0)
        ((CopNode *)n)->as.para.align = COP_ALIGN_JUSTIFY;
    g_autoptr(CopDiags) diags = cop_diags_new();
    g_autoptr(CopPages) pages = cop_pages_new(setter->shaper, &d->meta);
    CopTextSpec spec = { .style = COP_STYLE_REPORT, .size = 9 };
    CopTextBox *box = cop_text_box_new(setter, pages, d, d->root, &spec, 130,
                                       cop_tag_add(pages, pages->root, COP_TAG_DIV), diags, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(cop_text_box_ink_width(box), <, 131);
    cop_text_box_place(box, pages, cop_pages_add(pages, 190, cop_text_box_height(box) + 60), 30, 30);
    g_autofree char *path = write_pdf(pages, "narrow.pdf"), *expected = expected_text(d->root);
    g_autofree char *poppler = run((const char *const[]){ "pdftotext", "-nopgbrk", path, "-", NULL });
    g_autofree char *mupdf = run((const char *const[]){ "mutool", "draw", "-q", "-F", "txt", "-o", "-", path, NULL });
    if (poppler != NULL)
      compare(files[i], "pdftotext", poppler, expected);
    if (mupdf != NULL)
      compare(files[i], "mutool", mupdf, expected);
    remove_pdf(path);
  }
}

/* --- layouts kept as text --- */

static CopDoc *
layout_sample(CopArena *a, const char *lang, const char *const words[5], CopSheetName sheet)
{
  CopDocMeta meta = { .title = words[0], .lang = lang, .style = sheet == COP_SHEET_DOCUMENT_A4 ? COP_STYLE_REPORT : COP_STYLE_SHEET,
                      .sheet = sheet, .draft = sheet == COP_SHEET_DOCUMENT_A4 ? NULL : words[4] };
  CopDoc *d = cop_doc_new(a, &meta);
  if (sheet != COP_SHEET_DOCUMENT_A4) {
    cop_add_figure(d, cop_add_block(d, d->root, COP_ROLE_PICTURE), NULL, NULL, sample_chart(a), "Bars");
    cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), words[0]);
    cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_DO_LINE), words[1]);
    CopNode *help = cop_add_block(d, d->root, COP_ROLE_HELPLINE);
    cop_add_para(d, help, words[3]);
    cop_add_styled(d, cop_add_para(d, help, NULL), COP_NODE_STRONG, "1383");
    return d;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 0 }, { COP_ALIGN_END, 0 } };
  CopNode *one = cop_add_section(d, d->root, 1, "1", words[3]);
  CopNode *p = cop_add_para(d, one, words[1]);
  cop_add_footnote(d, p, NULL, words[2]);
  CopNode *list = cop_add_list(d, one, true);
  cop_add_item(d, list, words[2]);
  cop_add_item(d, list, words[3]);
  CopNode *table = cop_add_table(d, one, "1", words[3], columns, 2);
  cop_add_head_row(d, table, (const char *const[]){ words[3], words[4] });
  cop_add_row(d, table, (const char *const[]){ words[2], "1,234.5" });
  CopNode *two = cop_add_section(d, d->root, 2, "1.1", words[4]);
  two->role = COP_ROLE_COLUMNS;
  for (int i = 0; i < 5; i++)
    cop_add_para(d, two, words[1]);
  return d;
}

static void
test_golden(void)
{
  static const struct {
    const char *lang, *words[5];
  } samples[] = {
    { "en", { "Somebody asks for a picture of you?", "Stop. Keep the chat. Tell an adult you trust, at home or at school, today or later.", "You are not to blame.", "Ask for help", "Draft" } },
    { "fil", { "May humihingi ba ng larawan mo?", "Tumigil. Itago ang usapan. Magsabi sa taong pinagkakatiwalaan mo sa bahay o sa paaralan.", "Hindi mo kasalanan.", "Humingi ng tulong", "Burador" } },
    { "ar", { "هل يطلب أحد صورة لك؟", "توقف. احتفظ بالمحادثة. أخبر شخصا بالغا تثق به في البيت أو المدرسة، واتصل بالرقم 1383.", "لست مذنبا.", "اطلب المساعدة", "مسودة" } },
    { "hi", { "क्या कोई आपकी तस्वीर माँग रहा है?", "रुकें। बातचीत सँभालकर रखें। घर या स्कूल में किसी भरोसेमंद बड़े को बताएँ।", "दोष आपका नहीं है।", "मदद माँगें", "मसौदा" } },
    { "km", { "មានគេសុំរូបថតរបស់ប្អូនឬ?", "ឈប់។ រក្សាទុកការសន្ទនា។ ប្រាប់មនុស្សពេញវ័យដែលប្អូនទុកចិត្តនៅផ្ទះឬនៅសាលា។", "ប្អូនមិនមានកំហុសទេ។", "សុំជំនួយ", "ព្រាង" } },
    { "zh-Hans", { "有人向你要照片吗？", "停下来。保留聊天记录。告诉你在家里或学校里信任的大人，今天或以后都可以。", "这不是你的错。", "寻求帮助", "草稿" } },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDiags) diags = cop_diags_new();
    g_autoptr(CopPages) pages = set(setter, layout_sample(a, samples[i].lang, samples[i].words, COP_SHEET_DOCUMENT_A4), diags);
    g_autoptr(CopPages) poster = cop_sheet_set(setter, layout_sample(a, samples[i].lang, samples[i].words, COP_SHEET_POSTER_A4), diags, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(cop_diags_count(diags), ==, 0);
    g_autofree char *document = cop_pages_dump(pages), *sheet = cop_pages_dump(poster);
    g_autofree char *name = g_strdup_printf("layout/document.%s.txt", samples[i].lang), *sheet_name = g_strdup_printf("layout/poster.%s.txt", samples[i].lang);
    golden_compare(name, document);
    golden_compare(sheet_name, sheet);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/typeset/report", test_report);
  g_test_add_func("/typeset/deterministic", test_deterministic);
  g_test_add_func("/typeset/missing-glyph", test_missing_glyph);
  g_test_add_func("/typeset/page-budget", test_page_budget);
  g_test_add_func("/typeset/extraction", test_extraction);
  g_test_add_func("/typeset/extraction/mixed", test_extraction_mixed);
  g_test_add_func("/typeset/hyphen", test_hyphen);
  g_test_add_func("/typeset/narrow", test_narrow);
  g_test_add_func("/typeset/golden", test_golden);
  return g_test_run();
}
