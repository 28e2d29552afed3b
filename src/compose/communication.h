/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/communication.h -- what the files of the communication strategy and
 * its papers share.
 */
#ifndef COP_COMPOSE_COMMUNICATION_H
#define COP_COMPOSE_COMMUNICATION_H

#include "compose/paper.h"
#include "reach/mix.h"

typedef struct {
  CopPaper r;
  CopPeople *people; /* NULL where the register does not say */
} CopComm;

/* Chapters 6 to 13: materials, pretest, distribution, messengers, monitoring,
 * budget, safeguarding, calendar. */
void cop_comm_work(CopComm *k);
/* The whole of a paper after its front. */
void cop_comm_guide(CopComm *k);
void cop_comm_pretest(CopComm *k);
void cop_comm_briefs(CopComm *k);
/* All texts of messages in a language beside the English, with room to write. */
void cop_comm_translators(CopComm *k, const char *lang);

#endif
