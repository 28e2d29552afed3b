/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/reach.h -- what the files of `copkit reach` share.
 */
#ifndef COP_CMD_REACH_H
#define COP_CMD_REACH_H

#include "cmd/cmd.h"
#include "model/record.h"
#include "reach/mix.h"

typedef struct {
  CopArena *a;
  CopModel *model;
  const CopCountry *country;
  CopPeople *people; /* NULL when not asked for */
} CopReachDesk;

void cop_reach_desk_clear(CopReachDesk *k);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopReachDesk, cop_reach_desk_clear)
/* Prints why when it cannot be opened. */
CopExit cop_reach_desk_open(CopReachDesk *k, const char *command, const CopCmdCommon *common, bool with_people);

CopExit cop_reach_mix(int argc, char **argv);
CopExit cop_reach_copies(int argc, char **argv);
CopExit cop_reach_order(int argc, char **argv);
CopExit cop_reach_pack(int argc, char **argv);
CopExit cop_reach_slips(int argc, char **argv);
CopExit cop_reach_printed(int argc, char **argv);

#endif
