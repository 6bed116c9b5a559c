-- Logins from beyond the bound, by a clock that was wrong, are few: they go into what becomes the last partition.
-- The others are read once, while others read and write them: the next step need not.
CREATE TABLE "user_logins_later" (LIKE "user_logins" INCLUDING ALL EXCLUDING INDEXES);
DO $$
BEGIN
    PERFORM set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true);
    ALTER TABLE user_logins_later DROP CONSTRAINT user_logins_bound;
    WITH beyond AS (
        DELETE FROM user_logins WHERE sent_at >= (
            SELECT (regexp_match(pg_get_constraintdef(oid), '''([^'']+)'''))[1]::timestamptz
            FROM pg_constraint WHERE conrelid = 'user_logins'::regclass AND conname = 'user_logins_bound')
        RETURNING *
    )
    INSERT INTO user_logins_later SELECT * FROM beyond;
END
$$;
ALTER TABLE "user_logins" VALIDATE CONSTRAINT "user_logins_bound";
