// What else is there to read? Stories beside this one, and what most people read now.
import { addressOf, ask, here, make, page, says, told } from "newsroom/story/build"

export function lists(story) {
  const place = make("div", { className: "more" })
  if (page.mode === "public") fill(place, story)
  return place
}

async function fill(place, story) {
  const popular = `most-popular/?limit=5&language=${encodeURIComponent(story.language)}&exclude=${story.id}`
  const [related, most] = await Promise.all([
    ask(`${addressOf(story, "related/")}&limit=4`).then(({ body }) => body.results, () => []),
    ask(popular).then(({ body }) => body.results.map((one) => one.article), () => []),
  ])
  if (related.length) place.append(list("related", "ul", related))
  if (most.length) place.append(list("popular", "ol", most))
}

function list(name, tag, stories) {
  return make("nav", { className: name, "aria-label": says(name) }, [
    told("h2", { textContent: says(name) }),
    make(tag, {}, stories.map((one) => make("li", { lang: one.language }, [
      picture(name, one),
      make("div", {}, [
        one.category?.name ? make("p", { className: "kicker", dir: "auto", textContent: one.category.name }) : null,
        make("a", { href: here(one.url), dir: "auto", textContent: one.title }),
      ]),
    ]))),
  ])
}

function picture(name, story) {
  const small = name === "related" && story.lead_photo?.renditions
    .filter((one) => one.format === "webp").sort((a, b) => a.width - b.width)[0]
  if (!small) return null
  return make("img", {
    src: here(small.url), alt: "", width: small.width, height: small.height, loading: "lazy",
  })
}
