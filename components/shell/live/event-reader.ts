const DATA = 'data: '

/**
 * Takes a text of server-sent events apart, as it arrives.
 * @returns a function that takes the next piece, and gives the data of each event that it completes.
 */
export function eventReader(): (piece: string) => string[] {
  let rest = ''
  return (piece) => {
    const blocks = `${rest}${piece}`.split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.map(dataOf).filter((data) => data !== '')
  }
}

/** As the console writes them: one field a line, comments between. */
function dataOf(block: string): string {
  return block
    .split('\n')
    .filter((line) => line.startsWith(DATA))
    .map((line) => line.slice(DATA.length))
    .join('\n')
}
