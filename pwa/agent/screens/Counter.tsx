// The counter of the court: who, the number proved, a seat, the paper. One screen, in the order things are said.
import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { type Form, useFirstField, useForm, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { phone as spaced } from '../../kit/numbers'
import { Badge, Button, Card, PageTitle, Submit } from '../../kit/ui'
import { askCounterCode, createProbationer } from '../api/calls'
import type { Duplicate, PersonIn } from '../api/types'
import { BookingForm } from '../booking/BookingForm'
import { type Booked, Done } from '../booking/Done'
import { useBooking } from '../booking/useBooking'
import { Duplicates, useDuplicates } from '../parts/Duplicates'
import { born, fullName } from '../parts/person'
import { Identity, identityOf, sayingBirth } from '../parts/PersonFields'
import { CodeField, PhoneProof } from '../parts/PhoneProof'
import { isDuplicate, Refused, useForced } from '../parts/SecondFile'

interface Visitor {
  id: string
  last_name: string
  first_name: string
  birth_date: string | null
  birth_year: number | null
  phone: string
  challenge?: string
  isProved: boolean
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
    isProved: false,
  }
  if (!phone) return visitor
  // The file is made: a code that can't leave now is asked for again from the next step.
  const challenge = await askCounterCode(id, phone).catch(() => undefined)
  return { ...visitor, challenge: challenge?.id }
}

function NewPerson({ onAdmitted }: { onAdmitted: (visitor: Visitor) => void }) {
  const [typed, setTyped] = useState(NOBODY)
  const duplicates = useDuplicates(typed)
  const forced = useForced(() => form)
  const form: Form = useForm(async (values) => {
    const body = identityOf(values)
    if (!body.birth_date && !body.birth_year) throw new Problem('form_incomplete', 422, { birth: 'birth_unreadable' })
    onAdmitted(await admit({ ...body, ...forced.take() }))
  })
  useFirstField(form, 'last_name')
  const read = () => form.props.ref.current && setTyped(identityOf(new Values(new FormData(form.props.ref.current))))
  const take = (of: Duplicate) => of.id && onAdmitted({ ...of, id: of.id, isProved: false })
  return (
    <form {...form.props} class="stack">
      <Identity form={form} isShort onInput={read} />
      <Duplicates items={isDuplicate(form) ? [] : duplicates} onUse={take} />
      <Refused form={form} onForce={forced.force} onUse={take} />
      <Submit form={form}>{typed.phone ? t('agent.counter.create_code') : t('agent.counter.create')}</Submit>
    </form>
  )
}

function Proof({ of, onChange }: { of: Visitor; onChange: (visitor: Visitor) => void }) {
  const proved = (phone: string) => {
    onChange({ ...of, phone, isProved: true, challenge: undefined })
    document.querySelector<HTMLElement>('.book__main input')?.focus()
  }
  if (of.isProved)
    return (
      <p>
        <span class="ltr">{spaced(of.phone)}</span> <Badge kind="success">{t('agent.phone_status.proved')}</Badge>
      </p>
    )
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
  return <PhoneProof probationer={of.id} phone={of.phone && spaced(of.phone)} onProved={proved} />
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
    start: { way: 'handed_over' },
    onDone: (id, choice, zone) => visitor && onBooked({ id, choice, zone }, visitor),
  })
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
