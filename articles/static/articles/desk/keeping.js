// Is what was typed kept, whatever happens?
export function start() {}
