/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/yaml.h"

static const CopTree *
read_one(CopArena *a, const char *text)
{
  g_autoptr(GError) error = NULL;
  const CopTree *t = cop_yaml_read(a, text, strlen(text), &error);
  g_assert_no_error(error);
  return t;
}

static void
test_scalars(void)
{
  static const struct {
    const char *text;
    CopTreeKind kind;
    int64_t integer;
    double real;
  } cases[] = {
    { "12", COP_TREE_INT, 12, 12 },        { "-7", COP_TREE_INT, -7, -7 },      { "+7", COP_TREE_INT, 7, 7 },
    { "0o17", COP_TREE_INT, 15, 15 },      { "0x1F", COP_TREE_INT, 31, 31 },    { "010", COP_TREE_INT, 10, 10 },
    { "1.50", COP_TREE_REAL, 0, 1.5 },     { ".5", COP_TREE_REAL, 0, .5 },      { "1.", COP_TREE_REAL, 0, 1 },
    { "-1e3", COP_TREE_REAL, 0, -1000 },   { "1.2.3", COP_TREE_TEXT, 0, 0 },    { "2021-05-01", COP_TREE_TEXT, 0, 0 },
    { "no", COP_TREE_TEXT, 0, 0 },         { "yes", COP_TREE_TEXT, 0, 0 },      { "~", COP_TREE_NULL, 0, 0 },
    { "null", COP_TREE_NULL, 0, 0 },       { "1_000", COP_TREE_TEXT, 0, 0 },    { "12:30", COP_TREE_TEXT, 0, 0 },
    { ".", COP_TREE_TEXT, 0, 0 },          { "e5", COP_TREE_TEXT, 0, 0 },       { "\"12\"", COP_TREE_TEXT, 0, 0 },
    { "!!str 12", COP_TREE_TEXT, 0, 0 },   { "!!float 12", COP_TREE_REAL, 0, 12 }, { "True", COP_TREE_BOOL, 0, 0 },
    { "99999999999999999999", COP_TREE_REAL, 0, 1e20 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    const CopTree *t = read_one(a, cases[i].text);
    g_test_message("%s", cases[i].text);
    g_assert_cmpint(t->kind, ==, cases[i].kind);
    if (t->kind == COP_TREE_INT)
      g_assert_cmpint(t->integer, ==, cases[i].integer);
    if (t->kind == COP_TREE_INT || t->kind == COP_TREE_REAL)
      g_assert_cmpfloat(t->real, ==, cases[i].real);
  }
}

static void
test_places(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *t = read_one(a, "# \xc3\xa9\nk\xc3\xa9y:\n  - one\n  - {b: 2}\n");
  g_assert_cmpint(t->kind, ==, COP_TREE_MAP);
  const CopTree *list = cop_tree_member(t, "k\xc3\xa9y");
  g_assert_cmpuint(list->key_line, ==, 2);
  g_assert_cmpuint(list->line, ==, 3);
  g_assert_cmpuint(list->column, ==, 3);
  const CopTree *b = cop_tree_member(list->last, "b");
  g_assert_cmpuint(b->line, ==, 4);
  g_assert_cmpuint(b->column, ==, 9);
  g_assert_cmpuint(b->key_column, ==, 6);
  g_assert_cmpstr(b->text, ==, "2");
}

static void
test_refused(void)
{
  static const struct {
    const char *text, *says;
  } cases[] = {
    { "a: &x 1", "line 1, column 4: anchors" },
    { "a: &x {}", "line 1, column 4: anchors" },
    { "a: *x", "line 1, column 4: aliases" },
    { "*x : 1", "line 1, column 1: aliases" },
    { "a: !own 1", "line 1, column 4: the tag '!own'" },
    { "a: !!int x", "line 1, column 4: the value is not what its tag says" },
    { "a: !!map []", "line 1, column 4: the value is not what its tag says" },
    { "a: 1\nb: 2\na: 3", "line 3, column 1: the key 'a' stands twice" },
    { "? [a]\n: b", "line 1, column 3: a key must be a word" },
    { "?\n: b", "line 1, column 2: the key before ':' is missing" },
    { "a\n---\nb", "line 2, column 1: a second document" },
    { "a: \"\\0\"", "line 1, column 4: the text holds a NUL" },
    { "a: 1e999", "line 1, column 4: the number is too large" },
    { "a: \"b\"#c", "line 1, column 7: a comment needs a space" },
    { "a: [b]#c", "line 1, column 7: a comment needs a space" },
    { "a: |#c\n  d", "line 1, column 4: a comment needs a space" },
    { "a: >\n    \n  b", "line 1, column 4: a blank line before the text" },
    { "a: [\n\tb]", "line 2, column 2: a tab cannot indent" },
    { "[-]", "line 1, column 2: a lone '-'" },
    { "a: b: c", "line 1, column 5: mapping values are not allowed in this context; put a text that holds ': '" },
    { "\xff\xfe", "the text is not UTF-8" },
    { "a: \x01", "line 1, column 4: control characters are not allowed" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *shown = g_strescape(cases[i].text, NULL);
    g_test_message("%s", shown);
    g_assert_null(cop_yaml_read(a, cases[i].text, strlen(cases[i].text), &error));
    if (!g_str_has_prefix(error->message, cases[i].says))
      g_error("'%s' and not '%s'", error->message, cases[i].says);
  }
}

static void
test_read(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpint(read_one(a, "")->kind, ==, COP_TREE_NULL);
  g_assert_cmpint(read_one(a, "# only a comment\n")->kind, ==, COP_TREE_NULL);
  g_assert_cmpstr(cop_tree_member(read_one(a, "\xef\xbb\xbf" "a: |\n  x\n\n  y\n"), "a")->text, ==, "x\n\ny\n");
  g_assert_cmpstr(cop_tree_member(read_one(a, "a: b#c"), "a")->text, ==, "b#c");
  g_assert_cmpstr(cop_tree_member(read_one(a, "a: 'it''s' # c"), "a")->text, ==, "it's");
}

/* Whatever is written is read back as it was, as a value and as an item. */
static void
test_write(void)
{
  static const char *const texts[] = {
    "", "plain words", "it's (so) 50%; a, b", "no", "Null", "12", "1.50", "-", "- x", "a: b", "a #b", "a#b", "#a", "~", "a,", "a, b",
    " lead", "trail ", "two\nlines", "two\n\nlines", "two \nlines", "end\n", "\nstart", "\ttab", "a\tb", "quote \" back \\ slash", "{HELP}",
    "[x]", "*x", "&x", "!x", "%x", "@x", "`x", "|", ">", "?", "? x", "2021-05-01", "true", "0x1F", "a\rb", "line\r\nend", "\xc2\x85", "a\342\200\250b",
    "\xef\xbb\xbf", "\xe1\x9e\x80\xe2\x80\x8b\xe1\x9e\x81", "\xf0\x9f\x98\x80", "\xc2\xa0", "  two\n indented", "x\n  indented\n", "---", "...", "a\n---\nb",
    "\x01", "\x7f", "http://x.y/z?a=b&c", "key: 'value'", "'quoted'", "\"quoted\"", "100%",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new("k:\n  v: ");
    cop_yaml_write_text(out, texts[i], 2);
    g_string_append(out, "\n  l:\n    - ");
    cop_yaml_write_text(out, texts[i], 4);
    g_string_append(out, "\nz: 1\n");
    const CopTree *t = cop_yaml_read(a, out->str, out->len, &error);
    g_autofree char *shown = g_strescape(out->str, NULL);
    g_test_message("%s", shown);
    g_assert_no_error(error);
    const CopTree *k = cop_tree_member(t, "k");
    g_assert_cmpint(cop_tree_member(k, "v")->kind, ==, COP_TREE_TEXT);
    g_assert_cmpstr(cop_tree_member(k, "v")->text, ==, texts[i]);
    g_assert_cmpstr(cop_tree_member(k, "l")->first->text, ==, texts[i]);
    g_assert_cmpint(cop_tree_member(t, "z")->integer, ==, 1);
  }
}

/* The public test suite: what it calls invalid is refused; what is valid is
 * read with the values it gives, or refused with a reason. */
static void
test_corpus(void)
{
  g_autofree char *own = g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "..", "shared", "corpus", NULL);
  const char *corpus = g_getenv("COPKIT_CORPUS") != NULL ? g_getenv("COPKIT_CORPUS") : own;
  g_autofree char *folder = g_build_filename(corpus, "fuzz", NULL);
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip("the corpus of third-party files is absent");
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = cop_file_find(folder, "", 10000, &error);
  g_assert_no_error(error);
  unsigned read = 0, compared = 0, refused = 0;
  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index(files, i);
    bool yaml = g_str_has_suffix(path, ".yaml"), json = strstr(path, "/fuzz/json/") != NULL;
    if (!yaml && !json)
      continue;
    size_t length;
    g_autofree char *text = cop_file_read(path, 1 << 24, &length, &error);
    g_assert_no_error(error);
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) why = NULL;
    CopTree *t = yaml ? cop_yaml_read(a, text, length, &why) : cop_json_read(a, text, length, &why);
    g_autofree char *name = g_path_get_basename(path);
    if (t == NULL)
      g_assert_cmpuint(strlen(why->message), >, 10);
    /* Two things the standard allows and copkit does not want. */
    bool unwanted = t == NULL && (strstr(why->message, "the same key stands twice") != NULL ||
                                  strstr(why->message, "the text holds a NUL character") != NULL);
    if (t == NULL ? (json && name[0] == 'y' && !unwanted) : (yaml ? strstr(path, "/invalid/") != NULL : name[0] == 'n'))
      g_error("%s: %s", path, t == NULL ? why->message : "must be refused");
    refused += t == NULL;
    read += t != NULL;
    if (t == NULL || !yaml)
      continue;
    /* Its JSON twin, when there is one and it holds one value. */
    g_autoptr(GString) twin = g_string_new(path);
    g_string_overwrite(twin, twin->len - strlen("yaml"), "json");
    g_autofree char *expected = cop_file_read(twin->str, 1 << 24, &length, NULL);
    CopTree *e = expected == NULL ? NULL : cop_json_read(a, expected, length, NULL);
    if (e == NULL)
      continue;
    CopJson *x = cop_json_new(), *y = cop_json_new();
    cop_json_tree(x, e);
    cop_json_tree(y, t);
    g_autofree char *one = cop_json_finish(x), *two = cop_json_finish(y);
    g_test_message("%s", path);
    g_assert_cmpstr(two, ==, one);
    compared++;
  }
  g_test_message("%u read, %u compared, %u refused", read, compared, refused);
  g_assert_cmpuint(compared, >, 60);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/yaml/scalars", test_scalars);
  g_test_add_func("/base/yaml/places", test_places);
  g_test_add_func("/base/yaml/refused", test_refused);
  g_test_add_func("/base/yaml/read", test_read);
  g_test_add_func("/base/yaml/write", test_write);
  g_test_add_func("/base/yaml/corpus", test_corpus);
  return g_test_run();
}
