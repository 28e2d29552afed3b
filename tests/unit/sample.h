/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h -- one document that holds every kind of node, in six languages, for
 * the tests of the writers. Its texts are made up for the tests; its figures
 * are no one's figures.
 */
#ifndef COP_TEST_SAMPLE_H
#define COP_TEST_SAMPLE_H

#include <string.h>

#include "base/lang.h"
#include "doc/build.h"

typedef struct {
  const char *lang, *title, *subtitle, *heading, *lead, *para, *caption, *head[3], *draft, *example, *helpline;
} SampleWords;

static const SampleWords sample_words[] = {
  { "en", "Plan for safety online", "How we keep children safe", "What we found",
    "Children are online each day. They tell us what helps. We shall listen.",
    "Most children know whom to ask when something online upsets them, and every school has a place to go.",
    "Schools with a place to go", { "Region", "Schools", "Share, %" }, "Draft, for review",
    "Example data, not real reports", "Call the helpline" },
  { "fil", "Plano para sa kaligtasan online", "Paano natin iniingatan ang mga bata", "Ano ang nalaman natin",
    "Araw-araw online ang mga bata. Sinasabi nila kung ano ang nakatutulong. Makikinig tayo.",
    "Alam ng karamihan sa mga bata kung sino ang tatanungin kapag may nakakabahala online, at may mapupuntahan sa bawat paaralan.",
    "Mga paaralang may mapupuntahan", { "Rehiyon", "Paaralan", "Bahagi, %" }, "Borador, para sa pagsusuri",
    "Halimbawang datos, hindi totoong ulat", "Tumawag sa helpline" },
  { "ar", "خطة السلامة على الإنترنت", "كيف نحافظ على سلامة الأطفال", "ماذا وجدنا",
    "الأطفال على الإنترنت كل يوم. يخبروننا بما يساعدهم. سوف نستمع إليهم.",
    "يعرف معظم الأطفال من يسألون عندما يزعجهم شيء على الإنترنت، وفي كل مدرسة مكان يذهبون إليه (رقم 1383).",
    "مدارس فيها مكان للمساعدة", { "المنطقة", "المدارس", "النسبة، %" }, "مسودة للمراجعة",
    "بيانات للمثال، وليست تقارير حقيقية", "اتصل بخط المساعدة" },
  { "hi", "ऑनलाइन सुरक्षा की योजना", "हम बच्चों को कैसे सुरक्षित रखते हैं", "हमने क्या पाया",
    "बच्चे रोज़ ऑनलाइन रहते हैं। वे बताते हैं कि क्या मदद करता है। हम सुनेंगे।",
    "ज़्यादातर बच्चे जानते हैं कि ऑनलाइन कुछ परेशान करे तो किससे पूछना है, और हर स्कूल में जाने की जगह है।",
    "जिन स्कूलों में जाने की जगह है", { "क्षेत्र", "स्कूल", "हिस्सा, %" }, "मसौदा, समीक्षा के लिए",
    "उदाहरण के आँकड़े, असली रिपोर्ट नहीं", "हेल्पलाइन पर कॉल करें" },
  { "km", "ផែនការសុវត្ថិភាពអនឡាញ", "របៀបដែលយើងការពារកុមារ", "អ្វីដែលយើងបានរកឃើញ",
    "កុមារប្រើអនឡាញរាល់ថ្ងៃ។ ពួកគេប្រាប់យើងនូវអ្វីដែលជួយ។ យើងនឹងស្តាប់។",
    "កុមារភាគច្រើនដឹងថាត្រូវសួរនរណាពេលមានអ្វីមួយលើអនឡាញធ្វើឱ្យមិនសប្បាយចិត្ត ហើយសាលានីមួយៗមានកន្លែងដែលអាចទៅបាន។",
    "សាលាដែលមានកន្លែងជួយ", { "តំបន់", "សាលា", "ចំណែក, %" }, "សេចក្តីព្រាង សម្រាប់ពិនិត្យ",
    "ទិន្នន័យឧទាហរណ៍ មិនមែនរបាយការណ៍ពិតទេ", "ទូរស័ព្ទទៅខ្សែទូរស័ព្ទជំនួយ" },
  { "zh-Hans", "网络安全计划", "我们如何保护儿童", "我们的发现",
    "孩子们每天上网。他们告诉我们什么有帮助。我们会倾听。",
    "大多数孩子知道在网上遇到烦心事时该问谁，每所学校都有可以求助的地方。",
    "设有求助处的学校", { "地区", "学校数", "比例（%）" }, "草稿，待审阅", "示例数据，并非真实报告", "拨打求助热线" },
};

