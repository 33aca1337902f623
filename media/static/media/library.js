// How is the archive walked through and picked from without a mouse?

// Return the tile above or below: the nearest of the next row.
function beyond(links, from, down) {
  const here = links[from].getBoundingClientRect()
  const middle = here.left + here.width / 2
  let best = -1
  let nearest = Infinity
  links.forEach((link, place) => {
    const box = link.getBoundingClientRect()
    const away = down ? box.top - here.top : here.top - box.top
    if (away < 2) return
    const distance = away * 10 + Math.abs(box.left + box.width / 2 - middle)
    if (distance < nearest) [best, nearest] = [place, distance]
  })
  return best < 0 ? from : best
}

function walking(grid, links) {
  const right = getComputedStyle(grid).direction === "rtl" ? -1 : 1
  const ways = {
    ArrowRight: (at) => at + right,
    ArrowLeft: (at) => at - right,
    ArrowDown: (at) => beyond(links, at, true),
    ArrowUp: (at) => beyond(links, at, false),
    Home: () => 0,
    End: () => links.length - 1,
  }
  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = links.indexOf(event.target)
    if (at < 0) return
    if (event.key === " ") {
      const box = event.target.closest("li").querySelector(".action-select")
      if (!box) return
      event.preventDefault()
      box.click()
    } else if (event.key in ways) {
      event.preventDefault()
      links[Math.max(0, Math.min(ways[event.key](at), links.length - 1))].focus()
    }
  })
}

function picking(grid) {
  const boxes = [...grid.querySelectorAll(".action-select")]
  const all = document.querySelector("[data-all]")
  const find = (name) => document.querySelector(`.photo-actions ${name}`)
  const [counter, question, every, clear] = [".action-counter", ".question", ".all", ".clear"].map(find)
  const across = find(".select-across")
  const show = (element, shown) => element?.classList.toggle("hidden", !shown)
  if (!all || !counter) return

  const count = () => {
    const picked = boxes.filter((box) => box.checked).length
    all.checked = picked === boxes.length
    all.indeterminate = picked > 0 && !all.checked
    if (across && !all.checked) across.value = 0
    const beyondPage = across?.value === "1"
    counter.textContent = grid.dataset.selected.replace("{n}", picked).replace("{all}", boxes.length)
    show(counter, !beyondPage)
    show(every, beyondPage)
    show(question, all.checked && !beyondPage)
    show(clear, beyondPage)
    for (const box of boxes) box.closest("li").classList.toggle("selected", box.checked)
  }
  const pick = (checked) => {
    for (const box of boxes) box.checked = checked
    count()
  }
  counter.setAttribute("role", "status")
  all.addEventListener("change", () => pick(all.checked))
  grid.addEventListener("change", count)
  question?.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault()
    across.value = 1
    count()
  })
  clear?.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault()
    across.value = 0
    pick(false)
  })
  count()
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  walking(grid, [...grid.querySelectorAll(".photo-open")])
  picking(grid)
}
