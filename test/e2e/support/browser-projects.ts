type Project = { name: string; testMatch: RegExp; testIgnore: RegExp[]; workers: number }

/**
 * In which order files begin, so that each worker has something to do until the end: those that mostly wait for
 * clocks, which one worker has beside two that compute; those that take long, the others, those that take long and
 * leave a console with many logins, and those that take little and ask nothing of the logins.
 */
const [WAITING, EARLY, LATE, LAST] = [
  ['alerts', 'follow', 'frame-holds', 'start', 'tabs'],
  ['accessible', 'hostile', 'matrix', 'whole-texts'],
  ['true-figures', 'whole-session'],
  ['observability', 'odd-paths', 'own-account', 'own-console', 'sign-in'],
].map((names) => new RegExp(`/(?:${names.join('|')})\\.test\\.ts$`)) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
]

/** What the gate leaves out: `npm test -- --long` has it alone. */
const LONG = /\.long\.test\.ts$/

/**
 * Which files of browser tests are run, as Playwright's projects, which begin one after the other.
 * @param left are left out, since it is the turn of others: paths from the project's root.
 */
export function browserProjects(isLong: boolean, left: string[] = []): Project[] {
  const leftOut = left.map((path) => new RegExp(`/${path.replaceAll('.', '\\.')}$`))
  const project = (name: string, testMatch: RegExp, testIgnore: RegExp[] = [], workers = 2) => ({
    ...{ name, testMatch, testIgnore: [...testIgnore, ...leftOut], workers },
  })
  if (isLong) return [project('long', LONG)]
  return [
    project('waiting', WAITING, [], 1),
    project('early', EARLY),
    project('usual', /\.test\.ts$/, [WAITING, EARLY, LATE, LAST, LONG]),
    project('late', LATE),
    project('last', LAST),
  ]
}