static inline const SampleWords *
sample_find(const char *lang)
{
  for (size_t i = 0; i < G_N_ELEMENTS(sample_words); i++)
    if (strcmp(sample_words[i].lang, lang) == 0)
      return &sample_words[i];
  g_error("the sample has no words in %s", lang);
}

static inline CopDrawing *
sample_drawing(CopArena *a, const char *text, bool rtl)
{
  CopDrawing *d = cop_drawing_new(a, 360, 120);
  static const float shares[] = { 0.9f, 0.65f, 0.4f };
  for (int i = 0; i < 3; i++) {
    CopPath p = cop_path_begin(a);
    cop_path_rect(&p, 60, 10 + 34 * (float)i, 280 * shares[i], 22);
    cop_draw_fill(d, &p, i == 0 ? 0x123a6bff : 0x1f5fa8ff);
    g_autofree char *label = g_strdup_printf("%d", i + 1);
    cop_draw_text(d, 50, 26 + 34 * (float)i, 10, rtl ? COP_ANCHOR_START : COP_ANCHOR_END, 0x1b1f2aff, label);
  }
  cop_draw_text(d, 68, 26, 10, rtl ? COP_ANCHOR_END : COP_ANCHOR_START, 0xffffffff, text);
  return d;
}

static inline void
sample_table(CopDoc *d, CopNode *parent, const SampleWords *w)
{
  const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_DECIMAL, 1 } };
  CopNode *t = cop_add_table(d, parent, "1.1", w->caption, columns, 3);
  t->id = "schools";
  t->as.table.head_column = true;
  t->as.table.summary = w->lead;
  cop_add_head_row(d, t, (const char *const[]){ w->head[0], w->head[1], w->head[2] });
  CopNode *group = cop_add_row(d, t, NULL);
  group->role = COP_ROLE_GROUP;
  cop_add_cell(d, group, "Luzon")->as.cell.colspan = 3;
  cop_add_row(d, t, (const char *const[]){ "NCR", "1,204", "87.5" });
  cop_node_from(d, cop_add_row(d, t, (const char *const[]){ "CAR", "310", "9.0" }), "value", "T-1");
  CopNode *total = cop_add_row(d, t, (const char *const[]){ "Total", "1,514", "71.4" });
  total->role = COP_ROLE_TOTAL;
  cop_add_note(d, t, w->example);
}

static inline void
sample_figure(CopDoc *d, CopNode *parent, const SampleWords *w)
{
  CopNode *f = cop_add_figure(d, parent, "1.1", w->caption, sample_drawing(d->arena, w->head[1], cop_lang_rtl(w->lang)), w->para);
  f->id = "chart";
  f->as.figure.width = 0.75f;
  const CopColumn columns[] = { { COP_ALIGN_START, 0 }, { COP_ALIGN_END, 0 } };
  CopNode *t = cop_add_table(d, f, NULL, NULL, columns, 2);
  cop_add_head_row(d, t, (const char *const[]){ w->head[0], w->head[1] });
  cop_add_row(d, t, (const char *const[]){ "NCR", "1,204" });
  cop_add_note(d, f, w->example);
}

static inline void
sample_inlines(CopDoc *d, CopNode *section, const SampleWords *w)
{
  CopNode *p = cop_add_para(d, section, w->para);
  cop_node_from(d, cop_add_footnote(d, p, NULL, w->lead), "source", "T-2");
  cop_add_text(d, p, " ");
  CopNode *table = cop_node_add(d, p, COP_NODE_XREF);
  table->as.xref.target = "schools";
  cop_add_text(d, p, ", ");
  CopNode *figure = cop_node_add(d, p, COP_NODE_XREF);
  figure->as.xref.target = "chart";
  cop_add_text(d, p, " (");
  CopNode *page = cop_node_add(d, p, COP_NODE_XREF);
  page->as.xref.target = "second";
  page->as.xref.page = true;
  cop_add_text(d, p, "). ");
  cop_add_styled(d, p, COP_NODE_STRONG, "H");
  cop_add_styled(d, p, COP_NODE_SUB, "2");
  cop_add_styled(d, p, COP_NODE_EMPH, "O & <x>");
  cop_add_styled(d, p, COP_NODE_SUPER, "th");
  cop_add_text(d, p, " ");
  cop_add_styled(d, p, COP_NODE_SMALL_CAPS, "Small");
  cop_add_text(d, p, " ");
  cop_add_styled(d, p, COP_NODE_CODE, "a  b");
  cop_node_add(d, p, COP_NODE_LINE_BREAK);
  cop_add_link(d, p, "https://www.itu.int/en/cop/", "ITU");
  cop_add_text(d, p, " ");
  cop_node_in(d, cop_add_styled(d, p, COP_NODE_SPAN, "السلامة"), "ar");
  cop_add_text(d, p, " ");
  cop_node_in(d, cop_add_styled(d, p, COP_NODE_SPAN, "ICU 72.1"), "en");
  cop_add_text(d, p, " ");
  CopNode *picture = cop_node_add(d, p, COP_NODE_PICTURE);
  picture->as.picture.drawing = sample_drawing(d->arena, "", false);
  picture->as.picture.alt = "";
}

