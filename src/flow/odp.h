/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/odp.h -- slides as OpenDocument presentation (OASIS ODF 1.3, part 3),
 * which LibreOffice, PowerPoint and Google Slides open and people can change.
 *
 * A slide is the document itself (title, first picture, band) and then each block
 * of role PANEL: its HEADLINE or DO_LINE is the title, PICTURE the picture
 * beside it, BODY the text, BACK the notes of the speaker. The helpline stands at
 * the foot of every slide; the draft mark at its head.
 * Pictures are pixels: a rasteriser is needed (flow/flow.h).
 */
#ifndef COP_FLOW_ODP_H
#define COP_FLOW_ODP_H

#include "flow/flow.h"

GBytes *cop_odp_write(const CopDoc *d, const CopFlowOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
