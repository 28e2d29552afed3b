/* SPDX-License-Identifier: Apache-2.0
 *
 * web/html.h -- HTML that cannot be left unescaped or unbalanced.
 *
 * Elements and attributes are enums; opening an element in a scope closes it
 * when the scope is left, by return too; all text is escaped. There is no call
 * that takes raw HTML, and the attribute list holds neither `style` nor `on*`,
 * so the strict Content-Security-Policy of web/http.h always holds. An address
 * is a CopUrl, which only cop_url_*() make: from the route table, or from an
 * absolute http, https, tel or mailto address that has been checked.
 *
 *   COP_EL(h, COP_SECTION, cop_a(COP_A_CLASS, "card")) {
 *     COP_EL(h, COP_H1)
 *       cop_html_text(h, m->title);
 *   }
 */
#ifndef COP_WEB_HTML_H
#define COP_WEB_HTML_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* X(ENUM, name, is_void) */
#define COP_HTML_ELEMENTS(X)                                                                                 \
  X(A, "a", 0) X(ABBR, "abbr", 0) X(ARTICLE, "article", 0) X(ASIDE, "aside", 0) X(AUDIO, "audio", 0)         \
  X(B, "b", 0) X(BODY, "body", 0) X(BR, "br", 1) X(BUTTON, "button", 0) X(CAPTION, "caption", 0)             \
  X(CODE, "code", 0) X(COL, "col", 1) X(COLGROUP, "colgroup", 0) X(DATALIST, "datalist", 0) X(DD, "dd", 0)       \
  X(DEL, "del", 0)                                                                                           \
  X(DETAILS, "details", 0) X(DIV, "div", 0) X(DL, "dl", 0) X(DT, "dt", 0) X(EM, "em", 0)                     \
  X(FIELDSET, "fieldset", 0) X(FIGCAPTION, "figcaption", 0) X(FIGURE, "figure", 0) X(FOOTER, "footer", 0)    \
  X(FORM, "form", 0) X(H1, "h1", 0) X(H2, "h2", 0) X(H3, "h3", 0) X(H4, "h4", 0) X(HEAD, "head", 0)          \
  X(HEADER, "header", 0) X(HR, "hr", 1) X(HTML, "html", 0) X(IFRAME, "iframe", 0) X(IMG, "img", 1)              \
  X(INPUT, "input", 1)                                                                                       \
  X(INS, "ins", 0) X(KBD, "kbd", 0) X(LABEL, "label", 0) X(LEGEND, "legend", 0) X(LI, "li", 0)               \
  X(LINK, "link", 1) X(MAIN, "main", 0) X(MARK, "mark", 0) X(META, "meta", 1) X(METER, "meter", 0)           \
  X(NAV, "nav", 0) X(OL, "ol", 0) X(OPTGROUP, "optgroup", 0) X(OPTION, "option", 0) X(OUTPUT, "output", 0)   \
  X(P, "p", 0) X(PRE, "pre", 0) X(PROGRESS, "progress", 0) X(SCRIPT, "script", 0) X(SECTION, "section", 0)   \
  X(SELECT, "select", 0) X(SMALL, "small", 0) X(SOURCE, "source", 1) X(SPAN, "span", 0)                      \
  X(STRONG, "strong", 0) X(SUB, "sub", 0) X(SUMMARY, "summary", 0) X(SUP, "sup", 0) X(TABLE, "table", 0)     \
  X(TBODY, "tbody", 0) X(TD, "td", 0) X(TEXTAREA, "textarea", 0) X(TFOOT, "tfoot", 0) X(TH, "th", 0)         \
  X(THEAD, "thead", 0) X(TIME, "time", 0) X(TITLE, "title", 0) X(TR, "tr", 0) X(UL, "ul", 0)

typedef enum {
#define X(id, name, is_void) COP_##id,
  COP_HTML_ELEMENTS(X)
#undef X
  COP_HTML_ELEMENT_MAX
} CopElement;

/* X(ENUM, name); those whose value is an address take only cop_link(). */
#define COP_HTML_ATTRIBUTES(X)                                                                               \
  X(NONE, "") X(ACCEPT, "accept") X(ACTION, "action") X(ALT, "alt") X(ARIA_CONTROLS, "aria-controls")            \
  X(ARIA_CURRENT, "aria-current")                                                                            \
  X(ARIA_DESCRIBEDBY, "aria-describedby") X(ARIA_EXPANDED, "aria-expanded") X(ARIA_HIDDEN, "aria-hidden")    \
  X(ARIA_INVALID, "aria-invalid") X(ARIA_LABEL, "aria-label") X(ARIA_LABELLEDBY, "aria-labelledby")          \
  X(ARIA_LIVE, "aria-live") X(ARIA_SORT, "aria-sort") X(AUTOCOMPLETE, "autocomplete") X(CHARSET, "charset")  \
  X(CHECKED, "checked") X(CLASS, "class") X(COLSPAN, "colspan") X(CONTENT, "content") X(CONTROLS, "controls") \
  X(DATA, "data-value") X(DATETIME, "datetime") X(DEFER, "defer") X(DIR, "dir") X(DISABLED, "disabled")      \
  X(DOWNLOAD, "download") X(ENCTYPE, "enctype") X(FOR, "for") X(HEIGHT, "height") X(HIDDEN, "hidden")        \
  X(HREF, "href") X(HREFLANG, "hreflang") X(ID, "id") X(INPUTMODE, "inputmode") X(LABEL, "label")            \
  X(LANG, "lang") X(LIST, "list") X(LOADING, "loading") X(MAX, "max") X(MAXLENGTH, "maxlength")                \
  X(MEDIA, "media") X(METHOD, "method")                                                                      \
  X(MIN, "min") X(MULTIPLE, "multiple") X(NAME, "name") X(OPEN, "open") X(PATTERN, "pattern") X(REL, "rel")  \
  X(REQUIRED, "required") X(ROLE, "role") X(ROWS, "rows") X(ROWSPAN, "rowspan") X(SANDBOX, "sandbox")          \
  X(SCOPE, "scope")                                                                                          \
  X(SELECTED, "selected") X(SIZES, "sizes") X(SPELLCHECK, "spellcheck") X(SRC, "src") X(START, "start")      \
  X(STEP, "step") X(TABINDEX, "tabindex") X(TITLE, "title") X(TYPE, "type") X(VALUE, "value")                \
  X(WIDTH, "width")

