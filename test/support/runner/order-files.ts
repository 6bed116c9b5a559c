import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Starts the test files that wait for outages, visibility timeouts and the like first, so that others compute
 * meanwhile, and those that share a process last, in one row: vitest ends a shared process as soon as another kind of
 * file is next. What is started last is then over in no time.
 */
export class OrderFiles extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

const WAITING = /\/test\/(?:scenarios\/(?:delivery\/|pooler|surroundings)|lib\/(?:ingest|live)\/)/

function rank({ moduleId, project }: TestSpecification): number {
  if (!project.config.isolate) return 2
  return WAITING.test(moduleId) ? 0 : 1
}
