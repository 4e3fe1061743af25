import { describe, expect, it } from 'vitest';
import { deleteLab } from '../edits/lab-edits.ts';
import { toHostManifest } from './to-host-manifest.ts';
import { SampleLab, start } from '../testing/sample-lab.ts';

describe('the manifest of a lab', () => {
  it('has everything that the host needs and nothing else', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan', null, true);
    const web = sample.container('web', lan);
    const lab = { ...sample.lab, revision: 7 };
    expect(toHostManifest(lab, sample.context.images)).toEqual({
      format: 1,
      labId: lab.id,
      revision: 7,
      removed: false,
      networks: [
        {
          id: lan.id,
          name: 'lan',
          ipv4Subnet: '10.0.1.0/24',
          ipv6Subnet: null,
          internet: true,
          mtu: 1500,
          overlay: null,
        },
      ],
      containers: [
        {
          id: web.id,
          name: 'web',
          image: 'host',
          imageReference: 'pineapple/host:1',
          power: 'on',
          generation: 1,
          requestedAt: start,
          interfaces: web.interfaces,
          files: [],
          sysctls: [],
          env: [],
          command: null,
          user: null,
          workingDir: null,
          entrypoint: null,
          exec: [],
          waitFor: [],
          onStop: [],
          cpus: null,
          memoryMb: null,
          defaultGateway: null,
          routes: [],
        },
      ],
      neighbours: [],
    });
  });

  it('asks the host to remove everything of a deleted lab', () => {
    const sample = new SampleLab();
    sample.container('web', sample.network('lan'));
    const desired = toHostManifest(deleteLab(sample.lab, sample.context), sample.context.images);
    expect(desired).toMatchObject({ removed: true, networks: [], containers: [] });
  });

  it('passes the name of an image that left the catalogue, so that Docker reports it missing', () => {
    const sample = new SampleLab();
    sample.container('web');
    expect(toHostManifest(sample.lab, []).containers[0]?.imageReference).toBe('host');
  });
});
