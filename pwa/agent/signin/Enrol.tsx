// First sign-in: a second factor of one's own, then the codes for the day it is lost.
import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Banner, Button, CodeField, ErrorState, Field, FormProblem, Skeleton, Submit, Tabs, toast } from '../../kit/ui'
import { copy, device, lock, paper } from '../../kit/ui/icons'
import { addSecurityKey, beginEnrolment, beginTotp, confirmTotp } from '../api/calls'
import type { Codes, TotpSecret } from '../api/types'
import { refreshSession } from '../session'
import { canUseKeys, makeKey } from './webauthn'

/** The server's drawing, as a picture: nothing of it can run. */
const picture = (svg: string) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`

/** What is done by `run`, once more where it was refused for want of a proof (account/Proof.tsx). */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>
const atOnce: Guard = (run) => run()
interface Enrolling {
  onDone: (codes: Codes) => void
  guard?: Guard
}

export function TotpSteps({ data, onDone, guard = atOnce }: { data: TotpSecret } & Enrolling) {
  const form = useForm(async (values) => onDone(await byCodeAlone(guard(() => confirmTotp(codeOf(values))))))
  return (
    <form {...form.props} class="stack">
      <ol class="steps">
        <li>{t('agent.enrol.totp_install')}</li>
        <li>
          {t('agent.enrol.totp_scan')}
          <img class="qr" src={picture(data.qr_svg)} width={176} height={176} alt={t('agent.enrol.qr')} />
          <p class="soft small">{t('agent.enrol.totp_type')}</p>
          <p class="secret ltr">{data.secret}</p>
        </li>
        <li>{t('agent.enrol.totp_then')}</li>
      </ol>
      <FormProblem form={form} />
      <CodeField
        form={form}
        label={t('agent.second.totp_label')}
        autocomplete="one-time-code"
        class="fr-input code-input"
      />
      <Submit form={form} isWide>
        {t('agent.enrol.totp_go')}
      </Submit>
    </form>
  )
}

function EnrolTotp({ onDone }: Enrolling) {
  const { data, problem, reload } = useLoad('begin-totp', beginTotp)
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  return data ? <TotpSteps data={data} onDone={onDone} /> : <Skeleton lines={6} />
}

export function EnrolKey({ onDone, guard = atOnce }: Enrolling) {
  const form = useForm(async (values) => {
    const enrol = async () => {
      const credential = await makeKey(await beginEnrolment())
      if (!credential) throw new Problem('security_key_refused')
      return addSecurityKey(values.text('name'), credential)
    }
    onDone(await guard(enrol))
  })
  if (!canUseKeys()) return <Banner kind="note">{t('agent.enrol.no_keys')}</Banner>
  return (
    <form {...form.props} class="stack">
      <p>{t('agent.enrol.key_hint')}</p>
      <FormProblem form={form} />
      <Field
        form={form}
        name="name"
        expected="key_name"
        label={t('agent.enrol.key_name')}
        hint={t('agent.enrol.key_name_hint')}
        maxLength={80}
        required
        defaultValue={t('agent.enrol.key_default')}
      />
      <Submit form={form} isWide icon={lock}>
        {t('agent.enrol.key_go')}
      </Submit>
    </form>
  )
}

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const copyAll = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast(t('agent.recovery.copied'))
  }
  return (
    <div class="stack printable">
      <p>{t('agent.recovery.what')}</p>
      <ul class="codes ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div class="row unprinted">
        <Button kind="secondary" icon={paper} onClick={() => print()}>
          {t('agent.recovery.print')}
        </Button>
        <Button kind="secondary" icon={copy} onClick={() => void copyAll()}>
          {t('agent.recovery.copy')}
        </Button>
        <Button onClick={onDone}>{t('agent.recovery.done')}</Button>
      </div>
    </div>
  )
}

export function Enrol({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [way, setWay] = useState('totp')
  const onDone = ({ recovery_codes }: Codes) =>
    recovery_codes.length > 0 ? onCodes(recovery_codes) : void refreshSession()
  return (
    <div class="stack">
      <p>{t('agent.enrol.why')}</p>
      <Tabs
        label={t('agent.enrol.ways')}
        tabs={[
          { id: 'totp', label: t('agent.second.way.totp'), icon: device },
          { id: 'security_key', label: t('agent.second.way.security_key'), icon: lock },
        ]}
        open={way}
        onOpen={setWay}
      >
        <div class="tab-panel">{way === 'totp' ? <EnrolTotp onDone={onDone} /> : <EnrolKey onDone={onDone} />}</div>
      </Tabs>
    </div>
  )
}
