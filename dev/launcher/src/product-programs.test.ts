import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeFlags } from './product-programs.ts';

const root = join(import.meta.dirname, '../../..');

it.each(['apps/api/systemd/pineapple-api.service', 'apps/host-agent/systemd/pineapple-agent.service'])(
  'starts Node with the flags of %s',
  (unit) => {
    const [, flags] =
      /^ExecStart=\S+\/node (.*?) ?\/\S+\.mjs$/m.exec(readFileSync(join(root, unit), 'utf8')) ?? [];
    expect(flags?.split(' ')).toEqual(nodeFlags);
  },
);
