import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProgramOutput } from './program-output.ts';

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

it('tells standard output from standard error, wherever the bytes are cut', () => {
  const written = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string({ maxLength: 50 })), { maxLength: 20 });
  fc.assert(
    fc.property(written, fc.array(fc.nat(1000)), (pieces, cuts) => {
      const bytes = Buffer.concat(pieces.map(([stream, text]) => frame(stream, text)));
      const output = new ProgramOutput();
      const found = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
      const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      ends.forEach((end, index) => {
        for (const { to, bytes: piece } of output.read(bytes.subarray(ends[index - 1] ?? 0, end)))
          found[to].push(piece);
      });
      const wanted = (stream: number) => pieces.filter(([to]) => to === stream).map(([, text]) => text);
      expect(Buffer.concat(found.stdout).toString()).toBe(wanted(1).join(''));
      expect(Buffer.concat(found.stderr).toString()).toBe(wanted(2).join(''));
    }),
  );
});
