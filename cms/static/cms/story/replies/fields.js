// What does a form consist of? Fields that say what they are for, and what is wrong with them.
import { make, says, told } from "newsroom/story/build"

const NEAR = 0.9 // of the most that is taken: from here on the number is shown
const SAID = [100, 50, 20, 10, 0] // characters left at which it is also spoken

let made = 0

export function field(tag, name, label, { hint = "", ...facts } = {}) {
  made += 1
  const id = `field-${made}`
  const input = make(tag, { id, name, dir: "auto", ...facts })
  const wrong = told("p", { className: "wrong", id: `${id}-wrong`, hidden: true })
  const aside = hint ? told("p", { className: "hint", id: `${id}-hint`, textContent: hint }) : null
  const element = make("div", { className: `field field-${name}` }, [
    told("label", { textContent: label, for: id }), input, aside, wrong,
  ])
  const describe = () => {
    const ids = [aside && aside.id, !wrong.hidden && wrong.id].filter(Boolean)
    if (ids.length) input.setAttribute("aria-describedby", ids.join(" "))
    else input.removeAttribute("aria-describedby")
  }
  const refuse = (message) => {
    wrong.textContent = message
    wrong.hidden = !message
    input.setAttribute("aria-invalid", String(Boolean(message)))
    describe()
  }
  describe()
  return { element, input, refuse }
}

export function tick(name, label, checked = false) {
  made += 1
  const id = `field-${made}`
  const input = make("input", { id, name, type: "checkbox", checked })
  const element = make("div", { className: "field is-tick" }, [input, told("label", { textContent: label, for: id })])
  return { element, input }
}

export function choice(name, label, options) {
  const one = field("select", name, label)
  one.input.append(...Object.entries(options).map(([value, words]) => told("option", { value, textContent: words })))
  return one
}

// As the newsroom counts: code points, without what stands around.
export const lengthOf = (text) => [...text.normalize("NFC").trim()].length

// Says how much may still be written, once the end is near.
export function counter(input, longest) {
  const shown = told("span", { "aria-hidden": "true" })
  const spoken = told("span", { className: "unseen", role: "status" })
  const element = make("p", { className: "count", hidden: true }, [shown, spoken])
  let last = Infinity
  const count = () => {
    const near = input.value.length >= longest() * NEAR
    const leftOver = near ? longest() - lengthOf(input.value) : Infinity
    element.hidden = !near || leftOver > longest() * (1 - NEAR)
    if (element.hidden) { last = Infinity; return }
    const words = leftOver < 0
      ? says("tooMany", { count: -leftOver }) : says("charactersLeft", { count: leftOver })
    shown.textContent = words
    element.classList.toggle("is-over", leftOver < 0)
    if (SAID.some((mark) => leftOver <= mark && last > mark)) spoken.textContent = words
    last = leftOver
  }
  input.addEventListener("input", count)
  return { element, count }
}
