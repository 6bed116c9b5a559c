const KEY = 'veilgate:alert-notifications'
/** Said to the window where it was turned on or off. */
const CHANGED_EVENT = 'veilgate:alert-notifications'

/** Whether this browser is to be told of alerts, and allows it; the browser alone remembers it. */
export function wantsNotifications(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on' && permissionOf() === 'granted'
  } catch {
    return false
  }
}

/** `unsupported` where the browser has none, as on plain HTTP from another machine. */
export function permissionOf(): NotificationPermission | 'unsupported' {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission
}

/** Turns it on or off; asks the person where the browser has not yet. @returns whether it is on. */
export async function setNotifications(isWanted: boolean): Promise<boolean> {
  if (isWanted && permissionOf() === 'default') await Notification.requestPermission()
  const isOn = isWanted && permissionOf() === 'granted'
  try {
    if (isOn) localStorage.setItem(KEY, 'on')
    else localStorage.removeItem(KEY)
  } catch {
    return false
  }
  window.dispatchEvent(new Event(CHANGED_EVENT))
  return isOn
}

/** Calls back where it is turned on or off, in this tab or another. @returns ends that. */
export function onNotificationsChanged(changed: () => void): () => void {
  window.addEventListener(CHANGED_EVENT, changed)
  window.addEventListener('storage', changed)
  return () => {
    window.removeEventListener(CHANGED_EVENT, changed)
    window.removeEventListener('storage', changed)
  }
}
