// What does the desk know, and how does it ask the newsroom?
export const area = document.querySelector("textarea[data-desk]")
const told = area || document.querySelector("[data-desk]")
export const desk = told ? JSON.parse(told.dataset.desk) : { says: {} }
export const says = (key, facts = {}) =>
  (desk.says[key] || key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

export async function read(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error((await refusal(answer)) || says("failed"))
  return answer.json()
}

export const ask = async (url, facts) => (await read(`${url}?${new URLSearchParams(facts)}`)).results

export async function send(url, facts) {
  const body = new FormData()
  for (const [name, value] of Object.entries(facts)) body.append(name, value)
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } })
  if (!answer.ok) throw new Error((await refusal(answer)) || says("failed"))
  return answer.json()
}

const refusal = (answer) => answer.json().then((said) => said.error, () => "")

export const later = (wait, act) => {
  let timer
  return (...facts) => {
    clearTimeout(timer)
    timer = setTimeout(() => act(...facts), wait)
  }
}
