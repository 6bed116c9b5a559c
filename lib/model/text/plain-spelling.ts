/**
 * A text in the spelling that others of the same look and meaning share: lower case, ASCII digits, dots
 * and dashes, nothing invisible, and what was defanged (`203[.]0`, `(dot)`, `hxxp`) as it was before.
 */
export function plainSpelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}|\p{Mn}/gu, '')
    .replace(/&#(?:x0*2e|0*46);|&period;|%2e/g, '.')
    .replace(/&#(?:x0*3a|0*58);|&colon;|%3a/g, ':')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[。·‧∙⋅•・]/gu, '.')
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/[∶꞉]/gu, ':')
    .replace(/[[({<]\s?(?:\.|dot|punkt)\s?[\])}>]/g, '.')
    .replace(/[[({<]\s?(:|::)\s?[\])}>]/g, '$1')
    .replace(/(?<=\d) {1,3}(?:\.|dot) {1,3}(?=\d)/g, '.')
    .replace(/\\(?=[.:-])/g, '')
}

/** The digits of a script stand in ten places side by side, zero first. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return digit
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
