import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { Banner, Field, FormProblem, Submit, toast } from '../../kit/ui'
import { perform } from '../acts'
import type { Me } from '../api'
import { Page } from '../parts/Page'
import { useMe } from './Me'

function Ask({ me }: { me: Me }) {
  const form = useForm(async (values) => {
    const changes = { address: values.text('address'), postcode: values.text('postcode'), city: values.text('city') }
    const how = await perform({ act: 'details', changes })
    toast(t(how === 'done' ? 'app.address.passed_on' : 'app.kept.waiting'))
    return () => go(href('me'), { replace: true })
  })
  return (
    <form {...form.props} class="card stack">
      <Field
        form={form}
        name="address"
        label={t('app.address.street')}
        required
        autocomplete="street-address"
        defaultValue={me.address}
        maxLength={200}
      />
      <Field
        form={form}
        name="postcode"
        label={t('app.address.postcode')}
        required
        inputMode="numeric"
        autocomplete="postal-code"
        defaultValue={me.postcode}
        maxLength={5}
        pattern="[0-9]{5}"
      />
      <Field
        form={form}
        name="city"
        label={t('app.address.city')}
        required
        autocomplete="address-level2"
        defaultValue={me.city}
        maxLength={80}
      />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('kit.save')}
      </Submit>
    </form>
  )
}

/** Field rule 13: telling the new address here does not replace the permission that some need before moving. */
export function Address() {
  return (
    <Page loaded={useMe()} title={t('app.address.title')} back={href('me')}>
      {(me) => (
        <div class="stack">
          <Ask me={me} />
          <Banner kind="note">{t('app.address.permission')}</Banner>
        </div>
      )}
    </Page>
  )
}
