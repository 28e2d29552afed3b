/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_typeset_content.h -- what bench_typeset sets: posters in five scripts
 * with pictures and a code, and a report of about 60 pages with contents,
 * tables, notes and charts. The words of the report are drawn from a vocabulary
 * of 4,500 invented words by a Zipf law, as running text has them; always the
 * same ones.
 */
#ifndef COP_BENCH_TYPESET_CONTENT_H
#define COP_BENCH_TYPESET_CONTENT_H

#include <math.h>
#include <string.h>

#include "doc/build.h"
#include "typeset/typeset.h"

typedef struct {
  const char *lang, *title, *line, *messages[3], *help;
} BenchPoster;

static const BenchPoster bench_posters[] = {
  { "en", "Somebody asks for a picture of you?", "Stop. Keep the chat. Tell an adult you trust.",
    { "You are not to blame, whatever you sent.", "Do not pay and do not send more: it does not stop it.",
      "Block the account and report it in the app." }, "Call 1343, free, day and night" },
  { "fil", "May humihingi ba ng larawan mo?", "Tumigil. Itago ang usapan. Magsabi sa taong pinagkakatiwalaan.",
    { "Hindi mo kasalanan, anuman ang naipadala mo.", "Huwag magbayad at huwag nang magpadala pa.",
      "I-block ang account at i-report sa app." }, "Tumawag sa 1343, libre, araw at gabi" },
  { "ar", "هل يطلب أحد صورة لك؟", "توقف. احتفظ بالمحادثة. أخبر شخصا بالغا تثق به.",
    { "لست مذنبا مهما كان ما أرسلته.", "لا تدفع ولا ترسل المزيد فهذا لا يوقفه.", "احظر الحساب وأبلغ عنه في التطبيق." },
    "اتصل بالرقم 1343 مجانا ليلا ونهارا" },
  { "hi", "क्या कोई आपकी तस्वीर माँग रहा है?", "रुकें। बातचीत सँभालकर रखें। किसी भरोसेमंद बड़े को बताएँ।",
    { "आपने जो भी भेजा हो, दोष आपका नहीं है।", "पैसे न दें और कुछ न भेजें: इससे वह नहीं रुकता।",
      "खाते को ब्लॉक करें और ऐप में शिकायत करें।" }, "1343 पर कॉल करें, मुफ़्त, दिन-रात" },
  { "km", "មានគេសុំរូបថតរបស់ប្អូនឬ?", "ឈប់។ រក្សាទុកការសន្ទនា។ ប្រាប់មនុស្សពេញវ័យដែលប្អូនទុកចិត្ត។",
    { "ប្អូនមិនមានកំហុសទេ ទោះបីប្អូនបានផ្ញើអ្វីក៏ដោយ។", "កុំបង់ប្រាក់ ហើយកុំផ្ញើបន្ថែមទៀត។",
      "បិទគណនីនោះ ហើយរាយការណ៍ក្នុងកម្មវិធី។" }, "ទូរស័ព្ទ 1343 ឥតគិតថ្លៃ ទាំងថ្ងៃទាំងយប់" },
  { "zh", "有人向你要照片吗？", "停下来。保留聊天记录。告诉你信任的大人。",
    { "无论你发送了什么，都不是你的错。", "不要付钱，也不要再发送：这样不会让对方停止。", "拉黑该账号并在应用中举报。" },
    "请拨打1343，免费，昼夜开通" },
};

static inline unsigned
bench_n_posters(void)
{
  return G_N_ELEMENTS(bench_posters);
}

static inline const char *
bench_poster_lang(unsigned i)
{
  return bench_posters[i].lang;
}

static inline const BenchPoster *
bench_poster_find(const char *lang)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(bench_posters); i++)
    if (strcmp(bench_posters[i].lang, lang) == 0)
      return &bench_posters[i];
  return NULL;
}

/* A figure of a person in about 60 curves: the weight of real pictograms. */
static inline CopDrawing *
bench_pictogram(CopArena *a, unsigned which)
{
  CopDrawing *d = cop_drawing_new(a, 100, 100);
  static const CopColor colors[] = { 0x1F5FA8FF, 0x123A6BFF, 0xF2B705FF, 0xC98B5EFF };
  d->key = which == 0 ? "bench/0" : which == 1 ? "bench/1" : "bench/2";
  for (unsigned i = 0; i < 15; i++) {
    CopPath p = cop_path_begin(a);
    float x = 10 + (float)(i * 37 % 80), y = 10 + (float)(i * 53 % 80), r = 4 + (float)((i + which) % 5) * 3;
    if (i % 3 == 0)
      cop_path_round_rect(&p, x, y, r * 2, r, r / 3);
    else
      cop_path_ellipse(&p, x, y, r, r * 0.8f);
    cop_draw_path(d, &p, colors[(i + which) % 4], i % 4 == 0 ? 0x1B1F2AFF : 0, 0.8f);
  }
  return d;
}

