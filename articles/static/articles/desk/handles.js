// How does a block move by hand, and where are pictures dropped?
export const extensions = []
