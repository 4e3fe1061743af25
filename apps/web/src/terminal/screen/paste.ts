/** Whether a paste needs confirmation. Without bracketed paste, each line would run immediately. */
export function needsConfirmation(text: string, bracketedPaste: boolean): boolean {
  return !bracketedPaste && /[\r\n]/.test(text.replace(/(\r\n|\r|\n)$/, ''));
}

/** Number of lines in a paste, including an unfinished last one. */
export function lineCount(text: string): number {
  return text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
}
