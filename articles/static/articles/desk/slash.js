// Which block does the editor want next? A menu at the caret.
export const extensions = []
