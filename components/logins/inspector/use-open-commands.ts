'use client'

import { Globe, Smartphone, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { valueHref } from '@/components/shared-values/shared-href'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import type { LoginRow } from '@/lib/model/login'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { userHref } from '@/lib/model/user-path'

/** Adds to the palette the ways from the inspected login to the pages of its user, device and IP. */
export function useOpenCommands({ userId, maskedDeviceId: device, maskedIp: ip }: LoginRow) {
  const router = useRouter()
  const commands = useMemo(() => {
    const isShown = (token: string | null) => token !== null && token !== HIDDEN_ORIGINAL
    const found: (Command | false)[] = [
      userId !== null && {
        ...OPEN,
        id: 'open-user',
        label: 'Open the user of this login',
        icon: UserRound,
        run: () => router.push(userHref(userId)),
      },
      isShown(device) && {
        ...OPEN,
        id: 'open-device',
        label: 'Open the device of this login',
        icon: Smartphone,
        run: () => router.push(valueHref('device', device ?? '')),
      },
      isShown(ip) && {
        ...OPEN,
        id: 'open-ip',
        label: 'Open the IP of this login',
        icon: Globe,
        run: () => router.push(valueHref('ip', ip ?? '')),
      },
    ]
    return found.filter((command) => command !== false)
  }, [router, userId, device, ip])
  useCommands(commands)
}

const OPEN = { group: 'This login', words: 'go page who shares' }
