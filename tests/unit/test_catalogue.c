/* SPDX-License-Identifier: Apache-2.0 */
#include <gio/gio.h>
#include <string.h>

#include "base/catalogue.h"

/* Compiles a PO text with msgfmt, as the build does. */
static GBytes *
compile(const char *po)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) p = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                              "msgfmt", "-o", "-", "-", NULL);
  g_assert_no_error(error);
  g_autoptr(GBytes) in = g_bytes_new(po, strlen(po));
  GBytes *out = NULL;
  g_subprocess_communicate(p, in, NULL, &out, NULL, &error);
  g_assert_no_error(error);
  return out;
}

#define HEAD(plural)                                                                                         \
  "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: " plural "\\n\"\n"

static void
test_fallback(void)
{
  g_autoptr(CopCatalogues) cs = cop_catalogues_new();
  g_autoptr(GBytes) fil = compile(HEAD("nplurals=2; plural=(n > 1);") "msgid \"help\"\nmsgstr \"tulong\"\n"
                                  "msgid \"child\"\nmsgstr \"bata\"\nmsgctxt \"key\"\nmsgid \"open\"\nmsgstr \"bukas\"\n");
  g_autoptr(GBytes) ceb = compile(HEAD("nplurals=2; plural=(n != 1);") "msgid \"help\"\nmsgstr \"tabang\"\n"
                                  "msgid \"child\"\nmsgstr \"\"\n");
  g_assert_true(cop_catalogues_add(cs, "fil", fil, NULL));
  g_assert_true(cop_catalogues_add(cs, "ceb", ceb, NULL));
  const CopCatalogue *c = cop_catalogues_for(cs, "ceb");
  g_assert_cmpstr(cop_tr(c, "help"), ==, "tabang");
  g_assert_cmpstr(cop_tr(c, "child"), ==, "bata"); /* an empty translation falls back */
  g_assert_cmpstr(cop_tr(c, "unheard of"), ==, "unheard of");
  g_assert_cmpstr(cop_ctr(c, "key", "open"), ==, "bukas");
  g_assert_cmpstr(cop_ctr(c, "door", "open"), ==, "open");
  g_assert_true(cop_catalogue_has(c, "help"));
  g_assert_false(cop_catalogue_has(c, "child"));
  g_assert_cmpstr(cop_tr(cop_catalogues_for(cs, "xx"), "help"), ==, "help");
  g_assert_cmpstr(cop_tr(NULL, "help"), ==, "help");
}

static void
test_plurals(void)
{
  g_autoptr(CopCatalogues) cs = cop_catalogues_new();
  g_autoptr(GBytes) ru = compile(
    HEAD("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);")
    "msgid \"%lu day\"\nmsgid_plural \"%lu days\"\nmsgstr[0] \"%lu день\"\nmsgstr[1] \"%lu дня\"\nmsgstr[2] \"%lu дней\"\n");
  g_assert_true(cop_catalogues_add(cs, "ru", ru, NULL));
  const CopCatalogue *c = cop_catalogues_for(cs, "ru");
  static const struct {
    unsigned long n;
    const char *text;
  } cases[] = { { 1, "%lu день" }, { 3, "%lu дня" }, { 5, "%lu дней" }, { 11, "%lu дней" }, { 21, "%lu день" }, { 112, "%lu дней" } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(cop_ntr(c, "%lu day", "%lu days", cases[i].n), ==, cases[i].text);
  g_assert_cmpstr(cop_ntr(NULL, "%lu day", "%lu days", 1), ==, "%lu day");
}

static void
test_broken(void)
{
  g_autoptr(CopCatalogues) cs = cop_catalogues_new();
  g_autoptr(GBytes) good = compile(HEAD("nplurals=2; plural=(n > 1);") "msgid \"a\"\nmsgstr \"b\"\n");
  gsize size;
  const char *data = g_bytes_get_data(good, &size);
  for (gsize n = 0; n < size; n++) {
    g_autoptr(GBytes) part = g_bytes_new(data, n);
    g_assert_false(cop_catalogues_add(cs, "xx", part, NULL));
  }
  g_autoptr(GBytes) rule = compile(HEAD("nplurals=2; plural=n/0;") "msgid \"a\"\nmsgstr \"b\"\n");
  g_autoptr(GError) error = NULL;
  g_assert_false(cop_catalogues_add(cs, "xx", rule, &error));
  g_assert_error(error, COP_CATALOGUE_ERROR, COP_CATALOGUE_ERROR_BROKEN);
}

/* The program trusts those built into it: here they are read through. */
static void
test_built_in(void)
{
  g_autoptr(CopCatalogues) cs = cop_catalogues_new(), all = cop_catalogues_load(NULL);
  g_assert_nonnull(all);
  g_auto(GStrv) names = g_resources_enumerate_children("/copkit/po", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert_cmpuint(g_strv_length(names), >, 25);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_strdup_printf("/copkit/po/%s", names[i]), *lang = g_strndup(names[i], strcspn(names[i], "."));
    g_autoptr(GBytes) mo = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autoptr(GError) error = NULL;
    cop_catalogues_add(cs, lang, mo, &error);
    g_assert_no_error(error);
    g_assert_nonnull(cop_catalogues_find(all, lang));
  }
  g_assert_true(cop_catalogue_is_draft(cop_catalogues_find(all, "fr")));
  g_assert_false(cop_catalogue_is_draft(NULL));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/catalogue/fallback", test_fallback);
  g_test_add_func("/base/catalogue/plurals", test_plurals);
  g_test_add_func("/base/catalogue/broken", test_broken);
  g_test_add_func("/base/catalogue/built-in", test_built_in);
  return g_test_run();
}
