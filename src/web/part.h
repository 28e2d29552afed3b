/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part.h -- the pieces pages are made of.
 *
 * Frame:    head, navigation in the order of the work, title, one main action,
 *           foot. Everything between cop_frame_open() and the end of its scope
 *           is the page:
 *             g_auto(CopFrameScope) frame = cop_frame_open(p, &head);
 * State:    a chip is a shape and a word; colour only repeats what they say.
 * Sources:  every figure and claim is followed by its source mark, which opens
 *           on the spot and leads to the record.
 * Text:     cop_part_field() prints a translatable field in the language of the
 *           page and marks text that is in another.
 */
#ifndef COP_WEB_PART_H
#define COP_WEB_PART_H

#include "compose/plan_words.h"
#include "figure/figure.h"
#include "web/asset.h"
#include "web/page.h"

/* --- frame --- */

typedef struct {
  const char *title;  /* heading and window title */
  const char *lead;   /* one or two sentences under it; may be NULL */
  const char *nav;    /* path of the navigation entry this page belongs to; NULL for none */
  const char *parent; /* the page above, for the trail; NULL for none */
  CopUrl parent_url;
  const char *action; /* the one main action; NULL for none */
  CopUrl action_url;
  const char *lang;   /* of title and lead, when it is not that of the page */
  const char *over;   /* small line above the title: kind and id of a record */
  bool alone;         /* without navigation and name: the page may be kept on the device */
  CopAssetId script;  /* besides the desk's own; 0: none */
} CopFrame;

typedef struct G_GNUC_UNUSED { /* its end is its use */
  CopPage *p;
  CopElScope scopes[6];
  bool alone;
} CopFrameScope;

CopFrameScope cop_frame_open(CopPage *p, const CopFrame *f);
void cop_frame_close(CopFrameScope *s);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopFrameScope, cop_frame_close)

/* A page that says what went wrong and what to do. */
void cop_page_error(CopPage *p, unsigned status, const char *title, const char *what);
/* What a person is told of a failure of the desk itself: why, when they sit at this
 * machine and nobody has joined; else that it failed (OWASP ASVS 5.0, 16.5.1). The
 * events hold why. cop_page_error() does so of itself from status 500 on. */
const char *cop_say_failure(CopPage *p, const char *what);
/* The same for programs: application/problem+json (RFC 9457). */
void cop_page_problem(CopPage *p, unsigned status, const char *what);

/* --- words and numbers, in the arena --- */

const char *cop_say_int(CopPage *p, int64_t v);
const char *cop_say_real(CopPage *p, double v, unsigned decimals);
/* As many decimals as the value carries, at most two. */
const char *cop_say_figure(CopPage *p, double v);
const char *cop_say_percent(CopPage *p, double share, unsigned decimals);
/* Minor units: "₱12.5 million", below a million the whole amount. */
const char *cop_say_money(CopPage *p, int64_t minor);
const char *cop_say_money_range(CopPage *p, int64_t low, int64_t high);
const char *cop_say_date(CopPage *p, const char *iso); /* the text itself when it is no date */
const char *cop_say_instant(CopPage *p, const char *utc);   /* "24 November 2026, 18:46 UTC" */
const char *cop_say_period(CopPage *p, const char *period); /* "2021", "2022-11/2023-08" */
const char *cop_say_bytes(CopPage *p, int64_t bytes);
/* With a capital at its beginning, where the script has them. */
const char *cop_say_sentence(CopPage *p, const char *text);
/* "2027, third quarter" */
const char *cop_say_quarter(CopPage *p, int first_year, int quarter);
/* For compose/plan_words.h; needs a plan in the view. */
CopPlanSpeech cop_say_plan(CopPage *p);
/* A word of a closed list, in the language of the page. */
const char *cop_say_word(CopPage *p, CopWordsId words, int value);
/* The kind's title: "Measures". */
const char *cop_say_kind(CopPage *p, CopEntity e);

/* --- text of records --- */

