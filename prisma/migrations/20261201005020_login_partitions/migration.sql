-- user_logins is partitioned by month, UTC, on sent_at. What it was becomes its first partition, with all
-- that it holds; nothing is copied. The last partition takes what is sent later than the months made
-- ahead: there is no login without a place, and none of a default, which would cost every list its order.
--
--   user_logins_earlier   … to the bound
--   user_logins_202701    the months after it, made ahead by make_login_partitions()
--   user_logins_later     … from there on; empty but where a clock is wrong
--
-- Everybody else waits for this step, which reads nothing: some milliseconds, however many logins there are.
DO $$
DECLARE
    first_bound timestamptz;
    one record;
    views jsonb;
    indexes text[] := '{}';
    statement text;
BEGIN
    PERFORM set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true);
    SELECT (regexp_match(pg_get_constraintdef(oid), '''([^'']+)'''))[1]::timestamptz INTO first_bound
    FROM pg_constraint WHERE conrelid = 'user_logins'::regclass AND conname = 'user_logins_bound';

    -- Views of others, as they are, before what they name changes.
    SELECT jsonb_agg(jsonb_build_object('name', view::text, 'options', options, 'query', pg_get_viewdef(view)))
    INTO views FROM (
        SELECT DISTINCT ev_class::regclass AS view, array_to_string(reloptions, ', ') AS options
        FROM pg_depend
        JOIN pg_rewrite AS rewrite ON rewrite.oid = objid
        JOIN pg_class AS relation ON relation.oid = ev_class AND relkind = 'v'
        WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass
            AND refobjid = 'user_logins'::regclass
    ) AS found;

    ALTER TABLE user_logins RENAME TO user_logins_earlier;
    FOR one IN SELECT relname AS name, pg_get_indexdef(indexrelid) AS definition, indisunique, indisprimary
               FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
               WHERE indrelid = 'user_logins_earlier'::regclass AND indisvalid LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', one.name,
                       left(regexp_replace(one.name, '^user_logins_', 'user_logins_earlier_'), 63));
        CONTINUE WHEN one.indisprimary;
        indexes := indexes || format('CREATE %s INDEX %I ON user_logins %s',
            CASE WHEN one.indisunique THEN 'UNIQUE' ELSE '' END, one.name,
            substr(one.definition, strpos(one.definition, ' USING ')));
    END LOOP;

    CREATE TABLE user_logins (LIKE user_logins_earlier INCLUDING ALL EXCLUDING INDEXES) PARTITION BY RANGE (sent_at);
    ALTER TABLE user_logins DROP CONSTRAINT user_logins_bound;
    SELECT format('ALTER TABLE user_logins OWNER TO %s', relowner::regrole) INTO statement
    FROM pg_class WHERE oid = 'user_logins_earlier'::regclass;
    EXECUTE statement;
    EXECUTE format('ALTER SEQUENCE %s OWNED BY user_logins.id', pg_get_serial_sequence('user_logins_earlier', 'id'));
    -- Those of the first partition are taken over as they are.
    ALTER TABLE user_logins ADD CONSTRAINT user_logins_pkey PRIMARY KEY (sent_at, id);
    FOREACH statement IN ARRAY indexes LOOP
        EXECUTE statement;
    END LOOP;
    EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier FOR VALUES FROM (MINVALUE) TO (%L)',
                   first_bound);
    ALTER TABLE user_logins_earlier DROP CONSTRAINT user_logins_bound;
    EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_later FOR VALUES FROM (%L) TO (MAXVALUE)',
                   first_bound);

    -- Who might do what with the table may do it with the one of its name.
    FOR one IN
        SELECT format('GRANT %s ON user_logins TO %s', privilege_type,
                      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
            || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS statement
        FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = 'user_logins_earlier'::regclass AND grantee <> relowner
        UNION ALL
        SELECT format('GRANT %s (%I) ON user_logins TO %s', privilege_type, attname,
                      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
            || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_attribute, aclexplode(attacl)
        WHERE attrelid = 'user_logins_earlier'::regclass
    LOOP
        EXECUTE one.statement;
    END LOOP;
    FOR one IN SELECT value FROM jsonb_array_elements(coalesce(views, '[]')) LOOP
        EXECUTE format('CREATE OR REPLACE VIEW %s %s AS %s', one.value ->> 'name',
                       'WITH (' || (one.value ->> 'options') || ')', one.value ->> 'query');
    END LOOP;
END
$$;