/* A code of 29 x 29 squares, about half of them dark. */
static inline CopDrawing *
bench_code(CopArena *a)
{
  CopDrawing *d = cop_drawing_new(a, 29, 29);
  CopPath p = cop_path_begin(a);
  uint32_t state = 12345;
  for (unsigned y = 0; y < 29; y++)
    for (unsigned x = 0; x < 29; x++) {
      state = state * 1664525u + 1013904223u;
      if (state & 0x80000000u)
        cop_path_rect(&p, (float)x, (float)y, 1, 1);
    }
  cop_draw_fill(d, &p, 0x1B1F2AFF);
  return d;
}

static inline bool
bench_text(CopSetter *s, CopPages *p, CopPage *page, const char *text, const char *lang, float size, unsigned face, float x,
           float *y, float width, CopTagKind kind, GError **error)
{
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = size, .face = face };
  CopTextBox *b = cop_text_box_string(s, p, text, lang, &spec, width, cop_tag_add(p, p->root, kind), error);
  if (b == NULL)
    return false;
  cop_text_box_place(b, p, page, x, *y);
  *y += cop_text_box_height(b) + 8;
  return true;
}

/* An A4 poster: title, line, three pictures with messages, help line with code. */
static inline CopPages *
bench_poster(CopSetter *s, const BenchPoster *poster, GError **error)
{
  CopDocMeta meta = { .title = poster->title, .lang = poster->lang, .style = COP_STYLE_SHEET };
  g_autoptr(CopPages) p = cop_pages_new(s->shaper, &meta);
  CopPage *page = cop_pages_add(p, 595.28f, 841.89f);
  float margin = 40, width = 595.28f - 2 * margin, y = margin;
  if (!bench_text(s, p, page, poster->title, poster->lang, 38, COP_FACE_BOLD, margin, &y, width, COP_TAG_H1, error) ||
      !bench_text(s, p, page, poster->line, poster->lang, 19.5f, 0, margin, &y, width, COP_TAG_P, error))
    return NULL;
  y += 16;
  for (unsigned i = 0; i < 3; i++) {
    CopTag *figure = cop_tag_add(p, p->root, COP_TAG_FIGURE);
    figure->alt = "Picture";
    if (!cop_drawing_place(s, p, page, bench_pictogram(p->arena, i), poster->lang, COP_FAMILY_CHILD, margin, y, 1.1f, figure,
                           error))
      return NULL;
    float at = y + 30;
    if (!bench_text(s, p, page, poster->messages[i], poster->lang, 19.5f, 0, margin + 130, &at, width - 130, COP_TAG_P,
                    error))
      return NULL;
    y += 130;
  }
  cop_page_append(page, cop_item_rect(p, 0, 841.89f - 110, 595.28f, 110, 0x123A6BFF));
  CopTag *code = cop_tag_add(p, p->root, COP_TAG_FIGURE);
  code->alt = "Code with the address of the help line";
  float foot = 841.89f - 90;
  if (!cop_drawing_place(s, p, page, bench_code(p->arena), poster->lang, COP_FAMILY_CHILD, 595.28f - margin - 72, foot, 2.5f,
                         code, error) ||
      !bench_text(s, p, page, poster->help, poster->lang, 24, COP_FACE_BOLD, margin, &foot, width - 100, COP_TAG_P, error))
    return NULL;
  return g_steal_pointer(&p);
}

/* --- the report --- */

typedef struct {
  uint32_t state;
  char words[4500][12];
  double rank[4500]; /* sums of 1/rank */
} BenchWords;

static inline uint32_t
bench_random(BenchWords *w)
{
  w->state = w->state * 1664525u + 1013904223u;
  return w->state >> 8;
}

