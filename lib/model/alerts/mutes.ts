/** For how long a rule may be muted; null seconds until somebody unmutes it. */
export const MUTES = {
  '1h': { label: 'for 1 hour', seconds: 3_600 },
  '8h': { label: 'for 8 hours', seconds: 28_800 },
  '1d': { label: 'for 1 day', seconds: 86_400 },
  unmuted: { label: 'until unmuted', seconds: null },
} as const satisfies Record<string, { label: string; seconds: number | null }>

export type MuteName = keyof typeof MUTES

export const MUTE_NAMES = Object.keys(MUTES) as [MuteName, ...MuteName[]]
