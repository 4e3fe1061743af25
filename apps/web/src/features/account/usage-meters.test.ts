import { expect, it } from 'vitest';
import { usageMeters } from './usage-meters.ts';

it('shows how much of each quota is used, and memory in GB', () => {
  const meters = usageMeters({
    labs: { used: 3, limit: 50 },
    containers: { used: 12, limit: 100 },
    networks: { used: 300, limit: 200 },
    images: { used: 1, limit: 10 },
    snapshots: { used: 2, limit: 10 },
    snapshotMb: { used: 128, limit: 1_024 },
    memoryMb: { used: 6_144, limit: 102_400 },
  });
  expect(meters.map(({ label, used, total, unit }) => `${label} ${used} of ${total} ${unit}`.trim())).toEqual(
    [
      'Labs 3 of 50',
      'Containers 12 of 100',
      'Networks 300 of 200',
      'Images 1 of 10',
      'Snapshots 2 of 10',
      'Snapshots’ size 128 of 1024 MB',
      'Memory 6.0 of 100.0 GB',
    ],
  );
  // An account from before the quotas may have more.
  expect(meters.map(({ share }) => share)).toEqual([0.06, 0.12, 1, 0.1, 0.2, 0.125, 0.06]);
});
