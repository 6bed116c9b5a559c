import type { Plugin, StdinOptions } from 'esbuild'

export function compileCommand(root: string, name: string, file: string): Promise<string>
export function compile(root: string, outfile: string, entry: string | StdinOptions): Promise<void>
export const keepPlaces: Plugin
