// Who are the people of a pasted page: experts whom the newsroom has, or somebody new?
import { crel } from "django-prose-editor/editor"
import { desk, says } from "newsroom/desk/newsroom"
import { speakerField } from "newsroom/desk/speakers"

const FACTS = [["name", "pageName", 160], ["role", "role", 200], ["organisation", "organisation", 200]]

export function peopleOf() {
  const chosen = new Map() // by key: { isNew, touched, expert, label, name, role, organisation }
  const cards = new Map()

  const meet = (proposal) => {
    for (const person of proposal.people) {
      const is = chosen.get(person.key)
      if (is?.touched) continue
      chosen.set(person.key, {
        isNew: !person.known, touched: false, expert: person.known?.id, label: person.known?.name || "",
        name: person.name, role: person.role, organisation: person.organisation,
      })
      cards.delete(person.key)
    }
  }
  const nameOf = (person) => {
    const is = chosen.get(person.key)
    return is && !is.isNew && is.label ? is.label : is?.name || person.name
  }

  // A card stays the same element while guesses are refused, so that nothing typed is lost.
  const card = (person, proposal, guesses) => {
    const known = cards.get(person.key) || made(person)
    cards.set(person.key, known)
    known.guesses.replaceChildren(...guesses)
    known.guesses.hidden = !guesses.length
    return known.item
  }

  const made = (person) => {
    const is = chosen.get(person.key)
    const touch = (facts) => Object.assign(is, facts, { touched: true })
    const field = speakerField(is.label, (expert) => {
      touch({ isNew: false, expert: expert.id || undefined, label: expert.label })
      if (!expert.id) pick(true)
    })
    const fresh = crel("span", { className: "desk-page-new" }, FACTS.map(([name, label, longest]) => {
      const input = crel("input", { type: "text", value: is[name], maxLength: longest, dir: "auto" })
      input.addEventListener("input", () => touch({ [name]: input.value }))
      return crel("label", {}, [crel("span", { textContent: says(label) }), input])
    }))
    if (!desk.may_add_experts) {
      fresh.append(crel("small", { textContent: says("pageMayNot") }))
    }
    const group = `desk-page-person-${person.key}`
    const radio = (isNew, label) => {
      const input = crel("input", { type: "radio", name: group })
      input.checked = is.isNew === isNew
      input.addEventListener("change", () => {
        touch({ isNew })
        pick(isNew)
        if (!isNew) field.input.focus()
      })
      return crel("label", { className: "desk-page-radio" }, [input, says(label)])
    }
    const radios = [radio(false, "pageKnown"), radio(true, "pageNew")]
    const pick = (isNew) => {
      is.isNew = isNew
      field.box.hidden = isNew
      fresh.hidden = !isNew
      radios[isNew ? 1 : 0].firstChild.checked = true
    }
    const guesses = crel("ul", { className: "desk-page-guesses" })
    const item = crel("li", { className: "desk-page-person" }, [
      crel("fieldset", {}, [
        crel("legend", { dir: "auto", textContent: person.name }),
        crel("span", { className: "desk-page-radios" }, radios), field.box, fresh,
      ]),
      guesses,
    ])
    pick(is.isNew)
    return { item, guesses }
  }

  return {
    meet, nameOf, card,
    // What nobody touched is left to the importer: it finds people by name.
    chosen: () => Object.fromEntries([...chosen].filter(([, is]) => is.touched).flatMap(([key, is]) => {
      if (!is.isNew) return is.expert ? [[key, { expert: is.expert }]] : []
      return [[key, { name: is.name, role: is.role, organisation: is.organisation }]]
    })),
  }
}
