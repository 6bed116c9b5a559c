/** As package.json has it; workers and the console say which they are. */
export const VERSION = '0.7.0'
