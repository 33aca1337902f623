// Of which sections does the story consist?
export function start() {}
