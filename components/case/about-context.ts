'use client'

import { createContext, useContext } from 'react'

export const AboutContext = createContext<() => void>(() => undefined)

/** Opens the pane around what calls it, where a narrow window had it shut. */
export function useOpenAbout(): () => void {
  return useContext(AboutContext)
}
