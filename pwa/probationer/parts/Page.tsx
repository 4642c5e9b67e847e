// A screen over loaded data: the copy's date in a calm strip, grey lines, or what went wrong.
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { dayParts, hour, t } from '../../kit/i18n'
import type { Loaded } from '../../kit/load'
import { ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { byServer } from '../clock'
import { ended } from '../session'
import { useSignal } from '../signal'

/** Milliseconds until it is asked again: without network it costs nobody anything; a server in trouble is left in peace. */
const AGAIN = { offline: 10_000, server: 60_000 }

/** Not every phone says that its network is back, and none that the server is. */
function useReturn({ copiedAt, problem, reload }: Loaded<unknown>, hasEnded: boolean) {
  const wait = copiedAt && !hasEnded ? AGAIN[problem?.isOffline ? 'offline' : 'server'] : undefined
  useEffect(() => {
    if (!wait) return undefined
    const again = () => {
      if (document.visibilityState === 'visible') void reload()
    }
    const timer = setInterval(again, wait)
    addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [wait, reload])
}

const LONGEST = new Date(2030, 8, 30, 23, 59)

/** As short as it can be said, and always as long: the strip has one line on most phones. */
const briefly = (at: Date) => `${dayParts(at).day} ${dayParts(at).month} ${hour(at)}`

/** Says that this is a copy and of when, in a place that the longest text keeps for it from the start; and how to sign in again when the session has ended. */
export function CopyStrip({ loaded }: { loaded: Loaded<unknown> }) {
  const end = useSignal(ended)
  const { copiedAt, problem } = loaded
  useReturn(loaded, Boolean(end))
  const at = copiedAt && briefly(byServer(copiedAt))
  return (
    <div
      class={at ? 'strip strip--copy' : 'strip strip--copy strip--silent'}
      role="status"
      data-room={t('app.copy.server', { at: briefly(LONGEST) })}
    >
      {!at ? null : end ? (
        <span>
          {t('app.copy.signed_out', { at })} <a href="/connexion">{t('app.signin.again')}</a>
        </span>
      ) : (
        <span>{t(problem?.isOffline ? 'app.copy.offline' : 'app.copy.server', { at })}</span>
      )}
    </div>
  )
}

export function Page<T>({
  loaded,
  title,
  name,
  back,
  isTitleHidden,
  children,
}: {
  loaded: Loaded<T>
  title: ComponentChildren
  name?: string
  back?: string
  /** The screen's first block shows it larger. */
  isTitleHidden?: boolean
  children: (data: T) => ComponentChildren
}) {
  const { data, problem, reload } = loaded
  return (
    <>
      <CopyStrip loaded={loaded} />
      <PageTitle name={name} back={back} isHidden={isTitleHidden}>
        {title}
      </PageTitle>
      {data !== undefined ? (
        children(data)
      ) : problem ? (
        <Failed loaded={loaded} reload={reload} />
      ) : (
        <div class="card">
          <Skeleton lines={5} />
        </div>
      )}
    </>
  )
}

function Failed({ loaded, reload }: { loaded: Loaded<unknown>; reload: () => unknown }) {
  const end = useSignal(ended)
  const problem = loaded.problem!
  return (
    <div class="card">
      <ErrorState problem={problem} reload={reload} kept={t('app.error.paper')} />
      {end && (
        <LinkButton href="/connexion" isWide>
          {t('app.signin.again')}
        </LinkButton>
      )}
    </div>
  )
}
