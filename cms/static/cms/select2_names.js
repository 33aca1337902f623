// Which field does a select2 stand for? Its box carries the words of the field's label, as the
// library (4.0) names only an element that is empty as long as nothing is chosen.
const named = (select) => {
  const box = select.nextElementSibling?.querySelector("[role=combobox], .select2-selection")
  const label = select.getAttribute("aria-label") || select.labels?.[0]?.textContent.trim()
  if (!box || !label) return
  box.removeAttribute("aria-labelledby")
  box.setAttribute("aria-label", label)
  const chosen = box.querySelector(".select2-selection__rendered")
  if (chosen?.matches("[role=textbox]")) chosen.setAttribute("aria-label", label)
  // A list whose children are not all items of it is none.
  if (chosen?.matches("ul")) for (const part of [chosen, ...chosen.children]) part.setAttribute("role", "none")
  const search = box.querySelector(".select2-search__field")
  if (search) search.setAttribute("aria-label", label)
}

const all = () => document.querySelectorAll("select.select2-hidden-accessible").forEach(named)
window.addEventListener("load", all)
new MutationObserver(all).observe(document.body, { childList: true, subtree: true })
