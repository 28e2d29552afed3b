/* SPDX-License-Identifier: Apache-2.0
 *
 * check/text_check.h -- what a machine can say of a text for the public before
 * people read it, with a reason, a remedy, and how far the finding can be trusted.
 *
 *   certain  counted or compared: length, parts, a mark that is missing
 *   likely   words that nearly always mean it, in languages whose words are known
 *   hint     a person has to look; uncalibrated, or a form of words only
 *
 * Of one text: reading level where a formula exists (check/reading.h); words per sentence and page and sentences per page by audience and
 * form (editorial limits, doc/guide/texts.md); blame, fear, terms, what could identify a child
 * (check/lint.h); passive voice (English) and the method of an offence told as
 * instruction (English, Filipino), as patterns; the helpline mark where the form
 * has to carry it, a number typed instead of it, languages in which the line
 * answers; SMS parts, screens of USSD, seconds of sound. Of a message: a picture
 * told in words. Of all messages: girls and women, boys and men, disability in
 * the pictures; rights; whether the line was dialled and its languages are known.
 *
 * Seconds: channel/pace.h. Spelling: check/spelling.h, where Debian has a dictionary
 * that knows nine words in ten of the texts; elsewhere it is said that nobody looked.
 *
 * Not judged here: local dress (look at the pictures), contrast and type size
 * (they belong to the sheet: page/legible.h).
 *
 * Pure: no file, no clock. One thread at a time. Findings live in the arena.
 */
#ifndef COP_CHECK_TEXT_CHECK_H
#define COP_CHECK_TEXT_CHECK_H

#include "check/gate.h"
#include "check/spelling.h"

typedef enum { COP_SURENESS_CERTAIN, COP_SURENESS_LIKELY, COP_SURENESS_HINT, COP_SURENESS_MAX } CopSureness;
const char *cop_sureness_name(CopSureness c); /* "likely" */

typedef struct {
  CopDiag diag; /* file is the id of the text's unit, message or kit; message the reason */
  CopSureness sureness;
} CopTextFinding;

typedef struct CopTextChecker CopTextChecker;

/* The model must outlive it, and the dictionaries that others use too; NULL: its own. */
CopTextChecker *cop_text_checker_new(const CopModel *m, CopSpelling *spelling, const char *today);
void cop_text_checker_free(CopTextChecker *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopTextChecker, cop_text_checker_free)

/* A text and what it is read as. */
typedef struct {
  const char *id;            /* "message_text/MSG-1/sms/en", "story_panel/ST-1/1/caption/fil" */
  const char *lang, *text;
  CopMessageForm form;       /* whose limits hold */
  const CopSegment *segment; /* whom it addresses; NULL: everybody */
  bool invites_disclosure;   /* and the reader gets nothing beside it */
  bool may_be_wrong;         /* choices of a question: not looked at for what they say */
} CopTextPiece;
void cop_text_check_piece(CopTextChecker *c, const CopTextPiece *t, CopArena *a, GArray *found);

/* Texts beside those of messages that stand in a language: stories, questions with
 * answers, scripts, squares of the game, as CopTextPiece. The array is the caller's,
 * its strings are the arena's and the model's. */
GArray *cop_text_pieces(const CopModel *m, const char *lang, CopArena *a);
/* Scripts that are only heard or sent, may lead a child to tell, and give no number. */
void cop_text_check_scripts(const CopModel *m, const char *lang, CopArena *a, GArray *found);

/* Adds what is found in one text; `found` is an array of CopTextFinding. */
void cop_text_check(CopTextChecker *c, const CopMessageText *t, CopArena *a, GArray *found);
/* Of a message in a language, over its forms; nothing when it has no text there. */
void cop_text_check_message(const CopModel *m, const CopMessage *message, const char *lang, CopArena *a, GArray *found);

/* What stands in the pictures of all messages in a language, as their words tell. */
typedef struct {
  size_t pictures, female, male, disability; /* pictures that show such a person */
  bool known;                                /* the words of the language are known */
} CopPictureBalance;
CopPictureBalance cop_text_picture_balance(const CopModel *m, const char *lang);
/* Balance of pictures and rights over all messages of a language. */
void cop_text_check_kit(const CopModel *m, const char *lang, CopArena *a, GArray *found);
/* That nobody looks at the spelling of a language, and why; nothing when somebody does. */
void cop_text_check_dictionary(CopTextChecker *c, const char *lang, CopArena *a, GArray *found);

#endif
