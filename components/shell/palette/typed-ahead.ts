/** More than anybody searches for. */
const MAX_LENGTH = 100

let typed = ''

/** What was typed for the palette while its code was still on its way. */
export function typedAhead(): string {
  return typed
}

/** Keeps a key that stands for a letter. */
export function typeAhead(key: string) {
  if ([...key].length === 1 && typed.length < MAX_LENGTH) typed += key
}

/** Once it is in the palette's field, or the palette is not wanted any more. */
export function forgetTyped() {
  typed = ''
}