/* The field in the language of the page, and the language it came back in. */
const char *cop_field_text(CopPage *p, CopEntity e, const void *record, const char *field, const char **lang);
/* Prints it, with a capital, in a span with its language where that differs. */
void cop_part_sentence(CopPage *p, CopEntity e, const void *record, const char *field);
/* Prints it in a span with its language where that differs. */
void cop_part_field(CopPage *p, CopEntity e, const void *record, const char *field);
/* What a reader calls the record: its title, label, name, code or first text. */
const char *cop_record_title(CopPage *p, CopEntity e, const void *record, const char **lang);
CopUrl cop_url_record(CopPage *p, CopEntity e, const char *id);
/* A link to a record's own page, with its title; nothing for NULL. */
void cop_part_record(CopPage *p, CopEntity e, const void *record);
/* Acronym, else name, linked; nothing for NULL. */
void cop_part_institution(CopPage *p, const char *id);

/* --- states --- */

typedef enum {
  COP_CHIP_NONE,
  COP_CHIP_GOOD,    /* disc */
  COP_CHIP_PART,    /* half disc */
  COP_CHIP_WARN,    /* triangle */
  COP_CHIP_BAD,     /* square */
  COP_CHIP_OPEN,    /* ring */
  COP_CHIP_NEUTRAL, /* bar */
  COP_CHIP_MAX
} CopChip;

void cop_part_chip(CopPage *p, CopChip c, const char *word);
CopChip cop_chip_answer(CopAnswerStatus s);
CopChip cop_chip_text_state(CopTextState s);
CopChip cop_chip_decision(CopDecision d);
void cop_part_answer(CopPage *p, CopAnswerStatus s);
void cop_part_text_state(CopPage *p, CopTextState s);
/* Short name of the country in the language of the page; NULL when there is none yet. */
const char *cop_part_country(const CopPage *p);

/* --- sources --- */

/* Mark, and behind it the source with place and note; `what` names the row to
 * screen readers. */
void cop_part_source(CopPage *p, CopMark mark, const char *source, const char *locator, const char *note);

/* --- blocks --- */

/* A heading with an id to lead to, in an open section: COP_SECTION_(p, id, title) { ... } */
CopElScope cop_part_section(CopPage *p, const char *id, const char *title, const char *lead);
#define COP_SECTION_OF(P, ID, TITLE, LEAD)                                                                   \
  for (g_auto(CopElScope) G_PASTE(cop_section_, __LINE__) = cop_part_section((P), (ID), (TITLE), (LEAD));     \
       G_PASTE(cop_section_, __LINE__).live; G_PASTE(cop_section_, __LINE__).live = false)

/* A hidden field; nothing for NULL. */
void cop_part_hidden(CopPage *p, const char *name, const char *value);
/* Opens a form that is posted to `action`, with the session's token in it; closed by cop_el_close(). */
CopElScope cop_part_post(CopPage *p, CopUrl action, const char *class);

/* What will be here and the first step. action may be NULL. */
void cop_part_empty(CopPage *p, const char *title, const char *text, const char *action, CopUrl url);
typedef enum { COP_NOTICE_INFO, COP_NOTICE_WARN, COP_NOTICE_DONE } CopNotice;
void cop_part_notice(CopPage *p, CopNotice kind, const char *title, const char *text);
/* "The plan is being worked out anew" where it applies. */
void cop_part_planning(CopPage *p);
/* One large number with a label, linked. */
void cop_part_tile(CopPage *p, CopUrl url, const char *number, const char *label, const char *under);
/* A bar divided in shares, with its words as a list under it. */
typedef struct {
  CopChip chip;
  const char *word;
  uint64_t n;
} CopShare;
void cop_part_shares(CopPage *p, const CopShare *shares, size_t n);

/* A picture of figure/ with caption and the table behind it. caption says the
 * finding, under says measure, unit and source. */
void cop_part_figure(CopPage *p, const CopFigure *figure, const char *caption, const char *under);
CopFigureOptions cop_figure_options(CopPage *p, float width);
/* A plan over time: bars to the first result, lines for what waits for what. */
void cop_part_plan_time(CopPage *p, const CopPlanResult *r);

#endif
