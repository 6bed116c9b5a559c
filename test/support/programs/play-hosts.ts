import { play, type Wanted } from '@/test/hosts/play'

/** Plays scenarios of several hosts: `play-hosts.ts <what is wanted, as JSON>`, in a network of our own. */
process.exit(await play(JSON.parse(process.argv[2] ?? '') as Wanted))
