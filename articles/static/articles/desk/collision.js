// Which of two texts stays, block by block?
export function start() {}
