import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a page of a container may be opened by. */
interface PageGrant {
  /** Names the session that opened the page. The page ends with it. */
  readonly tokenHash: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const hashBytes = 32;
const timeBytes = 6;
const tokenBytes = nonceBytes + hashBytes + timeBytes + tagBytes;

/** The key of one account. Its source is known to the stores alone, and changes with the password. */
export function pageKey(passwordHash: string): Buffer {
  return Buffer.from(hkdfSync('sha256', passwordHash, '', 'pineapple pages of ports', 32));
}

/** Makes the capability for one port of one container. Without the key it says nothing. */
export function sealGrant({ tokenHash, expiresAt }: PageGrant, key: Buffer, folder: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(folder));
  const time = Buffer.alloc(timeBytes);
  time.writeUIntBE(expiresAt, 0, timeBytes);
  const sealed = [sealing.update(Buffer.from(tokenHash, 'hex')), sealing.update(time), sealing.final()];
  return Buffer.concat([nonce, ...sealed, sealing.getAuthTag()]).toString('base64url');
}

/** Opens a capability. Null unless it was made with this key for this folder. It may have expired. */
export function openGrant(token: string, key: Buffer, folder: string): PageGrant | null {
  const bytes = Buffer.from(token, 'base64url');
  // Another spelling of the same bytes is another token.
  if (bytes.length !== tokenBytes || bytes.toString('base64url') !== token) return null;
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(folder));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const opened = Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]);
    return {
      tokenHash: opened.subarray(0, hashBytes).toString('hex'),
      expiresAt: opened.readUIntBE(hashBytes, timeBytes),
    };
  } catch {
    return null;
  }
}
