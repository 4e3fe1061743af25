/** Whether somebody should be asked: each line would run at once, since the program does not ask for pastes marked. */
export function needsQuestion(text: string, bracketedPaste: boolean): boolean {
  return !bracketedPaste && /[\r\n]/.test(text.replace(/(\r\n|\r|\n)$/, ''));
}

/** How many lines a paste has, an unfinished last one included. */
export function lineCount(text: string): number {
  return text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
}
