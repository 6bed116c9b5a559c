/**
 * What becomes of what waits on the embedded queue, said in the same words wherever it is said. A stop of
 * the console ends the queue cleanly, and it keeps its messages in a file; a console that is killed
 * leaves it running, with them.
 */
export const EMBEDDED_QUEUE_KEEPS =
  'The embedded queue holds messages in memory: stopping the console keeps what waits, a crash of the queue loses it.'
