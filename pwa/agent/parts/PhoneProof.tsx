// The number proved on the spot: a code leaves, the person reads it aloud.
import { useEffect, useState } from 'preact/hooks'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { phone as spaced } from '../../kit/numbers'
import { Button, CodeField as SixDigits, Field, FormProblem, Submit, toast } from '../../kit/ui'
import { askCounterCode, proveCounterCode } from '../api/calls'

export function CodeField({
  probationer,
  challenge,
  phone,
  onProved,
  onAgain,
}: {
  probationer: string
  challenge: string
  phone: string
  onProved: (phone: string) => void
  onAgain: () => void
}) {
  const form = useForm(async (values) => {
    await byCodeAlone(proveCounterCode(probationer, challenge, codeOf(values)))
    toast(t('agent.proof.done'))
    onProved(phone)
  })
  const { ref } = form.props
  // The code is the next thing said: the field waits for it.
  useEffect(() => (ref.current?.elements.namedItem('code') as HTMLElement | null)?.focus(), [ref])
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <SixDigits
        form={form}
        label={t('agent.proof.code', { phone: spaced(phone) })}
        hint={t('agent.proof.code_hint')}
        class="fr-input code-input"
      />
      <div class="row">
        <Submit form={form}>{t('agent.proof.check')}</Submit>
        <Button kind="quiet" onClick={onAgain}>
          {t('agent.proof.again')}
        </Button>
      </div>
    </form>
  )
}

export function PhoneProof({
  probationer,
  phone,
  refused,
  onProved,
}: {
  probationer: string
  phone: string
  /** Why no code left to it before: a key under `errors.`. */
  refused?: string
  /** Told which number it was: another than the file's may have been typed. */
  onProved: (phone: string) => void
}) {
  const [challenge, setChallenge] = useState<{ id: string; phone: string }>()
  const form = useForm(async (values) => {
    const wanted = values.text('phone')
    const { id } = await askCounterCode(probationer, wanted)
    setChallenge({ id, phone: wanted })
  })
  if (challenge)
    return (
      <CodeField
        probationer={probationer}
        challenge={challenge.id}
        phone={challenge.phone}
        onProved={onProved}
        onAgain={() => setChallenge(undefined)}
      />
    )
  return (
    <form {...form.props} class="stack">
      <p>{t('agent.proof.how')}</p>
      <FormProblem form={form} />
      <Field
        form={form}
        name="phone"
        type="tel"
        label={t('agent.field.phone')}
        autocomplete="off"
        required
        error={form.problem ? undefined : refused}
        defaultValue={phone}
      />
      <Submit form={form}>{t('agent.proof.send')}</Submit>
    </form>
  )
}