static inline void
sample_blocks(CopDoc *d, CopNode *section, const SampleWords *w)
{
  CopNode *list = cop_add_list(d, section, true);
  cop_add_item(d, list, w->head[0]);
  CopNode *item = cop_add_item(d, list, w->head[1]);
  CopNode *inner = cop_add_list(d, item, false);
  cop_add_item(d, inner, w->head[2]);
  cop_add_item(d, inner, w->heading);
  CopNode *figures = cop_add_list(d, cop_add_block(d, section, COP_ROLE_KEY_FIGURES), false);
  for (int i = 0; i < 3; i++) {
    CopNode *p = cop_add_para(d, cop_add_item(d, figures, NULL), NULL);
    cop_add_styled(d, p, COP_NODE_STRONG, i == 0 ? "1,514" : i == 1 ? "71 %" : "18");
    cop_add_text(d, p, " ");
    cop_add_text(d, p, w->head[i]);
  }
  CopNode *help = cop_add_callout(d, section, COP_ROLE_HELPLINE, w->helpline);
  CopNode *number = cop_add_para(d, help, NULL);
  cop_add_link(d, number, "tel:1383", "1383");
  cop_add_para(d, cop_add_callout(d, section, COP_ROLE_NONE, w->heading), w->lead);
  CopNode *aside = cop_node_add(d, section, COP_NODE_ASIDE);
  aside->role = COP_ROLE_UNKNOWN;
  cop_add_para(d, aside, w->lead);
  cop_add_para(d, cop_node_add(d, section, COP_NODE_QUOTE), w->para);
  cop_node_add(d, section, COP_NODE_RULE);
}

/* The whole document; words of the writers come from `catalogues`, NULL: English. */
static inline CopDoc *
sample_doc(CopArena *a, const char *lang, CopCatalogues *catalogues)
{
  const SampleWords *w = sample_find(lang);
  const CopDocMeta meta = {
    .title = w->title, .subtitle = w->subtitle, .author = "National Council", .subject = w->lead, .lang = lang,
    .date = "2026-11-24", .edition = "SAMPLE-1", .identifier = "test.sample", .licence = "CC BY 4.0",
    .draft = w->draft, .example = w->example, .running_head = w->title, .style = COP_STYLE_REPORT,
    .palette = { 0x123a6bff, 0x1f5fa8ff, 0xa9c8eaff, 0xeaf2fbff, 0xf2b705ff }, .catalogues = catalogues };
  CopDoc *d = cop_doc_new(a, &meta);
  CopNode *cover = cop_add_block(d, d->root, COP_ROLE_COVER);
  cop_add_para(d, cover, "2026-2028");
  cop_add_figure(d, cover, NULL, NULL, sample_drawing(a, "", false), "");
  cop_node_add(d, d->root, COP_NODE_CONTENTS);
  CopNode *one = cop_add_section(d, d->root, 1, "1", w->heading);
  one->as.section.new_page = true;
  CopNode *lead = cop_add_para(d, one, w->lead);
  lead->role = COP_ROLE_LEAD;
  sample_inlines(d, one, w);
  sample_table(d, one, w);
  CopNode *deeper = cop_add_section(d, one, 2, "1.1", w->subtitle);
  sample_blocks(d, deeper, w);
  sample_figure(d, deeper, w);
  cop_node_add(d, d->root, COP_NODE_PAGE_BREAK);
  CopNode *two = cop_add_section(d, d->root, 1, "2", w->caption);
  two->id = "second";
  two->role = COP_ROLE_LANDSCAPE;
  CopNode *p = cop_add_para(d, two, w->para);
  CopNode *own = cop_node_add(d, p, COP_NODE_XREF);
  own->as.xref.target = "second";
  cop_add_text(d, own, w->heading);
  cop_add_footnote(d, p, NULL, "Second note.");
  cop_node_in(d, cop_add_para(d, two, "English words in between."), "en");
  return d;
}

#endif
