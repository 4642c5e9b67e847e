// The browser's offer to put the app on the home screen, kept until the person asks for it.
import { signal } from './signal'

interface Offer extends Event {
  prompt: () => Promise<unknown>
}

export const canInstall = signal(false)
let offer: Offer | undefined

export function awaitOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as Offer
    canInstall.value = true
  })
  addEventListener('appinstalled', () => {
    canInstall.value = false
  })
}

export async function install(): Promise<void> {
  await offer?.prompt()
  canInstall.value = false
}
