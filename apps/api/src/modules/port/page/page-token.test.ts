import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openGrant, pageKey, sealGrant } from './page-token.ts';

const grant = { tokenHash: randomBytes(32).toString('hex'), expiresAt: 1_900_000_000 };
const [key, other] = [pageKey('$argon2id$v=19$a'), pageKey('$argon2id$v=19$b')];

it('opens what it sealed, with the same key and for the same folder only', () => {
  const token = sealGrant(grant, key, '/ports/a/80/');
  expect(openGrant(token, key, '/ports/a/80/')).toEqual(grant);
  expect(openGrant(token, other, '/ports/a/80/')).toBeNull();
  expect(openGrant(token, key, '/ports/a/81/')).toBeNull();
});

it('opens nothing that was changed anywhere, and no other spelling', () => {
  const bytes = Buffer.from(sealGrant(grant, key, 'f'), 'base64url');
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(openGrant(changed.toString('base64url'), key, 'f')).toBeNull();
  }
  expect(openGrant(`${bytes.toString('base64url')}=`, key, 'f')).toBeNull();
  expect(openGrant('', key, 'f')).toBeNull();
});

it('seals differently each time, so that a token does not show whose it is', () => {
  expect(sealGrant(grant, key, 'f')).not.toBe(sealGrant(grant, key, 'f'));
});
