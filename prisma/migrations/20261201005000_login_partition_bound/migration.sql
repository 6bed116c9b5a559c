-- The table of logins becomes the first partition of a partitioned one, in three steps, so that it is
-- read whole only while others read and write it, and never rewritten. First, up to when its rows are:
-- the end of the month that is on in two days. New rows keep to it at once. Where thousands are of a later
-- time, it is the end of the month of the newest.
--
-- What hangs on the table itself, and not on its name, would not see later logins. Views are made anew
-- by the third step; the rest is for its owner to take away, and to make again afterwards.
DO $$
DECLARE
    hanging text;
    upper_bound timestamptz;
BEGIN
    PERFORM set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true);
    SELECT string_agg(what, ', ' ORDER BY what) INTO hanging FROM (
        SELECT 'the trigger ' || tgname AS what FROM pg_trigger
        WHERE tgrelid = 'user_logins'::regclass AND NOT tgisinternal
        UNION ALL
        SELECT 'the rule ' || rulename FROM pg_rewrite WHERE ev_class = 'user_logins'::regclass
        UNION ALL
        SELECT 'the foreign key ' || conname FROM pg_constraint
        WHERE contype = 'f' AND 'user_logins'::regclass IN (conrelid, confrelid)
        UNION ALL
        SELECT 'the publication ' || pubname FROM pg_publication_rel
        JOIN pg_publication AS publication ON publication.oid = prpubid
        WHERE prrelid = 'user_logins'::regclass
        UNION ALL
        SELECT 'the unique index ' || indexrelid::regclass FROM pg_index
        WHERE indrelid = 'user_logins'::regclass AND (indisunique OR indisexclusion) AND NOT (
            SELECT attnum FROM pg_attribute WHERE attrelid = indrelid AND attname = 'sent_at') = ANY(indkey)
        UNION ALL
        SELECT 'the policy ' || polname FROM pg_policy WHERE polrelid = 'user_logins'::regclass
        UNION ALL
        SELECT 'the table ' || inhrelid::regclass FROM pg_inherits WHERE inhparent = 'user_logins'::regclass
        UNION ALL
        SELECT DISTINCT 'the function ' || objid::regprocedure FROM pg_depend
        WHERE classid = 'pg_proc'::regclass AND (
            refclassid = 'pg_class'::regclass AND refobjid = 'user_logins'::regclass
            OR refclassid = 'pg_type'::regclass AND refobjid = (
                SELECT reltype FROM pg_class WHERE oid = 'user_logins'::regclass))
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
    upper_bound := date_trunc('month', now() + interval '2 days') + interval '1 month';
    IF (SELECT count(*) FROM (SELECT FROM user_logins WHERE sent_at >= upper_bound LIMIT 10001) AS beyond) > 10000 THEN
        SELECT date_trunc('month', max(sent_at)) + interval '1 month' INTO upper_bound FROM user_logins;
    END IF;
    EXECUTE format('ALTER TABLE user_logins ADD CONSTRAINT user_logins_bound CHECK (sent_at < %L) NOT VALID',
                   upper_bound);
END
$$;
