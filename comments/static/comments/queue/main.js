// The queue: one reply in focus, the next ones beside it (comments/admin/queue.py has the doors).
import { listenToActs } from "newsroom/queue/acts"
import { listenToAnswers } from "newsroom/queue/answers"
import { listenToMany } from "newsroom/queue/bulk"
import { listenToCommenter } from "newsroom/queue/commenter"
import { counting } from "newsroom/queue/counts"
import { begin } from "newsroom/queue/fetching"
import { listenToKeys } from "newsroom/queue/keys"
import { listenToList } from "newsroom/queue/list"
import { keepLooking } from "newsroom/queue/live"
import { place } from "newsroom/queue/newsroom"

if (place) {
  document.body.classList.add("queue-live")
  listenToList()
  listenToActs()
  listenToAnswers()
  listenToMany()
  listenToCommenter()
  listenToKeys()
  begin()
  counting()
  keepLooking()
}
