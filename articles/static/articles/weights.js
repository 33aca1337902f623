// How far are the scores after the weights were changed? The page asks until all have followed.
const place = document.getElementById("weights-progress")
const bar = place.querySelector("progress")
const said = place.querySelector("[role=status]")
const EVERY = 2_000

async function ask() {
  const answer = await fetch(place.dataset.address, { redirect: "manual", cache: "no-store" }).catch(() => null)
  if (!answer?.ok) return // a page that is loaded again knows more
  const { progress } = await answer.json()
  if (!progress) {
    location.replace(location.pathname)
    return
  }
  bar.max = progress.of
  bar.value = progress.done
  if (said.textContent !== progress.said) said.textContent = progress.said
  setTimeout(ask, EVERY)
}

setTimeout(ask, EVERY)
