import type { LabFileFormat } from '../../../../generated/graphql.ts';

/** The formats that a lab is exported in, for menus. */
export const labExports: readonly { readonly format: LabFileFormat; readonly label: string }[] = [
  { format: 'PINEAPPLE', label: 'Export as lab.yaml' },
  { format: 'CONTAINERLAB', label: 'Export as containerlab' },
  { format: 'KATHARA', label: 'Export as Kathará' },
];

/** What the API gives for an export. */
export interface LabExport {
  readonly files: readonly { readonly path: string; readonly contentBase64: string }[];
  readonly notes: readonly {
    readonly severity: 'INFO' | 'WARNING' | 'ERROR';
    readonly path: string;
    readonly message: string;
  }[];
}

/** A file to save, and what to say of it. */
interface Saved {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
}

const notesName = 'export-notes.txt';

/**
 * One file as it is, and several as a zip archive. Notes of what the format can't hold are a file of the archive.
 *
 * @param labName for the name of an archive
 */
export async function packExport({ files, notes }: LabExport, labName: string): Promise<Saved> {
  const lost = notes.filter(({ severity }) => severity !== 'INFO');
  const decoded = files.map(({ path, contentBase64 }) => ({ path, bytes: fromBase64(contentBase64) }));
  const [first, second] = decoded;
  if (first !== undefined && second === undefined && lost.length === 0)
    return { name: first.path, bytes: first.bytes, text: `${first.path} is saved.` };
  const { zipSync } = await import('fflate');
  const text = notes.map(({ severity, path, message }) => `${severity} ${path} ${message}\n`).join('');
  const entries = [
    ...decoded.map(({ path, bytes }) => [path, bytes] as const),
    ...(lost.length > 0 ? [[notesName, new TextEncoder().encode(text)] as const] : []),
  ];
  const name = `${labName}.zip`;
  return { name, bytes: zipSync(Object.fromEntries(entries)), text: summary(name, lost) };
}

function summary(name: string, lost: LabExport['notes']): string {
  const [first, ...others] = lost;
  if (first === undefined) return `${name} is saved.`;
  const more = others.length === 0 ? '' : ` ${notesName} in it has ${others.length} more.`;
  return `${name} is saved. ${first.message}${more}`;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
