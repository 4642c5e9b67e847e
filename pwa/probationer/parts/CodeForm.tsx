// Six digits that came by SMS or e-mail: the same form for signing in, a new number, an address, a number taken back.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm, type Form } from '../../kit/form'
import { plural, t } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { Banner, Button, CodeField, FormProblem, Submit, toast } from '../../kit/ui'
import type { Challenge } from '../api'
import { now } from '../clock'
import { birthOf, BirthFields, type Birth } from './Birth'

/** Chrome on Android reads the code out of the SMS that ends with our address. */
function useSmsCode(form: Form) {
  const fill = form.props.ref
  useEffect(() => {
    if (!('OTPCredential' in globalThis)) return undefined
    const stop = new AbortController()
    const read = async () => {
      const asked = { otp: { transport: ['sms'] }, signal: stop.signal } as CredentialRequestOptions
      const found = (await navigator.credentials.get(asked)) as unknown as { code: string } | null
      const field = fill.current?.elements.namedItem('code')
      if (!found || !(field instanceof HTMLInputElement)) return
      field.value = found.code
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    read().catch(() => undefined)
    return () => stop.abort()
  }, [fill])
}

function secondsUntil(at: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now().getTime()) / 1000))
}

/** The code that stands there, and what was said of it, are of the former message. */
function useFreshField(form: Form, challenge: Challenge) {
  const former = useRef(challenge)
  const { forgive, props } = form
  useEffect(() => {
    if (former.current === challenge) return
    const isElsewhere = former.current.by !== challenge.by
    former.current = challenge
    forgive()
    // By another way: what is now said has the focus.
    const field = props.ref.current?.elements.namedItem('code')
    if (!(field instanceof HTMLInputElement)) return
    field.value = ''
    if (isElsewhere) return
    field.focus()
    toast(t('app.code.sent_again'))
  }, [challenge, forgive, props.ref])
}

function Resend({ challenge, resend }: { challenge: Challenge; resend: () => Promise<unknown> }) {
  const [left, setLeft] = useState(() => secondsUntil(challenge.resend_at))
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    setLeft(secondsUntil(challenge.resend_at))
    const timer = setInterval(() => setLeft(secondsUntil(challenge.resend_at)), 1000)
    return () => clearInterval(timer)
  }, [challenge.resend_at])
  const again = () =>
    resend().then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(asProblem(error)),
    )
  if (left > 0) return <p class="soft small">{plural('app.code.wait', left)}</p>
  return (
    <>
      <Button kind="quiet" onClick={() => void again()}>
        {t('app.code.resend')}
      </Button>
      <div role="alert">{problem && <Banner kind="danger">{refusalText(problem)}</Banner>}</div>
    </>
  )
}

export function CodeForm({
  challenge,
  needsBirth,
  action,
  children,
  onCode,
  resend,
}: {
  challenge: Challenge
  needsBirth?: boolean
  action: string
  /** Where the code went, and what to do when it does not come. */
  children?: ComponentChildren
  onCode: (code: string, birth: Birth) => Promise<unknown>
  resend: () => Promise<unknown>
}) {
  const form = useForm((values) =>
    needsBirth ? onCode(codeOf(values), birthOf(values)) : byCodeAlone(onCode(codeOf(values), {})),
  )
  useSmsCode(form)
  useFreshField(form, challenge)
  return (
    <form {...form.props} class="stack">
      <CodeField
        form={form}
        label={t('app.code.label')}
        hint={t('app.code.hint')}
        autocomplete="one-time-code"
        class="fr-input code"
      />
      {needsBirth && <BirthFields form={form} hint={t('app.birth.why')} />}
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {action}
      </Submit>
      {children}
      <Resend challenge={challenge} resend={resend} />
    </form>
  )
}
