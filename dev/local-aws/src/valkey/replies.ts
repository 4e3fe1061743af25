/** RESP2 replies. */
export const simple = (text: string): Buffer => Buffer.from(`+${text}\r\n`);
export const failure = (text: string): Buffer => Buffer.from(`-${text.replace(/[\r\n]/g, ' ')}\r\n`);
export const integer = (value: number): Buffer => Buffer.from(`:${value}\r\n`);

export function bulk(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, crlf]);
}

export const nullBulk: Buffer = Buffer.from('$-1\r\n');

export function array(items: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(`*${items.length}\r\n`), ...items]);
}

const crlf = Buffer.from('\r\n');
