-- Which migrations the database has that a program does not know, by the newest one that it does; null where there
-- are none. A process asks in each transaction that stores or folds, since the database may be migrated while it
-- runs. As the owner of the tables, so that it works in whatever role a process has: names of migrations are no
-- secret. PL/pgSQL looks the history up when it is asked: where Prisma's tools try migrations out there is none.
CREATE FUNCTION "newer_migrations"(known text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN (
        SELECT string_agg(migration_name, ', ' ORDER BY migration_name COLLATE "C") FROM _prisma_migrations
        WHERE migration_name COLLATE "C" > known AND finished_at IS NOT NULL AND rolled_back_at IS NULL);
END
$$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %1$I.newer_migrations SET search_path = pg_catalog, %1$I, pg_temp',
                   current_schema());
END
$$;
