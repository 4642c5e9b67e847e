// What a contact of trust sees behind the link in her SMS: a question, the copies she gets, or nothing. No account, no
// copy on the phone; the token stands behind the #, so that it reaches no server's log.
import { useEffect, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { chosenLanguage, preferredLanguage, setLanguage, t } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { Banner, Button, Card, ErrorState, PageTitle, Skeleton } from '../../kit/ui'
import { api, type TrustLink as Link } from '../api'

const token = () => location.hash.slice(1)
const look = () =>
  token()
    ? api.post('/api/probationer/trust-link', { body: { token: token() } })
    : Promise.resolve<Link>({ state: 'over', name: null, language: 'fr' })

function useLink() {
  const [link, setLink] = useState<Link>()
  const [problem, setProblem] = useState<Problem>()
  const follow = async (asking: Promise<Link>) => {
    setProblem(undefined)
    try {
      const found = await asking
      // Whoever named her said which language she reads; her own choice on this page goes before it.
      if (found.name && !chosenLanguage()) await setLanguage(preferredLanguage(found.language), { isChosen: false })
      setLink(found)
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  useEffect(() => {
    const again = () => void follow(look())
    again()
    // A second question, opened in the same tab, changes only what follows the #.
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [])
  return {
    link,
    problem,
    reload: () => follow(look()),
    answer: (yes: boolean) => follow(api.post('/api/probationer/trust-link/answer', { body: { token: token(), yes } })),
  }
}

type Found = ReturnType<typeof useLink>

function Answers({ of, link }: { of: Found; link: Link }) {
  const [busy, setBusy] = useState<string>()
  const say = async (name: string, yes: boolean) => {
    setBusy(name)
    await of.answer(yes)
    setBusy(undefined)
  }
  const name = link.name ?? ''
  if (link.state === 'active') {
    return (
      <div class="stack" role="status">
        <Banner kind="success" title={t('app.trust.link.active', { name })}>
          {t('app.trust.link.what')}
        </Banner>
        <Button kind="danger" isWide isBusy={busy === 'stop'} onClick={() => void say('stop', false)}>
          {t('app.trust.link.stop')}
        </Button>
      </div>
    )
  }
  return (
    <Card>
      <div class="stack">
        <p class="strong">{t('app.trust.link.ask', { name })}</p>
        <p>{t('app.trust.link.what')}</p>
        <p>{t('app.trust.link.free')}</p>
        <Button isWide isBusy={busy === 'yes'} onClick={() => void say('yes', true)}>
          {t('app.trust.link.yes')}
        </Button>
        <Button kind="secondary" isWide isBusy={busy === 'no'} onClick={() => void say('no', false)}>
          {t('app.trust.link.no')}
        </Button>
      </div>
    </Card>
  )
}

export function TrustLink() {
  const of = useLink()
  const { link, problem } = of
  return (
    <div class="stack">
      <PageTitle>{t('app.trust.link.title')}</PageTitle>
      {problem && !link && (
        <div class="card">
          <ErrorState problem={problem} reload={of.reload} />
        </div>
      )}
      <div role="alert">{problem && link && <Banner kind="danger">{refusalText(problem)}</Banner>}</div>
      {!link && !problem && (
        <div class="card">
          <Skeleton lines={4} />
        </div>
      )}
      {link?.state === 'over' && (
        <div role="status">
          <Banner title={t('app.trust.link.over')}>{t('app.trust.link.over_what')}</Banner>
        </div>
      )}
      {link && link.state !== 'over' && <Answers of={of} link={link} />}
      {link && link.state !== 'over' && (
        <Card title={t('app.trust.link.data')}>
          <p class="small">{t('app.trust.link.data_what')}</p>
        </Card>
      )}
    </div>
  )
}
