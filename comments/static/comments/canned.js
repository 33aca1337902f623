// How does an answer that is kept ready look, while it is typed?
"use strict"
{
  const PAUSE = 300 // ms
  let timer

  const say = async (text, place) => {
    const body = new FormData()
    body.append("text", text)
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value
    const door = location.pathname.replace(/(add|\d+\/change)\/$/, "preview/")
    const answer = await fetch(door, { method: "POST", body, headers: { "X-CSRFToken": token } })
    if (!answer.ok) return
    const { wrong, html } = await answer.json()
    place.innerHTML = html
    if (!wrong) return
    const told = document.createElement("p")
    told.className = "errornote"
    told.textContent = wrong
    place.prepend(told)
  }

  document.addEventListener("DOMContentLoaded", () => {
    const typed = document.getElementById("id_text")
    const place = document.getElementById("canned-preview")
    if (!typed || !place) return
    typed.addEventListener("input", () => {
      clearTimeout(timer)
      timer = setTimeout(() => say(typed.value, place), PAUSE)
    })
  })
}
