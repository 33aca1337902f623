// Which tags and names are meant, and who is new?
export function start() {}
