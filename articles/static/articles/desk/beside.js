// What do the cards beside the text do while one writes?
export function start() {}
