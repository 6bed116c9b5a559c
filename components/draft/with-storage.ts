/** Some browsers and settings have no storage: then nothing is kept. */
export function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}
