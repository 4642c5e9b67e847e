const state = document.getElementById('state')
const say = (text) => {
  state.textContent = text
}
navigator.serviceWorker?.register('worker.js')

document.getElementById('allow').addEventListener('click', async () => {
  try {
    const allowed = await Notification.requestPermission()
    if (allowed !== 'granted') return say('refusé')
    const registration = await navigator.serviceWorker.ready
    const key = await (await fetch('key')).text()
    const one = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    await fetch('subscription', { method: 'POST', body: JSON.stringify(one) })
    say('abonné')
  } catch (error) {
    say(String(error))
  }
})

document.getElementById('stop').addEventListener('click', async () => {
  const registration = await navigator.serviceWorker.ready
  const one = await registration.pushManager.getSubscription()
  say(`désabonné ${await one.unsubscribe()}`)
})

document.getElementById('key').addEventListener('click', async () => {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: new Uint8Array(32),
      rp: { name: 'Essai', id: 'localhost' },
      user: { id: new Uint8Array(16), name: 'essai', displayName: 'Essai' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    },
  })
  say(`clé ${made.type}`)
})
