import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { FormProblem, PageTitle, Submit, toast } from '../../kit/ui'
import { createPlace } from '../api/calls'
import { PlaceFields, placeOf } from '../places/PlaceForm'

export default function NewPlace() {
  const form = useForm(async (values) => {
    const { id } = await createPlace(placeOf(values))
    toast(t('agent.place.made'))
    return () => go(href('place', { id }))
  })
  return (
    <div class="screen screen--narrow">
      <div>
        <PageTitle back={href('places')}>{t('agent.place.new')}</PageTitle>
      </div>
      <form {...form.props} class="stack">
        <PlaceFields form={form} />
        <FormProblem form={form} />
        <div>
          <Submit form={form}>{t('agent.place.create')}</Submit>
        </div>
      </form>
    </div>
  )
}
