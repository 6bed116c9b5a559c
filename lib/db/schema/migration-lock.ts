/**
 * Held by whoever migrates, exclusively, and shared by whoever must not work across a migration. Any
 * number that no other application takes an advisory lock on.
 */
export const MIGRATION_LOCK = 7_313_104_221
