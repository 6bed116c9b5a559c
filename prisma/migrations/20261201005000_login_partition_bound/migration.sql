-- The table of logins becomes the first partition of a partitioned one, in three steps, so that it is
-- read whole only while others read and write it, and never rewritten. First, up to when its rows are:
-- the end of the month that is on in two days, or that of its newest login. New rows keep to it at once.
--
-- What hangs on the table itself, and not on its name, would not see later logins. Views are made anew
-- by the third step; the rest is for its owner to take away, and to make again afterwards.
DO $$
DECLARE
    hanging text;
    upper_bound timestamptz;
BEGIN
    SELECT string_agg(what, ', ' ORDER BY what) INTO hanging FROM (
        SELECT 'the trigger ' || tgname AS what FROM pg_trigger
        WHERE tgrelid = 'user_logins'::regclass AND NOT tgisinternal
        UNION ALL
        SELECT 'the foreign key ' || conname FROM pg_constraint
        WHERE contype = 'f' AND 'user_logins'::regclass IN (conrelid, confrelid)
        UNION ALL
        SELECT 'the publication ' || pubname FROM pg_publication_rel
        JOIN pg_publication AS publication ON publication.oid = prpubid
        WHERE prrelid = 'user_logins'::regclass
        UNION ALL
        SELECT 'the policy ' || polname FROM pg_policy WHERE polrelid = 'user_logins'::regclass
        UNION ALL
        SELECT 'the table ' || inhrelid::regclass FROM pg_inherits WHERE inhparent = 'user_logins'::regclass
        UNION ALL
        SELECT DISTINCT 'the materialized view ' || ev_class::regclass FROM pg_depend
        JOIN pg_rewrite AS rewrite ON rewrite.oid = objid
        JOIN pg_class AS relation ON relation.oid = ev_class AND relkind = 'm'
        WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass
            AND refobjid = 'user_logins'::regclass
    ) AS found;
    IF hanging IS NOT NULL THEN
        RAISE EXCEPTION 'user_logins becomes a partitioned table, and these would not see later logins: %', hanging
            USING ERRCODE = 'dependent_objects_still_exist',
                HINT = 'Drop them, run npm run migrate again, then make them anew.';
    END IF;
    SELECT (date_trunc('month', greatest(max(sent_at), now() + interval '2 days') AT TIME ZONE 'UTC')
        + interval '1 month') AT TIME ZONE 'UTC' INTO upper_bound FROM user_logins;
    EXECUTE format('ALTER TABLE user_logins ADD CONSTRAINT user_logins_bound CHECK (sent_at < %L) NOT VALID',
                   upper_bound);
END
$$;
