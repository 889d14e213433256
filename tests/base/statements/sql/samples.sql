-- name: add
-- Two numbers.
SELECT %(one)s::int + %(two)s::int AS sum;

-- name: echo
-- A value of jsonb and its age.
SELECT %(what)s::jsonb AS what, now() AS at;

-- name: prepared
SELECT name, statement FROM pg_prepared_statements WHERE statement LIKE %(like)s;

-- name: wrong
SELECT 1 / %(zero)s::int AS never;
