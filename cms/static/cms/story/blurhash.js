// Which blurred stand-in does a BlurHash describe? The reading half of https://blurha.sh.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"

const number = (text) => [...text].reduce((sum, digit) => sum * 83 + DIGITS.indexOf(digit), 0)

const linear = (value) => {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

const encoded = (value) => {
  const part = Math.max(0, Math.min(1, value))
  return Math.round((part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055) * 255)
}

const squared = (value) => Math.sign(value) * value * value

const colourOf = (value) => [value >> 16, (value >> 8) & 255, value & 255].map(linear)

const changeOf = (value, most) =>
  [Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19]
    .map((part) => squared((part - 9) / 9) * most)

// Return RGBA bytes of width × height, or null for what is no BlurHash.
export function decoded(hash, width, height) {
  const size = number(hash[0] || "")
  const columns = (size % 9) + 1
  const rows = Math.floor(size / 9) + 1
  if (hash.length !== 4 + 2 * columns * rows) return null
  const most = (number(hash[1]) + 1) / 166
  const colours = [colourOf(number(hash.slice(2, 6)))]
  for (let at = 6; at < hash.length; at += 2) {
    colours.push(changeOf(number(hash.slice(at, at + 2)), most))
  }
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0]
      colours.forEach((colour, place) => {
        const wave = Math.cos((Math.PI * x * (place % columns)) / width)
          * Math.cos((Math.PI * y * Math.floor(place / columns)) / height)
        colour.forEach((part, channel) => { sum[channel] += part * wave })
      })
      pixels.set([...sum.map(encoded), 255], 4 * (y * width + x))
    }
  }
  return pixels
}
