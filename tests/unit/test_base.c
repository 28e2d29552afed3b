/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/lang.h"

static void
test_arena(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  char *first = cop_arena_strdup(a, "kept");
  for (int i = 0; i < 10000; i++) {
    unsigned char *p = cop_arena_alloc(a, (size_t)i % 300);
    g_assert_cmpuint((gsize)p % 16, ==, 0);
    for (int k = 0; k < i % 300; k++)
      g_assert_cmpint(p[k], ==, 0);
  }
  g_assert_cmpstr(first, ==, "kept");
  g_assert_cmpstr(cop_arena_printf(a, "%d of %s", 3, "5"), ==, "3 of 5");
}

static void
count_up(void *n)
{
  ++*(int *)n;
}

static void
test_arena_cleanup(void)
{
  int n = 0;
  CopArena *a = cop_arena_new();
  cop_arena_on_free(a, count_up, &n);
  cop_arena_on_free(a, count_up, &n);
  cop_arena_free(a);
  g_assert_cmpint(n, ==, 2);
}

static void
test_json_round_trip(void)
{
  static const char text[] = "{\n  \"a\": [\n    1,\n    -2.5,\n    \"\\\"x\\\\ \\n\\u0001é\",\n    null,\n    true\n  ],\n"
                             "  \"empty\": {}\n}\n";
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopTree *t = cop_json_read(a, text, strlen(text), &error);
  g_assert_no_error(error);
  CopJson *j = cop_json_new();
  cop_json_tree(j, t);
  g_autofree char *again = cop_json_finish(j);
  g_assert_cmpstr(again, ==, text);
  const CopTree *list = cop_tree_member(t, "a");
  g_assert_cmpuint(list->n, ==, 5);
  g_assert_cmpuint(list->first->next->line, ==, 4);
}

static void
test_json_refused(void)
{
  static const struct {
    const char *text, *says;
  } cases[] = {
    { "{\"a\": 1, \"a\": 2}", "line 1, column 16: the same key stands twice" },
    { "[1, 2", "line 1, column 6: ',' or ']' is expected" },
    { "[01]", "line 1, column 2: a number starts with 0" },
    { "\n  nul", "line 2, column 3: unknown value" },
    { "[1] x", "line 1, column 5: text after the end of the value" },
    { "\"\\ud800\"", "line 1, column 8: unknown escape in a text" },
    { "\"a\nb\"", "line 1, column 3: the text is not closed on its line" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_json_read(a, cases[i].text, strlen(cases[i].text), &error));
    g_assert_cmpstr(error->message, ==, cases[i].says);
  }
}

static void
test_diags(void)
{
  g_autoptr(CopDiags) d = cop_diags_new();
  cop_diags_format(d, COP_SEVERITY_ERROR, "pack-field", "b.yaml", 7, 3, "remove it", "unknown field '%s'", "x");
  cop_diags_format(d, COP_SEVERITY_WARNING, "pack-date", "a.yaml", 2, 1, NULL, "odd date");
  cop_diags_sort(d);
  g_autofree char *first = cop_diag_to_line(cop_diags_at(d, 0));
  g_autofree char *second = cop_diag_to_line(cop_diags_at(d, 1));
  g_assert_cmpstr(first, ==, "a.yaml:2:1: warning pack-date: odd date");
  g_assert_cmpstr(second, ==, "b.yaml:7:3: error pack-field: unknown field 'x'; remove it");
  g_assert_cmpuint(cop_diags_count_severity(d, COP_SEVERITY_ERROR), ==, 1);
}

static void
test_lang(void)
{
  g_assert_cmpstr(cop_lang_find("zh-Hans-CN")->tag, ==, "zh-Hans");
  g_assert_null(cop_lang_find("xx"));
  g_assert_true(cop_lang_rtl("ar-EG"));
  g_assert_cmpint(cop_lang_script("sr-Cyrl"), ==, COP_SCRIPT_CYRL);
  g_assert_true(cop_lang_valid("fil"));
  g_assert_false(cop_lang_valid("fil_PH"));
  g_assert_false(cop_lang_valid("-en"));
  g_assert_false(cop_lang_valid(""));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/arena", test_arena);
  g_test_add_func("/base/arena/cleanup", test_arena_cleanup);
  g_test_add_func("/base/json/round-trip", test_json_round_trip);
  g_test_add_func("/base/json/refused", test_json_refused);
  g_test_add_func("/base/diags", test_diags);
  g_test_add_func("/base/lang", test_lang);
  return g_test_run();
}
