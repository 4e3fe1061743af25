/** What emulators answer by themselves, as ECMA-48, DEC and xterm define it. No key sends these, but for a modified F3. */
const reports = [
  /** Cursor and device status (`CSI n`), also of DEC's private kinds, and the colour scheme. */
  String.raw`\x1b\[\??[\d;]*[Rn]`,
  /** Device attributes (`CSI c`), primary to tertiary. */
  String.raw`\x1b\[[?>=][\d;]*c`,
  /** Whether a mode is set (`CSI $ p`). */
  String.raw`\x1b\[\??[\d;]*\$y`,
  /** The window's size or state (`CSI t`). */
  String.raw`\x1b\[[\d;]+t`,
  /** The keyboard protocol in use (`CSI ? u`). */
  String.raw`\x1b\[\?\d+u`,
  /** The terminal parameters (`CSI x`). */
  String.raw`\x1b\[[\d;]+x`,
  /** The window got or lost the focus. */
  String.raw`\x1b\[[IO]`,
  /** Colours and others (OSC); settings, capabilities and the version (DCS). */
  String.raw`\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)`,
];
const onlyReports = new RegExp(`^(?:${reports.join('|')})+$`);
/** Longer input was typed or pasted. */
const longestReport = 4096;

/** Whether input holds nothing but answers of an emulator to queries in the output, so that no one typed it. */
export function isReport(input: Uint8Array): boolean {
  if (input[0] !== 0x1b || input.length > longestReport) return false;
  return onlyReports.test(Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString('latin1'));
}
