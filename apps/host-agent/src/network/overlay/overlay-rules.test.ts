import { expect, it } from 'vitest';
import { overlayRules } from './overlay-rules.ts';

const scope = { table: 'pineapple_overlay', linkPrefix: 'pnu' };

it('accepts packets of each segment from its own hosts only', () => {
  const rules = overlayRules(scope, [
    { vni: 4096, peers: ['192.0.2.1', '192.0.2.2'] },
    { vni: 5000, peers: ['192.0.2.3'] },
  ]);
  expect(rules).toContain('udp dport 4789 @th,96,24 vmap { 4096 : goto vni4096, 5000 : goto vni5000 }');
  expect(rules).toMatch(
    /chain vni4096 \{\s+ip saddr \{ 192\.0\.2\.1, 192\.0\.2\.2 \} accept\s+counter drop\s+\}/,
  );
  expect(rules).toMatch(/chain vni5000 \{\s+ip saddr \{ 192\.0\.2\.3 \} accept\s+counter drop\s+\}/);
});

it('accepts nothing for a segment without other hosts', () => {
  expect(overlayRules(scope, [{ vni: 4096, peers: [] }])).toMatch(/chain vni4096 \{\s+counter drop\s+\}/);
});

it("stops containers from sending VXLAN under the host's address", () => {
  expect(overlayRules(scope, [{ vni: 4096, peers: [] }])).toContain('iifname "pnu*" udp dport 4789 drop');
});
