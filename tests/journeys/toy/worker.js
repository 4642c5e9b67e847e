const FILES = ['./', 'page.js', 'manifest.json', 'icon.png']
self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open('toy')
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  )
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return
  event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)))
})
self.addEventListener('push', (event) => {
  const said = event.data ? event.data.json() : { title: 'Sans texte' }
  event.waitUntil(self.registration.showNotification(said.title, { body: said.body, tag: said.tag }))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(
    (async () => {
      const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
      if (open) return open.navigate('./?opened').then((page) => page.focus())
      return self.clients.openWindow('./?opened')
    })(),
  )
})
