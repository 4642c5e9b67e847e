// What is used although one of our oldest browsers lacks it: by name, with the reason, and where if that is not
// everywhere (files of ours, or a selector). One that nothing needs any more fails the check as well.
export const EXCEPTIONS = [
  {
    why: 'of use only while the password is shown; where it is not known a telephone proposes a capital, as elsewhere',
    where: ['kit/ui/PasswordField.tsx'],
    names: ['html.global_attributes.autocapitalize'],
  },
  {
    why: 'isPossible() asks for all of it before anything of it is used, and the screen says what is missing',
    where: ['probationer/push.ts', 'probationer/unsubscribe.ts'],
    names: [
      'api.Notification',
      'api.Notification.permission_static',
      'api.Notification.requestPermission_static',
      'api.PushManager.getSubscription',
      'api.PushManager.subscribe',
      'api.PushSubscription.endpoint',
      'api.PushSubscription.options',
      'api.PushSubscription.toJSON',
      'api.PushSubscription.unsubscribe',
      'api.PushSubscriptionOptions.applicationServerKey',
      'api.ServiceWorkerRegistration.pushManager',
    ],
  },
  {
    why: 'only within the events push, notificationclick and pushsubscriptionchange, which come where there is push',
    where: ['probationer/worker.ts'],
    names: [
      'api.Notification.close',
      'api.Notification.data',
      'api.NotificationEvent.notification',
      'api.PushEvent.data',
      'api.PushManager.subscribe',
      'api.PushMessageData.text',
      'api.PushSubscription.endpoint',
      'api.PushSubscription.options',
      'api.PushSubscription.toJSON',
      'api.PushSubscriptionOptions.applicationServerKey',
      'api.ServiceWorkerRegistration.pushManager',
      'api.ServiceWorkerRegistration.showNotification',
    ],
  },
  {
    why: 'asked for by name, and done by hand where it is missing',
    where: ['agent/signin/webauthn.ts'],
    names: [
      'api.AuthenticatorAttestationResponse.getTransports',
      'api.PublicKeyCredential.parseCreationOptionsFromJSON_static',
      'api.PublicKeyCredential.parseRequestOptionsFromJSON_static',
      'api.PublicKeyCredential.toJSON',
    ],
  },
  {
    why: 'the office prints from a computer; only Firefox on a telephone lacks it',
    where: ['agent/screens/ToCall.tsx', 'agent/signin/Enrol.tsx'],
    names: ['api.Window.print'],
  },
  {
    why: 'without it a refused field stands at the foot of its row, as the others do; nothing is hidden',
    where: ['.grid:has(>.field--refused)'],
    names: ['css.selectors.has'],
  },
  {
    why: 'in a rule of its own beside the same one for :-webkit-autofill',
    where: ['.fr-input:autofill', '.fr-input:autofill:hover', '.fr-input:autofill:focus'],
    names: ['css.selectors.autofill'],
  },
  {
    why: 'Safari takes no words for a marker: neither those of the design system nor those that undo them',
    names: ['css.selectors.marker'],
  },
  {
    why: 'written beside -webkit-mask-size',
    names: ['css.properties.mask-size'],
  },
  {
    why: 'older ones have it with square corners',
    names: ['css.properties.outline'],
  },
  {
    why: 'without it lines break where they are full',
    names: ['css.properties.text-wrap', 'css.properties.text-wrap.balance'],
  },
  {
    why: "without it a tick box keeps the browser's own colour",
    names: ['css.properties.accent-color'],
  },
  {
    why: 'no pointer, no cursor: only Safari on a telephone lacks it',
    names: ['css.properties.cursor.default', 'css.properties.cursor.not-allowed', 'css.properties.cursor.pointer'],
  },
  {
    why: 'for telephones that enlarge text or grey what is touched by themselves; no other browser does',
    names: ['css.properties.-webkit-tap-highlight-color', 'css.properties.text-size-adjust'],
  },
  {
    why: 'a browser without forced colours has nothing to adjust',
    names: [
      'css.at-rules.media.forced-colors',
      'css.properties.forced-color-adjust',
      'css.properties.forced-color-adjust.none',
    ],
  },
]
