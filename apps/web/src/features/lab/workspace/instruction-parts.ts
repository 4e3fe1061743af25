/** A piece of a lab's instructions. */
interface InstructionPart {
  readonly kind: 'text' | 'command';
  readonly text: string;
}

/** Instructions in paragraphs and commands, which are the lines that begin with `$ `. */
export function instructionParts(instructions: string): readonly InstructionPart[] {
  const parts: InstructionPart[] = [];
  let paragraph: string[] = [];
  const end = (): void => {
    const text = paragraph.join('\n').trim();
    if (text) parts.push({ kind: 'text', text });
    paragraph = [];
  };
  for (const line of instructions.split(/\r?\n/)) {
    if (line.startsWith('$ ')) {
      end();
      parts.push({ kind: 'command', text: line.slice(2).trim() });
    } else if (line.trim() === '') end();
    else paragraph.push(line);
  }
  end();
  return parts;
}
