import { t, textOf } from '../../kit/i18n'
import { Button, PageTitle } from '../../kit/ui'
import { leave as leaveIcon } from '../../kit/ui/icons'
import { Factors } from '../account/Factors'
import { Comfort, NewPassword, Shared } from '../account/Shared'
import { signOut } from '../api/calls'
import { startAfresh, usePresence } from '../session'

const leave = () => void signOut().finally(startAfresh)

export default function Me() {
  const { session } = usePresence()
  const { agent, organisation, role } = session ?? {}
  return (
    <div class="screen">
      <div class="head">
        <div>
          <PageTitle>{t('agent.nav.me')}</PageTitle>
          <p class="soft">
            {agent && `${agent.first_name} ${agent.last_name} · `}
            {role && textOf(`agent.role.${role}`, 'agent.role.other')}
            {organisation && ` · ${organisation.name}`}
            <span class="block ltr">{agent?.email}</span>
          </p>
        </div>
        <Button kind="secondary" icon={leaveIcon} onClick={leave}>
          {t('agent.sign_out')}
        </Button>
      </div>
      <div class="columns columns--even">
        <div class="stack">
          <Factors />
        </div>
        <div class="stack">
          <Shared />
          <Comfort />
          <NewPassword />
        </div>
      </div>
    </div>
  )
}
