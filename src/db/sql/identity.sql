-- SPDX-License-Identifier: Apache-2.0
-- Accounts as an identity provider knows them.

-- name: identity_find :one
SELECT i.account FROM account_identity i JOIN account a ON a.id = i.account
WHERE i.issuer = :issuer AND i.subject = :subject AND a.state = 'active';

-- name: identity_of :one
SELECT bound_at FROM account_identity WHERE account = :account AND issuer = :issuer;

-- name: identity_add :exec
INSERT INTO account_identity (issuer, subject, account, bound_at) VALUES (:issuer, :subject, :account, :at);

-- name: identity_clear :exec
DELETE FROM account_identity WHERE account = :account;

-- name: mail_find :one
SELECT m.account FROM account_mail m JOIN account a ON a.id = m.account
WHERE m.mail = :mail AND m.until > :now AND a.state IN ('active', 'invited');

-- name: mail_of :one
SELECT mail, until FROM account_mail WHERE account = :account AND until > :now;

-- name: mail_add :exec
INSERT INTO account_mail (account, mail, until) VALUES (:account, :mail, :until);

-- Those that are over make room, whosever they are.
-- name: mail_clear :exec
DELETE FROM account_mail WHERE account = :account OR until <= :now;

-- name: account_join_federated :exec
UPDATE account SET state = 'active', totp = :totp, totp_step = :step, invite = NULL, invite_until = NULL WHERE id = :id AND state = 'invited';

-- name: account_password_away :exec
UPDATE account SET password = NULL WHERE id = :id AND state = 'active';
