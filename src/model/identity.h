/* SPDX-License-Identifier: Apache-2.0
 *
 * model/identity.h -- does a question ask who a child is, does an answer tell?
 * Asked of columns of field data, of questions of our forms, of forms that come
 * from elsewhere, and of what is written down of a consultation.
 *
 * The lists are of English words. They are a net, not a proof: what passes is
 * still only numbers and closed words, because no record has a field for more
 * (doc/architecture.md, Safety).
 */
#ifndef COP_MODEL_IDENTITY_H
#define COP_MODEL_IDENTITY_H

/* A name of a column or question ("child_name", "Date of birth"): what it asks
 * for, "a name", "a birth date", "a telephone number", "an address", "a
 * picture", "a position", "a number or account of a person"; NULL when nothing. */
const char *cop_identity_in_name(const char *name);
/* The words of a question, as shown to people. */
const char *cop_identity_in_label(const char *label);

/* Views of people, as they are written down: whether somebody in them could be
 * told by a mail address, an account, a telephone number, a name before an age
 * ("Ana, 12,"), a name that is said to be one ("named Ana", "si Ana"), or the
 * age of one child. What it is, as above; NULL when nothing was met. */
const char *cop_identity_in_views(const char *text);

#endif
