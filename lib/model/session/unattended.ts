/** On a request that a page made while nobody was there to ask for it: it is no use of the session. */
export const UNATTENDED_HEADER = 'x-veilgate-unattended'
