// How does the story look to readers while it is written?
export function start() {}
