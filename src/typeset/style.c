/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/style.h"

#define MM(x) ((float)(x) * 72.0f / 25.4f)
#define B COP_FACE_BOLD
#define I COP_FACE_ITALIC

static const CopStyleSheet sheets[COP_STYLE_MAX] = {
  [COP_STYLE_REPORT] = {
    .family = COP_FAMILY_SANS,
    .page_width = MM(210), .page_height = MM(297),
    .margin_side = MM(18), .margin_top = MM(24), .margin_bottom = MM(22),
    .measure = 0.76f, .side = 0.21f, .gutter = MM(5),
    .decorated = true,
    .text = {
      [COP_TEXT_BODY] = { 10, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 6 },
      [COP_TEXT_LEAD] = { 12.5f, 1, 0, COP_INK_DEEP, COP_ALIGN_START, 0, 8 },
      [COP_TEXT_TITLE] = { 24, 0.86f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 8 },
      [COP_TEXT_SUBTITLE] = { 12.5f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_H1] = { 24, 0.86f, B, COP_INK_DEEP, COP_ALIGN_START, 32, 12 },
      [COP_TEXT_H2] = { 15.6f, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 20, 6 },
      [COP_TEXT_H3] = { 12.5f, 0.92f, B, COP_INK_MAIN, COP_ALIGN_START, 14, 4 },
      [COP_TEXT_H4] = { 10, 1, B, COP_INK_TEXT, COP_ALIGN_START, 10, 3 },
      [COP_TEXT_CAPTION] = { 10, 0.95f, B, COP_INK_TEXT, COP_ALIGN_START, 12, 5 },
      [COP_TEXT_NOTE] = { 8, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 4, 2 },
      [COP_TEXT_FOOTNOTE] = { 8, 0.95f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CELL] = { 8.5f, 0.93f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HEAD_CELL] = { 8.5f, 0.93f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_CALLOUT] = { 10, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_ASIDE] = { 8, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 3 },
      [COP_TEXT_QUOTE] = { 10, 1, I, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_KEY_NUMBER] = { 24, 0.8f, B, COP_INK_MAIN, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_KEY_LABEL] = { 8.5f, 0.93f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HELPLINE] = { 12.5f, 1, B, COP_INK_DEEP, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CONTENTS_1] = { 10, 1, B, COP_INK_TEXT, COP_ALIGN_START, 8, 0 },
      [COP_TEXT_CONTENTS_2] = { 10, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_RUNNING] = { 8, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_COVER_TITLE] = { 38, 0.84f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_COVER_SUBTITLE] = { 19.5f, 0.9f, 0, COP_INK_MAIN, COP_ALIGN_START, 0, 16 },
      [COP_TEXT_COVER_LINE] = { 12.5f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
    },
  },
  [COP_STYLE_FORM] = {
    .family = COP_FAMILY_FORM,
    .page_width = MM(210), .page_height = MM(297),
    .margin_side = MM(25), .margin_top = MM(22), .margin_bottom = MM(20),
    .measure = 1, .side = 0, .gutter = MM(5),
    .decorated = false,
    .text = {
      [COP_TEXT_BODY] = { 11, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 6 },
      [COP_TEXT_LEAD] = { 11, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 6 },
      [COP_TEXT_TITLE] = { 14, 0.86f, B, COP_INK_TEXT, COP_ALIGN_CENTER, 4, 6 },
      [COP_TEXT_SUBTITLE] = { 11, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_CENTER, 0, 8 },
      [COP_TEXT_H1] = { 12, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 12, 4 },
      [COP_TEXT_H2] = { 11, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 8, 3 },
      [COP_TEXT_H3] = { 11, 0.9f, B | I, COP_INK_TEXT, COP_ALIGN_START, 6, 2 },
      [COP_TEXT_H4] = { 11, 0.9f, I, COP_INK_TEXT, COP_ALIGN_START, 6, 2 },
      [COP_TEXT_CAPTION] = { 10, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 8, 3 },
      [COP_TEXT_NOTE] = { 9, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 3, 2 },
      [COP_TEXT_FOOTNOTE] = { 8.5f, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 1 },
      [COP_TEXT_CELL] = { 10, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HEAD_CELL] = { 10, 0.86f, B, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_CALLOUT] = { 11, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_ASIDE] = { 10, 0.86f, I, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_QUOTE] = { 11, 0.86f, I, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_KEY_NUMBER] = { 14, 0.86f, B, COP_INK_TEXT, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_KEY_LABEL] = { 10, 0.86f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HELPLINE] = { 12, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CONTENTS_1] = { 11, 0.9f, B, COP_INK_TEXT, COP_ALIGN_START, 4, 0 },
      [COP_TEXT_CONTENTS_2] = { 11, 0.9f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_RUNNING] = { 9, 0.9f, 0, COP_INK_TEXT, COP_ALIGN_CENTER, 0, 0 },
      [COP_TEXT_COVER_TITLE] = { 24, 0.86f, B, COP_INK_TEXT, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_COVER_SUBTITLE] = { 14, 0.9f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_COVER_LINE] = { 11, 0.9f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
    },
  },
  [COP_STYLE_SHEET] = {
    .family = COP_FAMILY_CHILD,
    .page_width = MM(210), .page_height = MM(297),
    .margin_side = MM(14), .margin_top = MM(14), .margin_bottom = MM(14),
    .measure = 1, .side = 0, .gutter = MM(5),
    .decorated = true,
    .text = {
      [COP_TEXT_BODY] = { 15.6f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 8 },
      [COP_TEXT_LEAD] = { 19.5f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 8 },
      [COP_TEXT_TITLE] = { 38, 0.86f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_SUBTITLE] = { 19.5f, 0.95f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_H1] = { 24, 0.9f, B, COP_INK_DEEP, COP_ALIGN_START, 24, 8 },
      [COP_TEXT_H2] = { 19.5f, 0.92f, B, COP_INK_TEXT, COP_ALIGN_START, 16, 6 },
      [COP_TEXT_H3] = { 15.6f, 0.95f, B, COP_INK_MAIN, COP_ALIGN_START, 12, 4 },
      [COP_TEXT_H4] = { 15.6f, 0.95f, B, COP_INK_TEXT, COP_ALIGN_START, 12, 4 },
      [COP_TEXT_CAPTION] = { 12.5f, 0.95f, B, COP_INK_TEXT, COP_ALIGN_START, 8, 4 },
      [COP_TEXT_NOTE] = { 10, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 4, 2 },
      [COP_TEXT_FOOTNOTE] = { 10, 0.95f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CELL] = { 12.5f, 0.95f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HEAD_CELL] = { 12.5f, 0.95f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_CALLOUT] = { 15.6f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_ASIDE] = { 12.5f, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 3 },
      [COP_TEXT_QUOTE] = { 15.6f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_KEY_NUMBER] = { 30.5f, 0.8f, B, COP_INK_MAIN, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_KEY_LABEL] = { 12.5f, 0.95f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HELPLINE] = { 24, 0.9f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CONTENTS_1] = { 15.6f, 1, B, COP_INK_TEXT, COP_ALIGN_START, 8, 0 },
      [COP_TEXT_CONTENTS_2] = { 15.6f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_RUNNING] = { 8, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_COVER_TITLE] = { 48, 0.84f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_COVER_SUBTITLE] = { 24, 0.9f, 0, COP_INK_MAIN, COP_ALIGN_START, 0, 16 },
      [COP_TEXT_COVER_LINE] = { 15.6f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
    },
  },
  [COP_STYLE_LETTER] = {
    .family = COP_FAMILY_SANS,
    .page_width = MM(210), .page_height = MM(297),
    .margin_side = MM(25), .margin_top = MM(25), .margin_bottom = MM(22),
    .measure = 1, .side = 0, .gutter = MM(5),
    .decorated = true,
    .text = {
      [COP_TEXT_BODY] = { 10.5f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 7 },
      [COP_TEXT_LEAD] = { 12.5f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 8 },
      [COP_TEXT_TITLE] = { 19.5f, 0.9f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 6 },
      [COP_TEXT_SUBTITLE] = { 12.5f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_H1] = { 15.6f, 0.9f, B, COP_INK_DEEP, COP_ALIGN_START, 20, 6 },
      [COP_TEXT_H2] = { 12.5f, 0.92f, B, COP_INK_TEXT, COP_ALIGN_START, 16, 5 },
      [COP_TEXT_H3] = { 10.5f, 1, B, COP_INK_MAIN, COP_ALIGN_START, 12, 4 },
      [COP_TEXT_H4] = { 10.5f, 1, B | I, COP_INK_TEXT, COP_ALIGN_START, 10, 3 },
      [COP_TEXT_CAPTION] = { 10, 0.95f, B, COP_INK_TEXT, COP_ALIGN_START, 10, 4 },
      [COP_TEXT_NOTE] = { 8, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 4, 2 },
      [COP_TEXT_FOOTNOTE] = { 8, 0.95f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CELL] = { 9, 0.93f, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HEAD_CELL] = { 9, 0.93f, B, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_CALLOUT] = { 10.5f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_ASIDE] = { 9, 0.97f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 3 },
      [COP_TEXT_QUOTE] = { 10.5f, 1, I, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
      [COP_TEXT_KEY_NUMBER] = { 19.5f, 0.8f, B, COP_INK_MAIN, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_KEY_LABEL] = { 9, 0.93f, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_HELPLINE] = { 12.5f, 1, B, COP_INK_DEEP, COP_ALIGN_START, 0, 2 },
      [COP_TEXT_CONTENTS_1] = { 10.5f, 1, B, COP_INK_TEXT, COP_ALIGN_START, 6, 0 },
      [COP_TEXT_CONTENTS_2] = { 10.5f, 1, 0, COP_INK_TEXT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_RUNNING] = { 8, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 0 },
      [COP_TEXT_COVER_TITLE] = { 30.5f, 0.84f, B, COP_INK_DEEP, COP_ALIGN_START, 0, 12 },
      [COP_TEXT_COVER_SUBTITLE] = { 15.6f, 0.9f, 0, COP_INK_MAIN, COP_ALIGN_START, 0, 16 },
      [COP_TEXT_COVER_LINE] = { 12.5f, 1, 0, COP_INK_SOFT, COP_ALIGN_START, 0, 4 },
    },
  },
};

const CopStyleSheet *
cop_style_sheet(CopStyleName name)
{
  g_assert(name < COP_STYLE_MAX);
  return &sheets[name];
}

CopLeading
cop_leading(CopScript script)
{
  static const CopLeading table[COP_SCRIPT_MAX] = {
    [COP_SCRIPT_LATN] = { 1.40f, 1.04f }, [COP_SCRIPT_CYRL] = { 1.40f, 1.04f }, [COP_SCRIPT_GREK] = { 1.40f, 1.04f },
    [COP_SCRIPT_ARAB] = { 1.65f, 1.12f }, [COP_SCRIPT_HEBR] = { 1.40f, 1.00f }, [COP_SCRIPT_DEVA] = { 1.60f, 1.12f },
    [COP_SCRIPT_BENG] = { 1.60f, 1.12f }, [COP_SCRIPT_TAML] = { 1.60f, 1.12f }, [COP_SCRIPT_THAI] = { 1.60f, 1.18f },
    [COP_SCRIPT_LAOO] = { 1.75f, 1.24f }, [COP_SCRIPT_KHMR] = { 1.75f, 1.14f }, [COP_SCRIPT_MYMR] = { 1.85f, 1.20f },
    [COP_SCRIPT_ETHI] = { 1.50f, 1.08f }, [COP_SCRIPT_HANS] = { 1.60f, 1.18f }, [COP_SCRIPT_HANT] = { 1.60f, 1.18f },
    [COP_SCRIPT_JPAN] = { 1.60f, 1.18f }, [COP_SCRIPT_KORE] = { 1.60f, 1.18f },
  };
  return table[script].leading > 0 ? table[script] : table[COP_SCRIPT_LATN];
}

CopColor
cop_ink(const CopDocMeta *meta, CopInk ink)
{
  const CopColor colors[COP_INK_MAX] = {
    [COP_INK_TEXT] = 0x1B1F2AFF,
    [COP_INK_SOFT] = 0x4A5263FF,
    [COP_INK_LINE] = 0xD5DAE3FF,
    [COP_INK_PAPER] = 0xFFFFFFFF,
    [COP_INK_GROUND] = 0xF5F7FAFF,
    [COP_INK_DEEP] = meta->palette.deep != 0 ? meta->palette.deep : 0x123A6BFF,
    [COP_INK_MAIN] = meta->palette.main != 0 ? meta->palette.main : 0x1F5FA8FF,
    [COP_INK_ACCENT_SOFT] = meta->palette.soft != 0 ? meta->palette.soft : 0xA9C8EAFF,
    [COP_INK_TINT] = meta->palette.tint != 0 ? meta->palette.tint : 0xEAF2FBFF,
    [COP_INK_MARK] = meta->palette.mark != 0 ? meta->palette.mark : 0xF2B705FF,
  };
  return meta->grey ? cop_color_grey(colors[ink]) : colors[ink];
}
