// The number proved on the spot: a code leaves, the person reads it aloud.
import { useEffect, useState } from 'preact/hooks'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { phone as spaced } from '../../kit/numbers'
import { href } from '../../kit/router'
import { Button, CodeField as SixDigits, Field, FormProblem, LinkButton, Submit, toast } from '../../kit/ui'
import { askCounterCode, proveCounterCode } from '../api/calls'

/** In the address of the form of a file: the number is what one came to write. */
export const ASKS_PHONE = { field: 'phone' }

export function CodeField({
  probationer,
  challenge,
  phone,
  onProved,
  onAgain,
  isFixed,
}: {
  probationer: string
  challenge: string
  phone: string
  onProved: (phone: string) => void
  onAgain: () => void
  isFixed?: boolean
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
          {t(isFixed ? 'agent.proof.resend' : 'agent.proof.again')}
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
  isFixed,
}: {
  probationer: string
  phone: string
  /** Why no code left to it before: a key under `errors.`. */
  refused?: string
  /** Told which number it was: another than the file's may have been typed. */
  onProved: (phone: string) => void
  /** It is this number that is proved: it is written in one place, the form of the file. */
  isFixed?: boolean
}) {
  const [challenge, setChallenge] = useState<{ id: string; phone: string }>()
  const form = useForm(async (values) => {
    const wanted = isFixed ? phone : values.text('phone')
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
        isFixed={isFixed}
      />
    )
  return (
    <form {...form.props} class="stack">
      <p>{isFixed ? t('agent.proof.to', { phone: spaced(phone) }) : t('agent.proof.how')}</p>
      <FormProblem form={form} />
      {!isFixed && (
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
      )}
      <div class="row">
        <Submit form={form}>{t('agent.proof.send')}</Submit>
        {isFixed && (
          <LinkButton kind="quiet" href={href('edit_file', { id: probationer }, ASKS_PHONE)}>
            {t('agent.proof.change')}
          </LinkButton>
        )}
      </div>
    </form>
  )
}
