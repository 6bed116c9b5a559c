'use client'

import { Brand } from '@/components/shell/sidebar/sidebar'
import { SidebarNav } from '@/components/shell/sidebar/sidebar-nav'
import { Modal } from '@/components/ui/overlay/modal'

/** The pages, over the page at hand. */
export function DrawerPane({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      aria-label="Pages"
      onDismiss={onClose}
      className="slide-in-from-left fixed inset-y-0 right-auto left-0 flex h-dvh w-60 animate-in flex-col border-line border-r bg-frame duration-[160ms]"
    >
      <Brand collapsed={false} />
      <SidebarNav collapsed={false} />
    </Modal>
  )
}
