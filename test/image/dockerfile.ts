import { readFileSync } from 'node:fs'
import {
  type Copy,
  DockerfileParser,
  type Healthcheck,
  type Instruction,
  type PropertyInstruction,
} from 'dockerfile-ast'

/** What a builder does for one instruction. */
export type Step =
  | { kind: 'run'; shell: string }
  | { kind: 'copy'; from: string | null; sources: string[]; target: string }
  | { kind: 'env'; values: Record<string, string> }
  | { kind: 'workdir'; path: string }
  | { kind: 'user'; name: string }
  | { kind: 'volume'; path: string }
  | { kind: 'expose'; port: number }
  | { kind: 'healthcheck' | 'entrypoint' | 'cmd'; command: string[] }

export type Stage = { base: string; name: string | null; steps: Step[] }

/** Reads a Dockerfile. @throws where it has an instruction that nothing here can carry out. */
export function readDockerfile(path: string): Stage[] {
  const stages: Stage[] = []
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    const words = instruction.getExpandedArguments().map((argument) => argument.getValue())
    if (instruction.getKeyword() === 'FROM') {
      const [base = '', , name = null] = words
      stages.push({ base, name, steps: [] })
      continue
    }
    stages.at(-1)?.steps.push(stepOf(instruction, words))
  }
  return stages
}

function stepOf(instruction: Instruction, words: string[]): Step {
  const [first = ''] = words
  switch (instruction.getKeyword()) {
    case 'RUN':
      return { kind: 'run', shell: instruction.getArgumentsContent() ?? '' }
    case 'COPY':
      return copyOf(instruction as Copy, words)
    case 'ENV':
      return { kind: 'env', values: valuesOf(instruction as PropertyInstruction) }
    case 'WORKDIR':
      return { kind: 'workdir', path: first }
    case 'USER':
      return { kind: 'user', name: first }
    case 'VOLUME':
      return { kind: 'volume', path: first }
    case 'EXPOSE':
      return { kind: 'expose', port: Number(first) }
    case 'HEALTHCHECK':
      return { kind: 'healthcheck', command: healthcheckOf(instruction as Healthcheck) }
    case 'ENTRYPOINT':
      return { kind: 'entrypoint', command: execForm(instruction) }
    case 'CMD':
      return { kind: 'cmd', command: execForm(instruction) }
    default:
      throw new Error(`Dockerfile: ${instruction.getKeyword()} is not known here`)
  }
}

function copyOf(instruction: Copy, words: string[]): Step {
  const from = instruction.getFromFlag()?.getValue() ?? null
  return { kind: 'copy', from, sources: words.slice(0, -1), target: words.at(-1) ?? '' }
}

function valuesOf(instruction: PropertyInstruction): Record<string, string> {
  const properties = instruction.getProperties()
  return Object.fromEntries(properties.map((each) => [each.getName(), each.getValue() ?? '']))
}

function healthcheckOf(instruction: Healthcheck): string[] {
  if (instruction.getSubcommand()?.getValue() !== 'CMD') throw new Error('HEALTHCHECK has no CMD')
  return execForm(instruction)
}

/** A JSON array: in the shell form, signals would reach a shell. */
function execForm(instruction: Instruction): string[] {
  const text = instruction.getArgumentsContent() ?? ''
  const array = /\[.*\]$/s.exec(text)?.[0]
  if (array === undefined) throw new Error(`${instruction.getKeyword()} is not in the exec form`)
  return JSON.parse(array) as string[]
}
