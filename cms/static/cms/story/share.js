// How does a reader pass the story on? By the addresses that the newsroom gives; no foreign script.
import { addressOf, ask, followable, make, page, says, told } from "newsroom/story/build"

const NAMES = {
  facebook: "Facebook", x: "X", telegram: "Telegram", whatsapp: "WhatsApp", linkedin: "LinkedIn",
  reddit: "Reddit", bluesky: "Bluesky", threads: "Threads",
}

export function share(story) {
  const total = told("p", { className: "share-total", role: "status" })
  const count = (n) => {
    total.textContent = n === 1 ? says("sharedOnce") : n ? says("shares", { count: n }) : ""
  }
  const tell = (network) => {
    if (page.mode !== "public") return
    const facts = { network, event_id: String(Math.random()).slice(2) }
    ask(addressOf(story, "shares/"), {
      method: "POST", keepalive: true, body: JSON.stringify(facts),
      headers: { "Content-Type": "application/json" },
    }).then(({ body }) => count(body.total), () => {})
  }
  count(story.share.total)
  const items = [...links(story, tell), ...buttons(story, tell, total)]
  return make("section", { className: "share" }, [
    told("h2", { textContent: says("share") }),
    make("ul", {}, items.map((item) => make("li", {}, [item]))),
    total,
  ])
}

function links(story, tell) {
  return Object.entries(story.share.links).map(([network, address]) => {
    const facts = { textContent: NAMES[network] || says(network), lang: page.speaks }
    if (page.mode !== "public") return make("span", facts)
    const own = address.startsWith("mailto:") ? {} : { target: "_blank", rel: "noopener noreferrer" }
    const link = make("a", { ...facts, ...own, href: followable(address) })
    link.addEventListener("click", () => tell(network))
    return link
  })
}

function buttons(story, tell, total) {
  const button = (network, act) => {
    const made = make("button", {
      type: "button", textContent: says(network), lang: page.speaks, disabled: page.mode !== "public",
    })
    made.addEventListener("click", () => act().then(() => tell(network), () => {}))
    return made
  }
  const copy = button("copy", async () => {
    await navigator.clipboard.writeText(story.url)
    total.textContent = says("copied")
  })
  const native = navigator.share
    ? [button("native", () => navigator.share({ title: story.title, url: story.url }))] : []
  return [copy, ...native, button("print", async () => window.print())]
}
