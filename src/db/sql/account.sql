-- SPDX-License-Identifier: Apache-2.0

-- name: account_all :many
SELECT a.id, a.name, a.state, a.password IS NOT NULL, a.totp IS NOT NULL, a.invite_until, a.created_at, a.created_by, a.successor,
  (SELECT count(*) FROM lookup_code c WHERE c.account = a.id)
FROM account a ORDER BY a.id;

-- name: account_grants :many
SELECT account, role, scope, target FROM account_grant ORDER BY account, role, scope, target;

-- name: account_secrets :one
SELECT state, password, totp, totp_step FROM account WHERE id = :id;

-- name: account_add :exec
INSERT INTO account (id, name, state, totp_step, invite, invite_until, created_at, created_by)
VALUES (:id, :name, 'invited', 0, :invite, :until, :at, :by);

-- Credentials go: whoever has the new invitation sets them again.
-- name: account_reinvite :exec
UPDATE account SET state = 'invited', password = NULL, totp = NULL, totp_step = 0, invite = :invite, invite_until = :until WHERE id = :id;

-- name: account_by_invite :one
SELECT id, name FROM account WHERE invite = :invite AND invite_until > :now AND state = 'invited';

-- name: account_join :exec
UPDATE account SET state = 'active', password = :password, totp = :totp, totp_step = :step, invite = NULL, invite_until = NULL
WHERE id = :id AND state = 'invited';

-- name: account_set_password :exec
UPDATE account SET password = :password WHERE id = :id AND state = 'active';

-- Changes no row when that step, or a later one, was used.
-- name: account_use_step :exec
UPDATE account SET totp_step = :step WHERE id = :id AND totp_step < :step;

-- name: account_close :exec
UPDATE account SET state = 'closed', password = NULL, totp = NULL, invite = NULL, invite_until = NULL, successor = :successor WHERE id = :id;

-- Who has no password is shut out while the identity provider is down.
-- name: account_owners :one
SELECT count(DISTINCT a.id) FROM account a JOIN account_grant g ON g.account = a.id
WHERE a.state = 'active' AND a.password IS NOT NULL AND g.role = 'owner' AND a.id <> :but;

-- Whether the desk has people, and whether an owner among them can sign in.
-- name: account_count :one
SELECT count(*), coalesce(sum(CASE WHEN state = 'active' THEN 1 ELSE 0 END), 0) FROM account WHERE state <> 'closed';

-- name: grant_add :exec
INSERT INTO account_grant (account, role, scope, target) VALUES (:account, :role, :scope, :target)
ON CONFLICT (account, role, scope, target) DO NOTHING;

-- name: grant_remove :exec
DELETE FROM account_grant WHERE account = :account AND role = :role AND scope = :scope AND target = :target;

-- name: grant_copy :exec
INSERT INTO account_grant (account, role, scope, target)
SELECT :successor, role, scope, target FROM account_grant WHERE account = :account
ON CONFLICT (account, role, scope, target) DO NOTHING;

-- name: grant_clear :exec
DELETE FROM account_grant WHERE account = :account;

-- name: lookup_add :exec
INSERT INTO lookup_code (hash, account) VALUES (:hash, :account);

-- name: lookup_use :exec
DELETE FROM lookup_code WHERE hash = :hash AND account = :account;

-- name: lookup_clear :exec
DELETE FROM lookup_code WHERE account = :account;

-- name: session_add :exec
INSERT INTO session (hash, account, began_at, seen_at, confirmed_at, agent, peer, provider) VALUES (:hash, :account, :at, :at, :at, :agent, :peer, :provider);

-- name: session_get :one
SELECT s.account, s.began_at, s.seen_at, s.provider FROM session s JOIN account a ON a.id = s.account WHERE s.hash = :hash AND a.state = 'active';

-- name: session_touch :exec
UPDATE session SET seen_at = :at WHERE hash = :hash;

-- name: session_end :exec
DELETE FROM session WHERE hash = :hash;

-- name: session_end_of :exec
DELETE FROM session WHERE account = :account AND hash <> :but;

-- name: session_end_federated :exec
DELETE FROM session WHERE account = :account AND provider IS NOT NULL;

-- name: session_end_old :exec
DELETE FROM session WHERE began_at < :began OR seen_at < :seen;

-- name: session_list :many
SELECT hash, began_at, seen_at, agent, peer FROM session WHERE account = :account ORDER BY seen_at DESC;

-- name: token_add :exec
INSERT INTO api_token (hash, account, name, scopes, created_at, expires_on) VALUES (:hash, :account, :name, :scopes, :at, :expires);

-- name: token_get :one
SELECT t.account, t.name, t.scopes FROM api_token t JOIN account a ON a.id = t.account
WHERE t.hash = :hash AND t.expires_on >= :today AND a.state = 'active';

-- name: token_list :many
SELECT name, scopes, created_at, expires_on FROM api_token WHERE account = :account ORDER BY name;

-- name: token_remove :exec
DELETE FROM api_token WHERE account = :account AND name = :name;

-- name: token_clear :exec
DELETE FROM api_token WHERE account = :account;

-- name: session_confirmed :one
SELECT confirmed_at FROM session WHERE hash = :hash;

-- name: passkey_user :one
SELECT passkey_user FROM account WHERE id = :id;

-- name: passkey_set_user :exec
UPDATE account SET passkey_user = :user WHERE id = :id AND passkey_user IS NULL;

-- name: passkey_add :exec
INSERT INTO passkey (id, account, name, host, algorithm, public_key, counter, synced, made_at)
VALUES (:id, :account, :name, :host, :algorithm, :key, :counter, :synced, :at);

-- name: passkey_list :many
SELECT id, name, host, synced, made_at, used_at, doubted_at FROM passkey WHERE account = :account ORDER BY name;

-- Of accounts that are open only.
-- name: passkey_get :one
SELECT k.account, k.host, k.algorithm, k.public_key, k.counter, k.doubted_at, a.passkey_user
FROM passkey k JOIN account a ON a.id = k.account WHERE k.id = :id AND a.state = 'active';

-- Changes no row when another use came first.
-- name: passkey_use :exec
UPDATE passkey SET counter = :counter, synced = :synced, used_at = :at WHERE id = :id AND counter = :before AND doubted_at IS NULL;

-- name: passkey_doubt :exec
UPDATE passkey SET doubted_at = :at WHERE id = :id AND doubted_at IS NULL;

-- name: passkey_rename :exec
UPDATE passkey SET name = :name WHERE account = :account AND id = :id;

-- name: passkey_remove :exec
DELETE FROM passkey WHERE account = :account AND id = :id;

-- name: passkey_clear :exec
DELETE FROM passkey WHERE account = :account;
