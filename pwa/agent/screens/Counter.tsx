// The counter of the court: who, the number proved, a seat, the paper. One screen, in the order things are said.
import { useEffect, useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { type Form, useFirstField, useForm, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Button, Card, CheckField, PageTitle, Submit } from '../../kit/ui'
import { askCounterCode, createProbationer } from '../api/calls'
import type { Duplicate, PersonIn } from '../api/types'
import { BookingForm } from '../booking/BookingForm'
import { type Booked, Done } from '../booking/Done'
import { useBooking } from '../booking/useBooking'
import { Duplicates, useDuplicates } from '../parts/Duplicates'
import { born, fullName, PhoneState, typedPhone } from '../parts/person'
import { Identity, MessageLanguage, SensitiveChannel } from '../parts/PersonFields'
import { identityOf, sayingBirth, visitorOf } from '../parts/personValues'
import { CodeField, PhoneProof } from '../parts/PhoneProof'
import { isDuplicate, Refused, useForced } from '../parts/SecondFile'
import { serverNow } from '../session'
import { useUnfinished } from '../shell/leaving'

interface Visitor extends Pick<
  Duplicate,
  'last_name' | 'first_name' | 'birth_date' | 'birth_year' | 'phone' | 'phone_status' | 'phone_proved_at'
> {
  id: string
  challenge?: string
  /** Why no code left to the number that was typed: a key under `errors.`. */
  refused?: string
}

const NOBODY: PersonIn = { last_name: '', first_name: '' }

async function admit(body: PersonIn): Promise<Visitor> {
  const { id } = await sayingBirth(createProbationer(body))
  const phone = body.phone ?? ''
  const visitor = {
    id,
    last_name: body.last_name,
    first_name: body.first_name,
    birth_date: body.birth_date ?? null,
    birth_year: body.birth_year ?? null,
    phone,
    phone_status: phone ? 'given' : 'none',
    phone_proved_at: null,
  }
  if (!phone) return visitor
  // The file is made: a code that can't leave now is asked for again from the next step.
  try {
    return { ...visitor, challenge: (await askCounterCode(id, phone)).id }
  } catch (error) {
    return { ...visitor, refused: asProblem(error).fields.phone }
  }
}

function NewPerson({ onAdmitted }: { onAdmitted: (visitor: Visitor) => void }) {
  const [typed, setTyped] = useState(NOBODY)
  const duplicates = useDuplicates(typed)
  const forced = useForced(() => form)
  const form: Form = useForm(async (values) => {
    onAdmitted(await admit({ ...visitorOf(values), ...forced.take() }))
  })
  useFirstField(form, 'last_name')
  const read = () => form.props.ref.current && setTyped(identityOf(new Values(new FormData(form.props.ref.current))))
  const take = (of: Duplicate) => of.id && onAdmitted({ ...of, id: of.id })
  return (
    <form {...form.props} class="stack">
      <Identity form={form} isShort onInput={read} />
      <MessageLanguage form={form} />
      <SensitiveChannel form={form} />
      <CheckField
        form={form}
        name="no_reminders"
        label={t('agent.field.no_reminders')}
        hint={t('agent.field.no_reminders_hint')}
      />
      <Duplicates items={isDuplicate(form) ? [] : duplicates} onUse={take} />
      <Refused form={form} onForce={forced.force} onUse={take} />
      <Submit form={form}>{typed.phone ? t('agent.counter.create_code') : t('agent.counter.create')}</Submit>
    </form>
  )
}

const goToBooking = () => document.querySelector<HTMLElement>('.book__main input')?.focus()

/** Nothing more is asked of the number: one goes on to the seat, unless it is another one by now. */
function Settled({ of, onChange }: { of: Visitor; onChange: () => void }) {
  useEffect(goToBooking, [])
  const isNone = of.phone_status === 'none'
  return (
    <div class="stack--small">
      <p>
        <PhoneState of={of} />
      </p>
      {isNone && <p class="soft">{t('agent.counter.no_phone_what')}</p>}
      <Button kind="secondary" isSmall onClick={onChange}>
        {t(isNone ? 'agent.counter.phone_after_all' : 'agent.counter.phone_changed')}
      </Button>
    </div>
  )
}

function Proof({ of, onChange }: { of: Visitor; onChange: (visitor: Visitor) => void }) {
  const [isChanging, setChanging] = useState(false)
  const proved = (phone: string) => {
    setChanging(false)
    const phone_proved_at = serverNow().toISOString()
    onChange({ ...of, phone, phone_status: 'proved', phone_proved_at, challenge: undefined })
  }
  if (!isChanging && (of.phone_status === 'proved' || of.phone_status === 'none'))
    return <Settled of={of} onChange={() => setChanging(true)} />
  if (of.challenge)
    return (
      <CodeField
        probationer={of.id}
        challenge={of.challenge}
        phone={of.phone}
        onProved={proved}
        onAgain={() => onChange({ ...of, challenge: undefined })}
      />
    )
  return (
    <div class="stack--small">
      {!isChanging && (
        <p>
          <PhoneState of={of} />
        </p>
      )}
      <PhoneProof
        probationer={of.id}
        phone={isChanging ? '' : typedPhone(of.phone)}
        refused={isChanging ? undefined : of.refused}
        onProved={proved}
      />
      {isChanging && (
        <Button kind="quiet" isSmall onClick={() => setChanging(false)}>
          {t('kit.keep')}
        </Button>
      )}
    </div>
  )
}

function Who({ of, onChange }: { of: Visitor | undefined; onChange: (visitor: Visitor | undefined) => void }) {
  if (!of) {
    return (
      <>
        <Card title={`1 · ${t('agent.counter.who')}`}>
          <NewPerson onAdmitted={onChange} />
        </Card>
        <Card title={`2 · ${t('agent.counter.proof')}`}>
          <p class="soft">{t('agent.counter.proof_what')}</p>
        </Card>
      </>
    )
  }
  return (
    <>
      <Card
        title={`1 · ${t('agent.counter.who')}`}
        aside={
          <Button kind="quiet" isSmall onClick={() => onChange(undefined)}>
            {t('agent.counter.other')}
          </Button>
        }
      >
        <p>
          <strong>{fullName(of)}</strong> <span class="soft">{born(of)}</span>
        </p>
      </Card>
      <Card title={`2 · ${t('agent.counter.proof')}`}>
        <Proof of={of} onChange={onChange} />
      </Card>
    </>
  )
}

function Desk({ onBooked }: { onBooked: (booked: Booked, visitor: Visitor) => void }) {
  const [visitor, setVisitor] = useState<Visitor>()
  const booking = useBooking({
    probationer: visitor?.id,
    onDone: (id, choice, zone, telling, where) => visitor && onBooked({ id, choice, zone, telling, where }, visitor),
  })
  // The file is made, a code is on its way or a seat being chosen: nothing of it comes back.
  useUnfinished(Boolean(visitor && (visitor.challenge ?? booking.choice.type)), 'agent.counter.leave')
  return (
    <BookingForm
      of={booking}
      first={visitor?.first_name ?? t('agent.counter.person')}
      verb="book"
      step={3}
      before={<Who of={visitor} onChange={setVisitor} />}
    />
  )
}

export default function Counter() {
  const [done, setDone] = useState<{ booked: Booked; visitor: Visitor }>()
  const [round, setRound] = useState(0)
  const next = () => {
    setDone(undefined)
    setRound(round + 1)
  }
  return (
    <div class="screen">
      <div>
        <PageTitle>{t('agent.counter.title')}</PageTitle>
        <p class="soft">{t('agent.counter.lead')}</p>
      </div>
      {done ? (
        <Done
          of={done.booked}
          name={fullName(done.visitor)}
          probationer={done.visitor.id}
          onAgain={next}
          again={t('agent.counter.next')}
        />
      ) : (
        <Desk key={round} onBooked={(booked, visitor) => setDone({ booked, visitor })} />
      )}
    </div>
  )
}
