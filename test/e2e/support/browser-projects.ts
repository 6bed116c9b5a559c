type Project = { name: string; testMatch: RegExp; testIgnore: RegExp[] }

/**
 * In which order files begin, so that both workers have something to do until the end: those that take long,
 * the others, those that take long and leave a console with many logins or have one of their own, and those
 * that take little and ask nothing of the logins.
 */
const [EARLY, LATE, LAST] = [
  ['accessible', 'alerts', 'follow', 'hostile', 'matrix'],
  ['start', 'true-figures', 'whole-session'],
  ['observability', 'odd-paths', 'own-account', 'own-console', 'sign-in'],
].map((names) => new RegExp(`/(?:${names.join('|')})\\.test\\.ts$`)) as [RegExp, RegExp, RegExp]

/** What the gate leaves out: `npm test -- --long` has it alone. */
const LONG = /\.long\.test\.ts$/

/** Which files of browser tests are run, as Playwright's projects, which begin one after the other. */
export function browserProjects(isLong: boolean): Project[] {
  const project = (name: string, testMatch: RegExp, testIgnore: RegExp[] = []) => ({
    ...{ name, testMatch, testIgnore },
  })
  if (isLong) return [project('long', LONG)]
  return [
    project('early', EARLY),
    project('usual', /\.test\.ts$/, [EARLY, LATE, LAST, LONG]),
    project('late', LATE),
    project('last', LAST),
  ]
}
