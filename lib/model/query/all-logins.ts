/** The search that stands for all logins: a bare address opens one’s default view. */
export const ALL_LOGINS = 'view=all'
