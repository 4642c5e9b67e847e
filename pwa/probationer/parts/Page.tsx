// A screen over loaded data: the copy's date in a calm strip, grey lines, or what went wrong.
import type { ComponentChildren } from 'preact'
import { recently, t } from '../../kit/i18n'
import type { Loaded } from '../../kit/load'
import { ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { byServer, now } from '../clock'
import { ended } from '../session'
import { useSignal } from '../signal'

/** Says that this is a copy and of when; and how to sign in again when the session has ended. */
export function CopyStrip({ loaded }: { loaded: Loaded<unknown> }) {
  const end = useSignal(ended)
  const { copiedAt, problem } = loaded
  if (!copiedAt) return null
  const at = recently(byServer(copiedAt), now())
  if (end)
    return (
      <div class="strip" role="status">
        {t('app.copy.signed_out', { at })} <a href="/connexion">{t('app.signin.again')}</a>
      </div>
    )
  return (
    <div class="strip" role="status">
      {t(problem?.isOffline ? 'app.copy.offline' : 'app.copy.server', { at })}
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