static inline BenchWords *
bench_words_new(CopArena *a)
{
  static const char *const syllables[] = { "ba", "ta", "ri", "mo", "le", "con", "per", "sti", "gra", "no", "ve", "al",
                                           "en", "tur", "di", "so", "pre", "ing", "er", "ed", "un", "ma", "ca", "fi" };
  BenchWords *w = cop_new(a, BenchWords);
  w->state = 7;
  double sum = 0;
  for (unsigned i = 0; i < 4500; i++) {
    unsigned n = 1 + bench_random(w) % 4;
    w->words[i][0] = '\0';
    for (unsigned k = 0; k < n; k++)
      g_strlcat(w->words[i], syllables[bench_random(w) % G_N_ELEMENTS(syllables)], sizeof w->words[i]);
    sum += 1.0 / (i + 1);
    w->rank[i] = sum;
  }
  return w;
}

static inline const char *
bench_word(BenchWords *w)
{
  double at = (double)(bench_random(w) % 1000000) / 1e6 * w->rank[4499];
  unsigned low = 0, high = 4499;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (w->rank[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return w->words[low];
}

static inline char *
bench_sentence(BenchWords *w, unsigned words)
{
  GString *s = g_string_new(NULL);
  for (unsigned i = 0; i < words; i++) {
    const char *word = bench_word(w);
    if (i % 14 == 0) {
      if (i > 0)
        g_string_append(s, ". ");
      g_string_append_c(s, g_ascii_toupper(word[0]));
      g_string_append(s, word + 1);
    } else {
      g_string_append_c(s, ' ');
      g_string_append(s, word);
    }
  }
  g_string_append_c(s, '.');
  return g_string_free(s, FALSE);
}

static inline CopDrawing *
bench_chart(CopArena *a, BenchWords *w)
{
  CopDrawing *d = cop_drawing_new(a, 380, 140);
  for (unsigned i = 0; i < 6; i++) {
    float y = 6 + 22 * (float)i, value = (float)(bench_random(w) % 240) + 20;
    CopPath p = cop_path_begin(a);
    cop_path_rect(&p, 90, y, value, 14);
    cop_draw_fill(d, &p, 0x1F5FA8FF);
    cop_draw_text(d, 84, y + 11, 9, COP_ANCHOR_END, 0x1B1F2AFF, bench_word(w));
  }
  return d;
}

static inline CopDoc *
bench_report(CopArena *a)
{
  CopDocMeta meta = { .title = "Report of sixty pages", .author = "Benchmark", .lang = "en", .date = "2026-01-02",
                      .edition = "bench 1", .style = COP_STYLE_REPORT };
  static const CopColumn columns[] = { { COP_ALIGN_START, 0 }, { COP_ALIGN_START, 0 }, { COP_ALIGN_END, 0 },
                                       { COP_ALIGN_END, 0 } };
  BenchWords *w = bench_words_new(a);
  CopDoc *d = cop_doc_new(a, &meta);
  cop_add_block(d, d->root, COP_ROLE_COVER);
  cop_node_add(d, d->root, COP_NODE_PAGE_BREAK);
  cop_node_add(d, d->root, COP_NODE_CONTENTS);
  for (unsigned c = 1; c <= 12; c++) {
    char number[16];
    g_snprintf(number, sizeof number, "%u", c);
    g_autofree char *title = bench_sentence(w, 4);
    CopNode *chapter = cop_add_section(d, d->root, 1, cop_arena_strdup(a, number), title);
    chapter->as.section.new_page = true;
    for (unsigned s = 1; s <= 4; s++) {
      g_snprintf(number, sizeof number, "%u.%u", c, s);
      g_autofree char *sub = bench_sentence(w, 5);
      CopNode *section = cop_add_section(d, chapter, 2, cop_arena_strdup(a, number), sub);
      for (unsigned i = 0; i < 4; i++) {
        g_autofree char *text = bench_sentence(w, 70);
        CopNode *p = cop_add_para(d, section, text);
        if (i == 1) {
          g_autofree char *note = bench_sentence(w, 12);
          cop_add_footnote(d, p, NULL, note);
        }
      }
      g_autofree char *caption = bench_sentence(w, 6);
      CopNode *t = cop_add_table(d, section, number, caption, columns, 4);
      for (unsigned r = 0; r < 6; r++) {
        g_autofree char *text = bench_sentence(w, 5), *one = g_strdup_printf("%u", bench_random(w) % 10000),
                        *two = g_strdup_printf("%u", bench_random(w) % 100);
        const char *cells[] = { bench_word(w), text, one, two };
        if (r == 0)
          cop_add_head_row(d, t, (const char *const[]){ "Code", "What", "Number", "Share" });
        else
          cop_add_row(d, t, cells);
      }
      if (s == 2)
        cop_add_figure(d, section, number, "A chart", bench_chart(a, w), "Bars of six lengths");
    }
  }
  return d;
}

#endif
