import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { plural, recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Badge, Banner, Button, Card, Dialog, ErrorState, Skeleton, toast } from '../../kit/ui'
import { beginTotp, listSecondFactors, removeSecurityKey, renewRecoveryCodes } from '../api/calls'
import type { SecondFactors, TotpSecret } from '../api/types'
import { type Asked, Confirm } from '../parts/Confirm'
import { present, refreshSession } from '../session'
import { EnrolKey, type Guard, RecoveryCodes, TotpSteps } from '../signin/Enrol'
import { useProof } from './Proof'

const FEW = 3

function Keys({ of, guard, reload }: { of: SecondFactors; guard: Guard; reload: () => unknown }) {
  const [asked, setAsked] = useState<Asked>()
  const remove = (id: number, name: string) =>
    setAsked({
      title: t('agent.me.remove_key', { name }),
      body: <p>{t('agent.me.remove_key_what')}</p>,
      acts: [
        {
          label: t('agent.me.remove'),
          run: async () => {
            await guard(() => removeSecurityKey(id))
            toast(t('agent.me.changed'))
            void reload()
          },
        },
      ],
    })
  return (
    <>
      <ul class="pile">
        {of.security_keys.map((one) => (
          <li key={one.id} class="pile__line">
            <p>
              <strong>{one.name}</strong>
            </p>
            <p class="soft small">
              {one.last_used_at ? t('agent.me.used', { when: recently(one.last_used_at) }) : t('agent.me.unused')}
            </p>
            <Button kind="quiet" isSmall onClick={() => remove(one.id, one.name)}>
              {t('agent.me.remove')}
              <span class="unseen"> ({one.name})</span>
            </Button>
          </li>
        ))}
      </ul>
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

export function Factors() {
  const { data, problem, reload } = useLoad('second-factors', listSecondFactors)
  const [opened, setOpened] = useState<'totp' | 'key' | 'codes'>()
  const [codes, setCodes] = useState<string[]>([])
  const [secret, setSecret] = useState<TotpSecret>()
  const { guard, asked } = useProof(data)
  const close = () => {
    setOpened(undefined)
    setCodes([])
    void reload()
  }
  const done = (given: string[]) => {
    toast(t('agent.me.changed'))
    if (given.length === 0) return close()
    setCodes(given)
    setOpened('codes')
  }
  /** What was not proved is not done; every other refusal is said. */
  const begin = <T,>(run: () => Promise<T>, then: (made: T) => void) =>
    guard(run).then(then, (error: unknown) => {
      const { code } = asProblem(error)
      if (code !== 'proof_needed') toast(textOf(`errors.${code}`, 'errors.unexpected'))
    })
  const renew = () =>
    begin(renewRecoveryCodes, ({ recovery_codes }) => {
      // What every page says of it is over.
      if (present().session?.has_spent_codes) void refreshSession()
      done(recovery_codes)
    })
  const change = () =>
    begin(beginTotp, (made) => {
      setSecret(made)
      setOpened('totp')
    })
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  if (!data) return <Skeleton lines={4} />
  return (
    <>
      <Card title={t('agent.me.factors')}>
        <p>
          {t('agent.second.way.totp')}{' '}
          {data.totp ? <Badge kind="success">{t('agent.me.active')}</Badge> : <Badge>{t('agent.me.inactive')}</Badge>}
        </p>
        <Keys of={data} guard={guard} reload={reload} />
        <div class="row">
          <Button kind="secondary" isSmall onClick={() => void change()}>
            {t(data.totp ? 'agent.me.change_totp' : 'agent.me.add_totp')}
          </Button>
          <Button kind="secondary" isSmall onClick={() => setOpened('key')}>
            {t('agent.me.add_key')}
          </Button>
        </div>
      </Card>
      <Card title={t('agent.recovery.title')}>
        {data.recovery_left <= FEW && (
          <Banner kind="note">{t(data.recovery_left === 0 ? 'agent.me.no_codes' : 'agent.me.few_codes')}</Banner>
        )}
        <p>{plural('agent.me.codes_left', data.recovery_left)}</p>
        <Button kind="secondary" isSmall onClick={() => void renew()}>
          {t('agent.me.renew')}
        </Button>
        <p class="soft small">{t('agent.me.renew_what')}</p>
      </Card>
      <Dialog
        title={t(
          opened === 'codes' ? 'agent.recovery.title' : opened === 'key' ? 'agent.me.add_key' : 'agent.second.way.totp',
        )}
        isOpen={opened !== undefined}
        onClose={close}
      >
        {opened === 'totp' && secret && (
          <TotpSteps data={secret} guard={guard} onDone={({ recovery_codes }) => done(recovery_codes)} />
        )}
        {opened === 'key' && <EnrolKey guard={guard} onDone={({ recovery_codes }) => done(recovery_codes)} />}
        {opened === 'codes' && <RecoveryCodes codes={codes} onDone={close} />}
      </Dialog>
      {asked}
    </>
  )
}
