// Who else is in this story?
export function start() {}
