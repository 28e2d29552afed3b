/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "web/html.h"

static char *
finish(CopHtml *h)
{
  g_autoptr(GBytes) b = cop_html_finish(h);
  gsize n;
  const char *p = g_bytes_get_data(b, &n);
  return g_strndup(p, n);
}

static void
leave_early(CopHtml *h, bool early)
{
  COP_EL (h, COP_UL) {
    COP_EL (h, COP_LI) {
      cop_html_text(h, "one");
      if (early)
        return;
    }
    cop_html_element(h, COP_LI, "two");
  }
}

static void
test_balance(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopHtml *h = cop_html_new(a);
  leave_early(h, true);
  leave_early(h, false);
  g_autofree char *text = finish(h);
  g_assert_cmpstr(text, ==, "<ul><li>one</li>\n</ul><ul><li>one</li>\n<li>two</li>\n</ul>");
}

static void
test_escape(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopHtml *h = cop_html_new(a);
  COP_EL (h, COP_P, cop_a(COP_A_TITLE, "\"><script>"), cop_a(COP_A_ID, NULL))
    cop_html_textf(h, "%s & co", "<b>'x'</b>");
  COP_EL (h, COP_INPUT, cop_a(COP_A_NAME, "q"), cop_a(COP_A_VALUE, ""), cop_a_if(COP_A_REQUIRED, true))
    ;
  g_autofree char *text = finish(h);
  g_assert_cmpstr(text, ==,
                  "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&#39;x&#39;&lt;/b&gt; &amp; co</p>\n"
                  "<input name=\"q\" value=\"\" required>");
}

static void
test_addresses(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpstr(cop_url_path(a, "materials", "a/b c?", NULL).checked, ==, "/materials/a%2Fb%20c%3F");
  CopUrl q = cop_url_query(a, cop_url_path(a, "law", NULL), (const char *[]){ "q", "x&y", "none", NULL, "p", "1", NULL });
  g_assert_cmpstr(q.checked, ==, "/law?q=x%26y&p=1");
  g_assert_cmpstr(cop_url_outside(a, "javascript:alert(1)").checked, ==, "#");
  g_assert_cmpstr(cop_url_outside(a, " https://example.org").checked, ==, "#");
  g_assert_cmpstr(cop_url_outside(a, "https://example.org/a b").checked, ==, "#");
  g_assert_cmpstr(cop_url_outside(a, "https://example.org/?a=1").checked, ==, "https://example.org/?a=1");
  g_assert_cmpstr(cop_url_outside(a, "tel:1383").checked, ==, "tel:1383");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/web/html/balance", test_balance);
  g_test_add_func("/web/html/escape", test_escape);
  g_test_add_func("/web/html/addresses", test_addresses);
  return g_test_run();
}