typedef enum {
#define X(id, name) COP_A_##id,
  COP_HTML_ATTRIBUTES(X)
#undef X
  COP_A_STOP
} CopAttrId;

/* Made only by the functions below; the member is theirs. */
typedef struct {
  const char *checked;
} CopUrl;

typedef struct {
  CopAttrId id;
  const char *text;
  CopUrl url;
} CopAttr;

/* An attribute with a text value; NULL leaves the attribute out. */
static inline CopAttr
cop_a(CopAttrId id, const char *text)
{
  return (CopAttr){ .id = text == NULL ? COP_A_NONE : id, .text = text };
}
/* An attribute without value, present when `on`. */
static inline CopAttr
cop_a_if(CopAttrId id, bool on)
{
  return (CopAttr){ .id = on ? id : COP_A_NONE, .text = "" };
}
/* HREF, SRC or ACTION. */
static inline CopAttr
cop_link(CopAttrId id, CopUrl url)
{
  return (CopAttr){ .id = id, .url = url };
}

typedef struct CopHtml CopHtml;

/* The text grows in the arena's lifetime; cop_html_finish() takes it. */
CopHtml *cop_html_new(CopArena *a);
/* Closes what is open; the bytes are the caller's. */
GBytes *cop_html_finish(CopHtml *h);
CopArena *cop_html_arena(const CopHtml *h);

void cop_html_doctype(CopHtml *h);
void cop_html_text(CopHtml *h, const char *text); /* NULL is nothing */
void cop_html_textf(CopHtml *h, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A whole element with text. */
void cop_html_element(CopHtml *h, CopElement e, const char *text);
/* The same with attributes: COP_TEXT(h, COP_P, text, cop_a(COP_A_CLASS, "lead")); */
#define COP_TEXT(H, EL, TEXT, ...)                                                                           \
  do {                                                                                                       \
    COP_EL (H, EL, ##__VA_ARGS__)                                                                            \
      cop_html_text((H), (TEXT));                                                                            \
  } while (0)
/* A picture made by our own figure code, inserted as it is: the only way
 * markup enters, and it can only come from figure/svg_write. */
void cop_html_svg(CopHtml *h, GBytes *svg);

/* An address below this site: path parts are percent-encoded one by one.
 *   cop_url_path(a, "materials", "MSG-U9-1", NULL) -> /materials/MSG-U9-1 */
CopUrl cop_url_path(CopArena *a, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The same with a query: pairs name, value, ..., NULL; a NULL value is left out. */
CopUrl cop_url_query(CopArena *a, CopUrl base, const char *const *pairs);
/* The decoded path of a request, with a suffix (".csv") behind it. */
CopUrl cop_url_here(CopArena *a, const char *path, const char *suffix);
/* The same with a query as it was sent behind it: "/law?status=partly". */
CopUrl cop_url_back(CopArena *a, const char *path_and_query);
/* A place on the same page. */
CopUrl cop_url_fragment(CopArena *a, const char *id);
/* An absolute address somebody typed: only http, https, tel and mailto pass,
 * anything else becomes a link to nowhere ("#"). */
CopUrl cop_url_outside(CopArena *a, const char *address);

/* --- scopes --- */

typedef struct {
  CopHtml *html;
  CopElement element;
  bool live;
} CopElScope;

CopElScope cop_el_open(CopHtml *h, CopElement e, const CopAttr *attrs);
void cop_el_close(CopElScope *s);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopElScope, cop_el_close)

#define COP_EL(H, EL, ...) COP_EL_(G_PASTE(cop_scope_, __COUNTER__), H, EL, ##__VA_ARGS__)
#define COP_EL_(V, H, EL, ...)                                                                               \
  for (g_auto(CopElScope) V =                                                                                \
         cop_el_open((H), (EL), (const CopAttr[]){ { .id = COP_A_NONE }, ##__VA_ARGS__, { .id = COP_A_STOP } }); \
       V.live; V.live = false)

#endif
