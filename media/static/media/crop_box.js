// Which part of a photo is kept when it is cut? The same numbers as media/rules/crops.py: a test
// compares them, so what an editor sees here is what the server cuts.

// Python rounds halves to the even neighbour.
const rounded = (number) => {
  const low = Math.floor(number)
  const rest = number - low
  if (rest === 0.5) return low % 2 ? low + 1 : low
  return rest < 0.5 ? low : low + 1
}

const start = (length, kept, focal) =>
  Math.min(Math.max(rounded(length * focal - kept / 2), 0), length - kept)

// Return the largest box of the ratio [across, down] with the focal point [x, y] (shares of the
// picture) nearest its middle, in pixels of a picture of width by height.
export function cropBox(width, height, [across, down], [x, y]) {
  const boxWidth = Math.max(1, Math.min(width, rounded((height * across) / down)))
  const boxHeight = Math.max(1, Math.min(height, rounded((width * down) / across)))
  const left = start(width, boxWidth, x)
  const top = start(height, boxHeight, y)
  return { left, top, width: boxWidth, height: boxHeight }
}
