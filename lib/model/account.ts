/** How long a link by which somebody chooses a password serves. */
export const SET_PASSWORD_LINK_HOURS = 24
