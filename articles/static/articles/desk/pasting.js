// How does a whole page become a story?
export function start() {}
