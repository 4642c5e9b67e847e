// The demonstration phone: asks every second what arrived, and says it once.
'use strict'

const find = (id) => document.getElementById(id)
let number = new URLSearchParams(location.hash.slice(1)).get('phone') || ''
let shown = ''

const when = (iso) =>
  new Date(iso).toLocaleString('fr-FR', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  })

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag)
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

function choose(phone) {
  number = phone
  history.replaceState(null, '', '#' + new URLSearchParams({ phone }))
  shown = ''
  refresh()
}

function drawPhones(phones) {
  find('no-phone').hidden = phones.length > 0
  find('phones').replaceChildren(
    ...phones.map((each) => {
      const button = element('button', each.spoken, { type: 'button', 'aria-current': String(each.phone === number) })
      button.append(element('small', `${each.name || 'numéro inconnu'} · ${each.count} SMS`))
      button.addEventListener('click', () => choose(each.phone))
      const item = document.createElement('li')
      item.append(button)
      return item
    }),
  )
}

function drawBubbles(messages) {
  find('bubbles').replaceChildren(
    ...messages.map((sms) => {
      const bubble = element('li', sms.text, { class: 'bubble', dir: 'auto' })
      bubble.append(element('small', `${sms.sender} · ${when(sms.at)}`))
      return bubble
    }),
  )
  find('bubbles').scrollTop = 1e9
}

function drawMails(mails) {
  find('mails').replaceChildren(
    ...mails.map((mail) => {
      const item = element('li', `${mail.subject}\n${mail.text}`, { dir: 'auto' })
      item.append(element('small', [mail.to, when(mail.at), ...mail.attachments].join(' · ')))
      return item
    }),
  )
}

async function refresh() {
  const answer = await fetch(`/demo/phone/messages.json?${new URLSearchParams({ phone: number })}`).catch(() => null)
  if (!answer || !answer.ok) return void (find('now').textContent = 'Le serveur ne répond pas.')
  const told = await answer.json()
  find('now').textContent = when(told.now)
  if (!number && told.phones.length) return choose(told.phones[0].phone)
  const seen = JSON.stringify([told.phones, told.messages, told.mails])
  if (seen === shown) return
  shown = seen
  const here = told.phones.find((each) => each.phone === number)
  if (here) find('phone-title').textContent = here.spoken
  drawPhones(told.phones)
  drawBubbles(told.messages)
  drawMails(told.mails)
}

async function drawAgents() {
  const told = await (await fetch('/demo/agents.json')).json()
  find('agents').replaceChildren(
    ...told.agents.map((agent) => {
      const row = document.createElement('tr')
      const who = element('td', agent.email)
      who.append(element('small', ` ${agent.role}, ${agent.service}`))
      const code = document.createElement('td')
      code.append(element('code', agent.code))
      row.append(who, element('td', agent.password), code)
      return row
    }),
  )
  find('people').replaceChildren(
    ...told.probationers.map((person) => {
      const row = document.createElement('tr')
      row.append(
        element('td', `${person.first_name} ${person.last_name}`),
        element('td', person.phone),
        element('td', String(person.birth_date || person.birth_year)),
      )
      return row
    }),
  )
}

for (const button of document.querySelectorAll('[data-minutes], [data-reset]')) {
  button.addEventListener('click', async () => {
    const body = button.dataset.reset ? { reset: true } : { minutes: Number(button.dataset.minutes) }
    await fetch('/demo/clock', { method: 'POST', body: JSON.stringify(body) })
    refresh()
  })
}

find('number').addEventListener('change', (event) => {
  const digits = event.target.value.replace(/\D/g, '')
  if (digits.length >= 10) choose('+33' + digits.slice(-9))
})

find('answer').addEventListener('submit', async (event) => {
  event.preventDefault()
  const answer = await fetch('/demo/phone/answer', {
    method: 'POST',
    body: JSON.stringify({ from: number, text: find('words').value }),
  })
  find('answered').textContent = answer.ok ? 'Envoyé.' : "Refusé : l'émetteur ne reçoit pas de réponse."
  find('words').value = ''
})

refresh()
drawAgents().catch(() => {})
setInterval(refresh, 1000)
setInterval(() => drawAgents().catch(() => {}), 10000)
